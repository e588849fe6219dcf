/** Words for writing an asset type's JSON Schema: one short call for each attribute, titled in both languages. */

/** A title as [Indonesian, English]. */
export type Title = readonly [id: string, en: string];

export interface AttributeSeed {
  type: 'string' | 'number' | 'integer';
  title: string;
  'x-title-en': string;
  [keyword: string]: unknown;
}

export interface AssetTypeSeed {
  /** Also the id of its OGC collection. */
  id: string;
  title: Title;
  description: Title;
  geometryType: 'Point' | 'LineString' | 'Polygon';
  symbol: 'obelisk' | 'lamp' | 'bulbs' | 'river' | 'bank' | 'stele';
  /** Where it stands in lists and layers. */
  position: number;
  schema: {
    type: 'object';
    /** In the order of the form. */
    properties: Record<string, AttributeSeed>;
    additionalProperties: false;
  };
}

type Choices = Record<string, Title>;
interface Limits {
  unit?: string;
  min?: number;
  max?: number;
}

const titled = ([id, en]: Title) => ({ title: id, 'x-title-en': en });

/** No attribute is required: a surveyor stands beside the road with a phone, and old inventories have gaps. */
export function schemaOf(properties: Record<string, AttributeSeed>): AssetTypeSeed['schema'] {
  return { type: 'object', properties, additionalProperties: false };
}

export function text(title: Title, maxLength = 200): AttributeSeed {
  return { type: 'string', ...titled(title), maxLength };
}

/** Text of digits alone: numbers that are never reckoned with and may begin with a zero. */
export function digits(title: Title, count: number): AttributeSeed {
  return { type: 'string', ...titled(title), pattern: `^[0-9]{${count}}$`, maxLength: count };
}

export function number(title: Title, limits: Limits = {}): AttributeSeed {
  return { type: 'number', ...titled(title), ...limitsOf(limits) };
}

export function integer(title: Title, limits: Limits = {}): AttributeSeed {
  return { type: 'integer', ...titled(title), ...limitsOf(limits) };
}

/** A length in metres, never negative. */
export function metres(title: Title, max = 100_000): AttributeSeed {
  return number(title, { unit: 'm', min: 0, max });
}

export function date(title: Title): AttributeSeed {
  return { type: 'string', ...titled(title), format: 'date' };
}

export function choice(title: Title, choices: Choices, initial?: string): AttributeSeed {
  return {
    type: 'string',
    ...titled(title),
    enum: Object.keys(choices),
    'x-enum-titles': Object.fromEntries(Object.entries(choices).map(([value, [id, en]]) => [value, { id, en }])),
    ...(initial === undefined ? {} : { default: initial }),
  };
}

function limitsOf({ unit, min, max }: Limits): Record<string, unknown> {
  return {
    ...(unit === undefined ? {} : { 'x-unit': unit }),
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
  };
}
