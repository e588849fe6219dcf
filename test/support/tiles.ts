/** Vector tiles decoded by the library that clients use, and assets in bulk. */
import { VectorTile } from '@mapbox/vector-tile';
import type { Knex } from 'knex';
import { PbfReader } from 'pbf';
import { v7 as uuidv7 } from 'uuid';
import { frameOf, type TileAddress } from '../../api/ogc/tiles.ts';
import type { TileFrame } from '../../db/queries/tiles.ts';

export interface DecodedFeature {
  type: 0 | 1 | 2 | 3;
  properties: Record<string, string | number | boolean>;
  /** Rings, lines or one list of points, in units of the tile. */
  parts: [x: number, y: number][][];
}

/** The features of a tile's only layer. */
export function decodeTile(bytes: Uint8Array, layerName: string): DecodedFeature[] {
  const { layers } = new VectorTile(new PbfReader(bytes));
  const layer = layers[layerName];
  if (layer === undefined) return [];
  return Array.from({ length: layer.length }, (_, i) => {
    const feature = layer.feature(i);
    const parts = feature.loadGeometry().map((part) => part.map(({ x, y }): [number, number] => [x, y]));
    return { type: feature.type, properties: feature.properties, parts };
  });
}

export const frameAt = (address: TileAddress): TileFrame => ({ ...address, ...frameOf(address) });

export interface NewAsset {
  geometry: { type: string; coordinates: unknown };
  id?: string;
  code?: string;
  condition?: 'B' | 'RR' | 'RB' | null;
  published?: boolean;
  illustration?: boolean;
}

/** Inserts assets of one type by one statement; the agency `dputrkp2` must be there. @returns their ids */
export async function insertAssets(db: Knex, type: string, assets: readonly NewAsset[]): Promise<string[]> {
  const rows = assets.map(({ geometry, condition = null, published = true, illustration = false, ...rest }) => {
    const id = rest.id ?? uuidv7();
    return { id, geometry, condition, published, illustration, code: rest.code ?? id };
  });
  await db.raw(
    `insert into assets (id, type_id, geometry_type, code, condition, status, agency_id, published, illustration, geom)
     select id, ?, geometry ->> 'type', code, condition, 'built', 'dputrkp2', published, illustration,
       st_setsrid(st_geomfromgeojson(geometry), 4326)
     from jsonb_to_recordset(?) as row
       (id uuid, code text, condition text, published boolean, illustration boolean, geometry jsonb)`,
    [type, JSON.stringify(rows)],
  );
  return rows.map(({ id }) => id);
}
