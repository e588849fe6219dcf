/** Every operation of the API, by noun; what is not here is not served. */
import type { Operation } from '../http/operation.ts';
import { agencyOperations } from './agencies.ts';
import { assetTypeOperations } from './asset-types.ts';
import { auditOperations } from './audit.ts';
import { collectionOperations } from './collections.ts';
import { itemOperations } from './items.ts';
import { openApiOperations } from './openapi.ts';
import { photoOperations } from './photos.ts';
import { projectOperations } from './projects.ts';
import { reportOperations } from './reports.ts';
import { riverSegmentOperations } from './river-segments.ts';
import { serviceOperations } from './service.ts';
import { sessionOperations } from './session.ts';
import { tileOperations } from './tiles.ts';
import { tokenOperations } from './tokens.ts';
import { userOperations } from './users.ts';
import { versionOperations } from './versions.ts';

const described: Operation[] = [
  ...collectionOperations,
  ...itemOperations,
  ...versionOperations,
  ...tileOperations,
  ...riverSegmentOperations,
  ...assetTypeOperations,
  ...projectOperations,
  ...reportOperations,
  ...photoOperations,
  ...sessionOperations,
  ...userOperations,
  ...agencyOperations,
  ...tokenOperations,
  ...auditOperations,
  ...serviceOperations,
];

export const operations: readonly Operation[] = [...described, ...openApiOperations(described)];
