/** Shapes that several nouns share: ids, dates, links, positions and the list envelope. */
import { z } from 'zod';

export const uuidSchema = z.uuid().transform((id) => id.toLowerCase());
/** Ids of agencies and asset types: a word that is readable in an address. */
export const slugSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'a-z, 0-9 and single hyphens')
  .max(60);
export const dateSchema = z.iso.date();
/** RFC 3339 instant with an offset. */
export const instantSchema = z.iso.datetime({ offset: true });
/** No control characters but tab and line break: a NUL cannot be stored and the rest cannot be read. */
export const plainText = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^(?:[\t\n\r]|\P{Cc})*$/u, 'control characters are not allowed');
export const nameSchema = plainText(200).trim().min(1);
export const longitudeSchema = z.number().min(-180).max(180);
export const latitudeSchema = z.number().min(-90).max(90);
/** west, south, east, north in degrees. */
export const bboxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** A number in a query string or a form field; the empty string is not zero. */
export const numberText = (schema: z.ZodNumber) =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/, 'a decimal number')
    .transform(Number)
    .pipe(schema);

/** RFC 8288 link as OGC API writes it. */
export const linkSchema = z.strictObject({
  href: z.string(),
  rel: z.string(),
  type: z.string().optional(),
  title: z.string().optional(),
  templated: z.boolean().optional(),
});
export type Link = z.infer<typeof linkSchema>;

/** Paging by key: `after` is the opaque key that the `next` link of the page before carries. */
export const pageQuery = {
  limit: numberText(z.number().int().min(1).max(1000)).default(100),
  after: z.string().max(500).optional(),
};

export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().optional() });
export interface List<T> {
  items: T[];
  next?: string;
}

/** What demonstration data says of itself wherever it is shown or exported. */
export const ILLUSTRATION = 'ilustrasi, bukan hasil survei';
export const illustrationSchema = z.literal(ILLUSTRATION);
