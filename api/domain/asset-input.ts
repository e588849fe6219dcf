/** From a sent feature to the content that is stored: base properties apart from the type's attributes. */
import { readOnlyProperties, type FeatureInput } from '../contract/assets.ts';

export interface AssetContentInput {
  geometry: FeatureInput['geometry'];
  code: string;
  name: string;
  condition: FeatureInput['properties']['condition'];
  status: FeatureInput['properties']['status'];
  project: string | null;
  agency: string | undefined;
  published: boolean | undefined;
  attributes: Record<string, unknown>;
}

const readOnly: ReadonlySet<string> = new Set(readOnlyProperties);

/** Read-only properties are left out, and so are attributes that are null: an attribute is there or it is not. */
export function contentOf({ geometry, properties }: Pick<FeatureInput, 'geometry' | 'properties'>): AssetContentInput {
  const { code, name, condition, status, project, agency, published, ...rest } = properties;
  const attributes = Object.fromEntries(
    Object.entries(rest).filter(([key, value]) => !readOnly.has(key) && value !== null && value !== undefined),
  );
  return { geometry, code, name, condition, status, project, agency, published, attributes };
}
