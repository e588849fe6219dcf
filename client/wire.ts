/** The wire shapes that the client reads, from the contract; types alone, so that no zod reaches the browser. */
export type {
  AssetType,
  AssetTypeInput,
  Attribute,
  AttributesSchema,
  Collection,
  Counts,
} from '../api/contract/asset-types.ts';
export type {
  AssetGeometry,
  AssetStatus,
  Change,
  Condition,
  Feature,
  FeatureCollection,
  FeatureInput,
  GeometryType,
  Version,
} from '../api/contract/assets.ts';
export type { List } from '../api/contract/common.ts';
export type { Photo } from '../api/contract/photos.ts';
export type { Dimension, Project, ProjectInput, ProjectStatus, Report, ReportInput } from '../api/contract/projects.ts';
export type { SearchHit, Settings } from '../api/contract/service.ts';
export type { Text } from '../api/contract/text.ts';

import type { Role } from '../api/domain/policy.ts';

export type { Role };
export type BoundingBox = [west: number, south: number, east: number, north: number];

export type { Agency, AgencyInput } from '../api/contract/agencies.ts';
export type { AuditEntry } from '../api/contract/audit.ts';
export type { SessionUser as User } from '../api/contract/session.ts';
export type { NewToken, Token, TokenInput } from '../api/contract/tokens.ts';
export type { User as Account, UserInput, UserPatch } from '../api/contract/users.ts';
