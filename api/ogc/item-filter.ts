/** From the query string of an items page to a filter: each property of the type is a parameter, anything else is refused. */
import type { AttributesSchema } from '../contract/asset-types.ts';
import { assetStatusSchema, conditionSchema } from '../contract/assets.ts';
import { uuidSchema } from '../contract/common.ts';
import { invalidParameter } from '../http/validate.ts';
import { filterColumns, type AssetFilter, type FilterColumn } from '../../db/queries/assets.ts';
import type { AssetTypeRow } from '../../db/queries/asset-types.ts';
import { parseBbox, parseDatetime } from './query.ts';

interface ItemQuery {
  bbox?: string | undefined;
  datetime?: string | undefined;
  [property: string]: unknown;
}

const ownParameters = new Set(['limit', 'after', 'bbox', 'datetime']);

export function itemFilter(type: AssetTypeRow, query: ItemQuery, publishedOnly: boolean): AssetFilter {
  const filter: AssetFilter = {
    type: type.id,
    publishedOnly,
    bbox: query.bbox === undefined ? undefined : parseBbox(query.bbox),
    updated: query.datetime === undefined ? undefined : parseDatetime(query.datetime),
    columns: {},
    attributes: {},
  };
  const { properties } = type.schema as AttributesSchema;
  for (const [name, value] of Object.entries(query)) {
    if (ownParameters.has(name)) continue;
    const attribute = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (attribute === undefined && !Object.hasOwn(filterColumns, name))
      throw invalidParameter(name, {
        id: 'tidak dikenal di sini.',
        en: 'not known here.',
      });
    if (typeof value !== 'string')
      throw invalidParameter(name, { id: 'sebut satu kali saja.', en: 'give it once only.' });
    if (attribute === undefined) filter.columns[name as FilterColumn] = columnValue(name as FilterColumn, value);
    else filter.attributes[name] = attributeValue(name, attribute.type, value);
  }
  return filter;
}

function columnValue(name: FilterColumn, value: string): string | boolean {
  switch (name) {
    case 'condition':
      return oneOf(name, conditionSchema.options, value);
    case 'status':
      return oneOf(name, assetStatusSchema.options, value);
    case 'published':
      return oneOf(name, ['true', 'false'], value) === 'true';
    case 'project':
      if (!uuidSchema.safeParse(value).success) throw invalidParameter(name, { id: 'sebuah UUID.', en: 'a UUID.' });
      return value;
    case 'code':
    case 'name':
    case 'agency':
      return text(name, value);
  }
}

function attributeValue(name: string, type: string, value: string): unknown {
  if (type === 'boolean') return oneOf(name, ['true', 'false'], value) === 'true';
  if (type === 'string') return text(name, value);
  if (!/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(value))
    throw invalidParameter(name, { id: 'sebuah bilangan.', en: 'a number.' });
  return Number(value);
}

function oneOf<T extends string>(name: string, options: readonly T[], value: string): T {
  const found = options.find((option) => option === value);
  if (found !== undefined) return found;
  const list = options.join(', ');
  throw invalidParameter(name, { id: `salah satu dari ${list}.`, en: `one of ${list}.` });
}

/** PostgreSQL cannot hold a NUL in a text. */
function text(name: string, value: string): string {
  if (value.includes('\0')) throw invalidParameter(name, { id: 'berisi NUL.', en: 'holds a NUL.' });
  return value;
}
