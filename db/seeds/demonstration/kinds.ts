/** What the demonstration is made of, before it becomes rows. Instants are ISO 8601 with the offset of Asia/Makassar. */
import type { LonLat } from '../geometry.ts';
import { namedId } from '../random.ts';

export type Account = 'admin' | 'planner' | 'surveyor' | 'liaison' | 'viewer';
export type ProjectKey = 'monuments' | 'street-lights' | 'tree-lights' | 'river' | 'memorial';
export type Condition = 'B' | 'RR' | 'RB' | null;
export type Attributes = Record<string, string | number>;

export type Shape =
  | { type: 'Point'; coordinates: LonLat }
  | { type: 'LineString'; coordinates: LonLat[] }
  | { type: 'Polygon'; coordinates: LonLat[][] };

export interface AssetSeed {
  id: string;
  type: string;
  code: string;
  name: string;
  condition: Condition;
  status: 'planned' | 'built';
  project: ProjectKey;
  /** False for what nobody has verified yet. */
  published: boolean;
  attributes: Attributes;
  geometry: Shape;
  at: string;
  by: Account;
  /** A later visit, which makes the second version. */
  visit?: { at: string; by: Account; condition: Condition; status: 'planned' | 'built'; attributes?: Attributes };
}

/** An asset that is published and entered by the surveyor unless said otherwise. */
export function asset(
  seed: Omit<AssetSeed, 'id' | 'published' | 'by'> & Partial<Pick<AssetSeed, 'published' | 'by'>>,
): AssetSeed {
  return { published: true, by: 'surveyor', ...seed, id: namedId(seed.at, `asset ${seed.type} ${seed.code}`) };
}
