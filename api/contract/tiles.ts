/** OGC API Tiles on the wire: addresses of tiles, and what a tileset says of itself. */
import { z } from 'zod';
import { linkSchema, slugSchema } from './common.ts';

/** A whole number; whether such a tile exists is another question. */
const index = z
  .string()
  .regex(/^-?\d{1,15}$/, 'a whole number')
  .transform(Number);

export const tilesetParams = z.strictObject({ type: slugSchema });
export const tileParams = z.strictObject({ type: slugSchema, tileMatrix: index, tileRow: index, tileCol: index });

const described = {
  title: z.string(),
  dataType: z.literal('vector'),
  crs: z.string(),
  tileMatrixSetURI: z.string(),
  links: z.array(linkSchema),
};

/** OGC 20-057 §9.3 */
export const tilesetsSchema = z.strictObject({
  tilesets: z.array(z.strictObject(described)),
  links: z.array(linkSchema),
});

/** OGC 17-083r4 §7.2: TileSet metadata, with the limits where the asker can see any asset. */
export const tilesetSchema = z.strictObject({
  ...described,
  layers: z.array(
    z.strictObject({
      id: slugSchema,
      dataType: z.literal('vector'),
      geometryDimension: z.int().min(0).max(2),
      minTileMatrix: z.string(),
      maxTileMatrix: z.string(),
    }),
  ),
  tileMatrixSetLimits: z
    .array(
      z.strictObject({
        tileMatrix: z.string(),
        minTileRow: z.int(),
        maxTileRow: z.int(),
        minTileCol: z.int(),
        maxTileCol: z.int(),
      }),
    )
    .optional(),
});
