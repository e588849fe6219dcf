/** The attributes of an asset against the JSON Schema of its type, and such a schema against what a form can be made of. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as indonesian from 'ajv-i18n/localize/id/index.js';
import { LRUCache } from 'lru-cache';
import type { AttributesSchema } from '../contract/asset-types.ts';
import type { Language } from '../contract/text.ts';

export interface AttributeFault {
  /** RFC 6901 pointer below the attributes. */
  pointer: string;
  detail: string;
}

/** Names that the base properties, GeoJSON or the query string of an items page have taken. */
export const reservedNames: ReadonlySet<string> = new Set([
  ...['id', 'type', 'geometry', 'properties', 'bbox', 'links'],
  ...['code', 'name', 'condition', 'status', 'project', 'agency', 'published', 'version'],
  ...['createdAt', 'updatedAt', 'illustration'],
  ...['limit', 'after', 'datetime', 'crs', 'filter', 'sortby', 'f', 'lang', 'q'],
]);

const ajv = new Ajv2020({ allErrors: true, strict: true });
addFormats.default(ajv);
ajv.addVocabulary(['x-title-en', 'x-unit', 'x-enum-titles', 'x-placeholder']);

// The CommonJS export is the function itself, though its types describe an ES module.
const localizeIndonesian = indonesian.default as unknown as (errors: ErrorObject[] | null | undefined) => void;

/** Compiled schemas by their text: types are few, and a changed one is another text. */
const compiled = new LRUCache<string, ValidateFunction>({ max: 200 });

function compile({ properties, required }: AttributesSchema): ValidateFunction {
  const schema = { type: 'object', properties, required: required ?? [], additionalProperties: false };
  const validate = ajv.compile(schema);
  // Ajv would keep each schema object that it has ever seen.
  ajv.removeSchema(schema);
  return validate;
}

function validatorOf(schema: AttributesSchema): ValidateFunction {
  const key = JSON.stringify([schema.properties, schema.required]);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const validate = compile(schema);
  compiled.set(key, validate);
  return validate;
}

export function attributeFaults(
  schema: AttributesSchema,
  attributes: Record<string, unknown>,
  language: Language,
): AttributeFault[] {
  const validate = validatorOf(schema);
  if (validate(attributes)) return [];
  // Ajv's own messages are English.
  if (language === 'id') localizeIndonesian(validate.errors);
  return (validate.errors ?? []).map((error) => {
    const name: unknown = error.params['missingProperty'] ?? error.params['additionalProperty'];
    return {
      pointer: typeof name === 'string' ? `${error.instancePath}/${name}` : error.instancePath,
      detail: error.message ?? error.keyword,
    };
  });
}

/** What is wrong with a schema that an administrator sends; undefined when assets can be checked by it. */
export function schemaFault(schema: AttributesSchema): AttributeFault | undefined {
  for (const name of Object.keys(schema.properties))
    if (reservedNames.has(name)) return { pointer: `/properties/${name}`, detail: `"${name}" is taken by every asset` };
  for (const [i, name] of (schema.required ?? []).entries())
    if (!(name in schema.properties)) return { pointer: `/required/${i}`, detail: `"${name}" is not a property` };
  try {
    compile(schema);
    return undefined;
  } catch (error) {
    // Ajv tells what it cannot compile by throwing only.
    return { pointer: '', detail: error instanceof Error ? error.message : String(error) };
  }
}
