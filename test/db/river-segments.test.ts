/** Stations measured here against PostGIS' own geodesy, and the search for what lies beside a river. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { corridorPieces } from '../../api/domain/stationing-corridor.ts';
import { createShapeLocator } from '../../api/domain/stationing-shapes.ts';
import { lengthOf, measureLine, pointAt, type Coordinate } from '../../api/domain/stationing.ts';
import { assetsNearLine, findRiverSegment, photosNearLine } from '../../db/queries/river-segments.ts';
import { resetDatabase, testDatabase } from '../support/database.ts';
import { offsetFrom, seeded, winding } from '../support/river-lines.ts';

const masamba: Coordinate = [120.327, -2.553];
const at = (east: number, north: number) => [...offsetFrom(masamba, east, north)];
const geography = 'st_setsrid(st_geomfromgeojson(?), 4326)::geography';

describe('rivers in the database', () => {
  let db: Knex;

  before(async () => {
    ({ db } = await testDatabase());
    await resetDatabase(db);
    await db('agencies').insert({ id: 'dputrkp2', name: 'DPUTRKP2', short_name: 'DPUTRKP2' });
  });

  async function insertAsset(type: string, geometry: { type: string; coordinates: unknown }, changes: object = {}) {
    const id = uuidv7();
    await db('assets').insert({
      id,
      type_id: type,
      geometry_type: geometry.type,
      code: id.slice(-12),
      status: 'built',
      agency_id: 'dputrkp2',
      geom: db.raw('st_setsrid(st_geomfromgeojson(?), 4326)', [JSON.stringify(geometry)]),
      ...changes,
    });
    return id;
  }

  async function scalars(sql: string, bindings: string[]): Promise<Record<string, number>> {
    const { rows } = await db.raw<{ rows: Record<string, number>[] }>(sql, bindings);
    return rows[0] ?? {};
  }

  it('have the length of ST_Length(geography), to the millimetre', async () => {
    const lines = fc.sample(winding, { ...seeded, numRuns: 50 });
    for (const coordinates of [...lines, [[119.7, -2] as const, [120.6, -2.9] as const]]) {
      const { length } = await scalars(`select st_length(${geography}) as length`, [
        JSON.stringify({ type: 'LineString', coordinates }),
      ]);
      expect(lengthOf(measureLine(coordinates))).to.be.closeTo(length ?? NaN, 0.001);
    }
  });

  it('have points at the offset of ST_Distance(geography), to the millimetre', async () => {
    for (const coordinates of fc.sample(winding, { ...seeded, numRuns: 30 })) {
      const line = measureLine(coordinates);
      const locate = createShapeLocator(line, 100);
      for (const share of [0.1, 0.5, 0.9]) {
        const point = [...offsetFrom(pointAt(line, share * line.end), 60 * share, -80)];
        const { distance } = await scalars(`select st_distance(${geography}, ${geography}) as distance`, [
          JSON.stringify({ type: 'LineString', coordinates }),
          JSON.stringify({ type: 'Point', coordinates: point }),
        ]);
        expect(locate({ type: 'Point', coordinates: point }).offset).to.be.closeTo(distance ?? NaN, 0.001);
      }
    }
  });

  it('have areas and strings of lights at the offset of ST_Distance(geography), to the millimetre', async () => {
    const line = [at(0, 0), at(40, -200), at(-30, -420), at(0, -700)];
    const ring = [at(60, -100), at(90, -300), at(20, -420), at(60, -100)];
    const shapes = [
      { type: 'Polygon' as const, coordinates: [ring] },
      { type: 'LineString' as const, coordinates: [at(-80, -150), at(-70, -500)] },
      { type: 'LineString' as const, coordinates: [at(-80, -150), at(70, -500)] },
      {
        type: 'Polygon' as const,
        coordinates: [[at(-200, 50), at(-200, -300), at(200, -300), at(200, 50), at(-200, 50)]],
      },
    ];
    const locate = createShapeLocator(measureLine(line), 100);
    for (const shape of shapes) {
      const { distance } = await scalars(`select st_distance(${geography}, ${geography}) as distance`, [
        JSON.stringify({ type: 'LineString', coordinates: line }),
        JSON.stringify(shape),
      ]);
      expect(locate(shape).offset, JSON.stringify(shape)).to.be.closeTo(distance ?? NaN, 0.001);
    }
  });

  it('are found with their facts by id, a tombstone too, and no other asset', async () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [120.327, -2.5258],
        [120.3271, -2.5249],
      ],
    };
    const id = await insertAsset('river-segments', line, { attributes: JSON.stringify({ river: 'Masamba' }) });
    const gone = await insertAsset('river-segments', line, { deleted_at: new Date() });
    const lamp = await insertAsset('street-lights', { type: 'Point', coordinates: at(0, 3000) });
    const found = await findRiverSegment(db, id);
    expect(found?.geometry).to.eql(line);
    expect(found?.facts).to.deep.include({ id, agencyName: 'DPUTRKP2', attributes: { river: 'Masamba' } });
    expect((await findRiverSegment(db, gone))?.deleted).to.equal(true);
    expect(await findRiverSegment(db, lamp)).to.equal(undefined);
  });

  it('have beside them what lies within 100 m of the ellipsoid, of any type, and nothing twice', async () => {
    const line = measureLine([at(0, 0), at(800, -1500), at(900, -4000)]);
    const foot = pointAt(line, 2500);
    // Square to the second leg, which runs almost southward; the index box alone would hold both.
    const near = await insertAsset('street-lights', { type: 'Point', coordinates: [...offsetFrom(foot, 99.9, 0)] });
    await insertAsset('street-lights', { type: 'Point', coordinates: [...offsetFrom(foot, 100.2, 0)] });
    const long = await insertAsset('tree-lights', { type: 'LineString', coordinates: [at(30, 0), at(830, -1500)] });
    const unpublished = near;
    const published = await insertAsset('memorials', { type: 'Point', coordinates: [...foot] }, { published: true });
    await insertAsset('memorials', { type: 'Point', coordinates: [...foot] }, { deleted_at: new Date() });
    const segment = await insertAsset('river-segments', { type: 'LineString', coordinates: line.coordinates });

    const pieces = corridorPieces(line, 100);
    expect(pieces.length).to.be.greaterThan(3);
    const all = await assetsNearLine(db, pieces, 100, { except: segment, publishedOnly: false });
    expect(all.map(({ id }) => id)).to.have.members([unpublished, long, published]);
    const some = await assetsNearLine(db, pieces, 100, { except: segment, publishedOnly: true });
    expect(some.map(({ id }) => id)).to.eql([published]);
  });

  it('have beside them the photos with a position, without those of deleted assets', async () => {
    const line = measureLine([at(0, -6000), at(0, -6700)]);
    const lamp = await insertAsset('street-lights', { type: 'Point', coordinates: at(5, -6100) });
    const gone = await insertAsset(
      'street-lights',
      { type: 'Point', coordinates: at(5, -6100) },
      { deleted_at: new Date() },
    );
    const insertPhoto = async (asset: string, position: number[] | null) => {
      const id = uuidv7();
      await db('photos').insert({
        id,
        asset_id: asset,
        sha256: 'a'.repeat(64),
        bytes: 1,
        media_type: 'image/jpeg',
        width: 1,
        height: 1,
        agency_id: 'dputrkp2',
        geom: position && db.raw('st_setsrid(st_makepoint(?, ?), 4326)', position),
        position_source: position && 'exif',
      });
      return id;
    };
    const shown = await insertPhoto(lamp, at(8, -6100));
    await insertPhoto(lamp, null);
    await insertPhoto(lamp, at(150, -6100));
    await insertPhoto(gone, at(8, -6100));
    const found = await photosNearLine(db, corridorPieces(line, 100), 100);
    expect(found.map(({ id, asset }) => [id, asset])).to.eql([[shown, lamp]]);
  });

  it('are searched by the spatial index, however many assets there are', async () => {
    await db.raw(
      `insert into assets (id, type_id, geometry_type, code, status, agency_id, geom)
       select gen_random_uuid(), 'street-lights', 'Point', 'GRID-' || i || '-' || j, 'built', 'dputrkp2',
         st_setsrid(st_makepoint(119.7 + i * 0.009, -2.9 + j * 0.009), 4326)
       from generate_series(0, 99) i, generate_series(0, 29) j`,
    );
    await db.raw('analyze assets');
    const pieces = corridorPieces(measureLine([at(0, 0), at(0, -700)]), 100);
    const statements: string[] = [];
    db.once('query', ({ sql }: { sql: string }) => statements.push(sql));
    await assetsNearLine(db, pieces, 100, { except: uuidv7(), publishedOnly: false });
    const [piece] = pieces;
    const [west = 0, south = 0, east = 0, north = 0] = piece?.box ?? [];
    const records = JSON.stringify([
      { line: { type: 'LineString', coordinates: piece?.coordinates }, west, south, east, north },
    ]);
    const { rows } = await db.raw<{ rows: { 'QUERY PLAN': string }[] }>(
      `explain ${statements[0]?.replaceAll(/\$\d/g, '?')}`,
      [records, 100, uuidv7()],
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).to.match(/Index Scan (using|on) assets_geom\b/);
  });
});
