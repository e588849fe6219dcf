/** River segments and what lies within reach of one. */
import type { Knex } from 'knex';

export interface RiverSegment {
  /** What the export tells of it. */
  facts: {
    id: string;
    type: string;
    code: string;
    name: string;
    condition: 'B' | 'RR' | 'RB' | null;
    status: string;
    agency: string;
    agencyName: string;
    version: number;
    illustration: boolean;
    attributes: Record<string, unknown>;
  };
  /** WGS 84 longitude and latitude in full precision. */
  geometry: { type: 'LineString'; coordinates: number[][] };
  published: boolean;
  deleted: boolean;
}

/** A river segment, also when only its tombstone is left; undefined for any other asset. */
export async function findRiverSegment(db: Knex, id: string): Promise<RiverSegment | undefined> {
  type Row = RiverSegment['facts'] & Omit<RiverSegment, 'facts'>;
  const result = await db.raw<{ rows: Row[] }>(
    `select a.id, a.type_id as type, a.code, a.name, a.condition, a.status, a.agency_id as agency, g.name as "agencyName",
       a.version, a.illustration, a.attributes, st_asgeojson(a.geom, 15)::jsonb as geometry, a.published,
       a.deleted_at is not null as deleted
     from assets a join agencies g on g.id = a.agency_id where a.type_id = 'river-segments' and a.id = ?`,
    [id],
  );
  const row = result.rows[0];
  if (row === undefined) return undefined;
  const { geometry, published, deleted, ...facts } = row;
  return { facts, geometry, published, deleted };
}

/** A piece of a line, with a box (degrees) that holds everything within reach of it. */
export interface PieceOfLine {
  coordinates: readonly (readonly number[])[];
  box: readonly [west: number, south: number, east: number, north: number];
}

/** The boxes let the GiST index on geom find the candidates; the geodesic distance on the ellipsoid decides. */
const PIECES = `pieces as materialized (
  select st_setsrid(st_geomfromgeojson(p.line::text), 4326)::geography as line, st_makeenvelope(p.west, p.south, p.east, p.north, 4326) as box
  from jsonb_to_recordset(?::jsonb) as p (line jsonb, west float8, south float8, east float8, north float8)
)`;

function recordsOf(pieces: readonly PieceOfLine[]): string {
  return JSON.stringify(
    pieces.map(({ coordinates, box: [west, south, east, north] }) => ({
      line: { type: 'LineString', coordinates },
      west,
      south,
      east,
      north,
    })),
  );
}

export interface NearbyAssetRow {
  id: string;
  type: string;
  code: string;
  name: string;
  condition: 'B' | 'RR' | 'RB' | null;
  status: string;
  agency: string;
  illustration: boolean;
  geometry:
    | { type: 'Point'; coordinates: number[] }
    | { type: 'LineString'; coordinates: number[][] }
    | { type: 'Polygon'; coordinates: number[][][] };
}

/** Living assets of all types but one, within `reach` metres of a line, in no order. */
export async function assetsNearLine(
  db: Knex,
  pieces: readonly PieceOfLine[],
  reach: number,
  { except, publishedOnly }: { except: string; publishedOnly: boolean },
): Promise<NearbyAssetRow[]> {
  const result = await db.raw<{ rows: NearbyAssetRow[] }>(
    `with ${PIECES}, near as (
       select distinct a.id from pieces p join assets a on a.geom && p.box and a.deleted_at is null
       where st_dwithin(a.geom::geography, p.line, ?) and a.id <> ? ${publishedOnly ? 'and a.published' : ''}
     )
     select a.id, a.type_id as type, a.code, a.name, a.condition, a.status, a.agency_id as agency, a.illustration,
       st_asgeojson(a.geom, 15)::jsonb as geometry
     from near join assets a using (id)`,
    [recordsOf(pieces), reach, except],
  );
  return result.rows;
}

export interface NearbyPhotoRow {
  id: string;
  name: string;
  asset: string | null;
  assetType: string | null;
  code: string | null;
  project: string | null;
  phase: number | null;
  takenAt: Date | null;
  receivedAt: Date;
  positionSource: string | null;
  accuracy: number | null;
  azimuth: number | null;
  sha256: string;
  illustration: boolean;
  geometry: { type: 'Point'; coordinates: number[] };
}

/** Photos that were taken within `reach` metres of a line, without those of deleted assets, in no order. */
export async function photosNearLine(
  db: Knex,
  pieces: readonly PieceOfLine[],
  reach: number,
): Promise<NearbyPhotoRow[]> {
  const result = await db.raw<{ rows: NearbyPhotoRow[] }>(
    `with ${PIECES}, near as (
       select distinct f.id from pieces p join photos f on f.geom && p.box and f.deleted_at is null
       where st_dwithin(f.geom::geography, p.line, ?)
     )
     select f.id, f.original_name as name, a.id as asset, a.type_id as "assetType", a.code, f.project_id as project, f.phase,
       f.taken_at as "takenAt", f.received_at as "receivedAt", f.position_source as "positionSource", f.accuracy, f.azimuth,
       f.sha256, f.illustration, st_asgeojson(f.geom, 15)::jsonb as geometry
     from near join photos f using (id) left join assets a on a.id = f.asset_id and a.deleted_at is null
     where a.id is not null or f.project_id is not null`,
    [recordsOf(pieces), reach],
  );
  return result.rows;
}
