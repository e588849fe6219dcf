/** Vector tiles of crowds of points, and of lines and areas at every zoom, on both databases alike. */
import { expect } from 'chai';
import type { Knex } from 'knex';
import { encodeMvt } from '../../api/formats/mvt.ts';
import { tileAt, type TileAddress } from '../../api/ogc/tiles.ts';
import { seededRandom } from '../../db/seeds/random.ts';
import {
  CLUSTERS_BELOW_ZOOM,
  hasTileEncoder,
  MOST_POINTS,
  readEncodedTile,
  readTileFeatures,
  TILE_EXTENT,
  type TileLayer,
} from '../../db/queries/tiles.ts';
import { resetDatabase, testDatabase } from '../support/database.ts';
import { decodeTile, frameAt, insertAssets, type DecodedFeature, type NewAsset } from '../support/tiles.ts';

type Position = [longitude: number, latitude: number];
const masamba: Position = [120.327, -2.553];
const illustration = 'ilustrasi';
const lights: TileLayer = { type: 'street-lights', geometryType: 'Point', publishedOnly: false, illustration };
const strings: TileLayer = { type: 'tree-lights', geometryType: 'LineString', publishedOnly: false, illustration };
const rivers: TileLayer = { ...strings, type: 'river-segments' };
const banks: TileLayer = { type: 'riverbank-landscapes', geometryType: 'Polygon', publishedOnly: false, illustration };
const point = (coordinates: Position) => ({ type: 'Point', coordinates });
const line = (coordinates: Position[]) => ({ type: 'LineString', coordinates });
const square = ([x, y]: Position, side: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
});

describe('vector tiles', () => {
  let db: Knex;

  before(async () => {
    ({ db } = await testDatabase());
  });

  beforeEach(async () => {
    await resetDatabase(db);
    await db('agencies').insert({ id: 'dputrkp2', name: 'DPUTRKP2', short_name: 'DPUTRKP2' });
  });

  /** The tile as the service makes it on this database. */
  async function tileOf(layer: TileLayer, address: TileAddress): Promise<Buffer> {
    const frame = frameAt(address);
    if (await hasTileEncoder(db)) return readEncodedTile(db, layer, frame);
    return encodeMvt(layer.type, TILE_EXTENT, await readTileFeatures(db, layer, frame));
  }

  const featuresOf = async (layer: TileLayer, address: TileAddress): Promise<DecodedFeature[]> =>
    decodeTile(await tileOf(layer, address), layer.type);

  describe('of points', () => {
    it('hold id, code, condition and status, and leave out what is not known', async () => {
      const [known, unknown] = await insertAssets(db, 'street-lights', [
        { geometry: point(masamba), code: 'PJU-1', condition: 'RR' },
        { geometry: point(masamba), code: 'PJU-2', illustration: true },
      ]);
      const features = await featuresOf(lights, tileAt(16, ...masamba));
      expect(
        features.map(({ properties }) => properties).toSorted((a, b) => (a['code']! < b['code']! ? -1 : 1)),
      ).to.deep.equal([
        { id: known, code: 'PJU-1', condition: 'RR', status: 'built' },
        { id: unknown, code: 'PJU-2', status: 'built', illustration },
      ]);
    });

    it('show the public only what is published, as points and in counts', async () => {
      await insertAssets(db, 'street-lights', [
        { geometry: point(masamba), published: false },
        { geometry: point(masamba), published: true, condition: 'B' },
        { geometry: point(masamba), published: false, condition: 'B' },
      ]);
      const publicLights = { ...lights, publishedOnly: true };
      expect(await featuresOf(publicLights, tileAt(15, ...masamba))).to.have.length(1);
      const [cluster] = await featuresOf(publicLights, tileAt(8, ...masamba));
      expect(cluster?.properties).to.include({ count: 1, B: 1, RR: 0, RB: 0, unknown: 0 });
      const [all] = await featuresOf(lights, tileAt(8, ...masamba));
      expect(all?.properties).to.deep.equal({ count: 3, B: 2, RR: 0, RB: 0, unknown: 1 });
    });

    it('keep a point that is alone in its cell at its place, with its id', async () => {
      const [id] = await insertAssets(db, 'street-lights', [
        { geometry: point(masamba), code: 'PJU-1', condition: 'RB' },
      ]);
      for (const zoom of [0, 5, 12]) {
        const [alone, ...others] = await featuresOf(lights, tileAt(zoom, ...masamba));
        expect(others).to.deep.equal([]);
        expect(alone?.properties).to.deep.equal({
          ...{ id, code: 'PJU-1', condition: 'RB', status: 'built' },
          ...{ count: 1, B: 0, RR: 0, RB: 1, unknown: 0 },
        });
        const x = ((masamba[0] + 180) / 360) * 2 ** zoom;
        expect(alone?.parts[0]?.[0]?.[0]).to.equal(Math.floor((x % 1) * TILE_EXTENT));
      }
    });

    it('count anew what is added, moved, changed, published, hidden and deleted', async () => {
      const ids = await insertAssets(
        db,
        'street-lights',
        Array.from({ length: 12 }, (_, i) => ({
          geometry: point(masamba),
          condition: i < 6 ? 'B' : null,
          published: i % 2 === 0,
        })),
      );
      const some = (from: number, to: number) => db('assets').whereIn('id', ids.slice(from, to));
      await some(0, 2).update({ condition: 'RB' });
      await some(2, 4).update({ published: db.raw('not published') });
      await some(4, 5).update({ deleted_at: db.fn.now() });
      await some(5, 6).delete();
      await some(6, 8).update({ geom: db.raw('st_setsrid(st_makepoint(121, -2), 4326)') });
      const kept = await db('asset_cells').where('total', '<>', 0).orderBy(['cell_x', 'cell_y', 'published']);
      const counted = await db.raw<{ rows: unknown[] }>(
        `select type_id, world_x(geom_3857) >> 15 as cell_x, world_y(geom_3857) >> 15 as cell_y, published, count(*)::int as total,
           (count(*) filter (where condition = 'B'))::int as b, (count(*) filter (where condition = 'RR'))::int as rr,
           (count(*) filter (where condition = 'RB'))::int as rb, sum(world_x(geom_3857)) as sum_x, sum(world_y(geom_3857)) as sum_y
         from assets where deleted_at is null group by 1, 2, 3, 4 order by 2, 3, 4`,
      );
      expect(kept).to.deep.equal(counted.rows);
      expect(kept).to.have.length(4);
      await db.raw('truncate assets cascade');
      expect(await db('asset_cells')).to.deep.equal([]);
    });
  });

  describe('of crowds of points', () => {
    const random = seededRandom(20260314);
    const around = ([x, y]: Position, size: number): Position => [
      x + (random() - 0.5) * size,
      y + (random() - 0.5) * size,
    ];
    const many = (count: number, place: (i: number) => Position): NewAsset[] =>
      Array.from({ length: count }, (_, i) => ({
        geometry: point(place(i)),
        condition: (['B', 'RR', 'RB', null] as const)[i % 4]!,
      }));
    const distributions: Record<string, NewAsset[]> = {
      'on one spot': many(MOST_POINTS + 200, () => masamba),
      'in one block': many(2500, () => around(masamba, 0.002)),
      'along a road': many(2500, (i) => [120.3 + i * 0.00004, -2.55 + Math.sin(i / 200) * 0.005]),
      'over the regency': many(2500, () => around(masamba, 0.25)),
      // On the corners of tiles of zoom 14, and where rounding could give a point to two tiles or to none.
      'on the edges of tiles': many(600, (i) => [
        ((13665 + (i % 10)) * 360) / 2 ** 14 - 180,
        i % 3 === 0 ? 0 : -2.55 - i * 1e-9,
      ]),
    };

    for (const [name, assets] of Object.entries(distributions))
      it(`${name} stay below 250 kB and have each point in exactly one tile`, async function () {
        this.timeout(60_000);
        await insertAssets(db, 'street-lights', assets);
        for (const zoom of [0, 4, 9, CLUSTERS_BELOW_ZOOM - 1, CLUSTERS_BELOW_ZOOM, 14]) {
          const addresses = tilesWith(assets, zoom);
          let count = 0;
          for (const address of addresses) {
            const tile = await tileOf(lights, address);
            expect(tile.byteLength, `zoom ${zoom}`).to.be.below(250_000);
            const features = decodeTile(tile, lights.type);
            for (const { properties } of features) {
              const conditions = ['B', 'RR', 'RB', 'unknown'].map((key) => Number(properties[key] ?? 0));
              if (zoom < CLUSTERS_BELOW_ZOOM) expect(properties).to.have.property('count');
              if (properties['count'] !== undefined)
                expect(conditions.reduce((sum, n) => sum + n)).to.equal(properties['count']);
              count += Number(properties['count'] ?? 1);
            }
            for (const [x, y] of features.flatMap(({ parts }) => parts.flat())) {
              expect(x).to.be.within(0, TILE_EXTENT - 1);
              expect(y).to.be.within(0, TILE_EXTENT - 1);
            }
          }
          expect(count, `points at zoom ${zoom}`).to.equal(assets.length);
        }
      });

    it('come as points up to 1,500 and as clusters from 1,501, whatever the zoom', async () => {
      await insertAssets(
        db,
        'street-lights',
        many(MOST_POINTS, () => around(masamba, 1e-6)),
      );
      for (const zoom of [13, 17])
        expect(await featuresOf(lights, tileAt(zoom, ...masamba))).to.have.length(MOST_POINTS);
      await insertAssets(
        db,
        'street-lights',
        many(1, () => masamba),
      );
      for (const zoom of [13, 17, 22]) {
        const features = await featuresOf(lights, tileAt(zoom, ...masamba));
        expect(features.length).to.be.within(1, 64);
        expect(features[0]?.properties).to.have.property('count');
      }
    });

    it('stay below 250 kB with the longest codes that there can be', async () => {
      for (const letter of ['x', 'é', '🏮']) {
        const code = (i: number) => `${String(i).padStart(4, '0')}${letter.repeat(letter.length === 1 ? 56 : 28)}`;
        const assets = many(MOST_POINTS, () => around(masamba, 1e-5)).map((asset, i) => ({
          ...asset,
          code: code(i),
          illustration: true,
        }));
        await insertAssets(db, 'memorials', assets);
        const tile = await tileOf({ ...lights, type: 'memorials' }, tileAt(15, ...masamba));
        expect(decodeTile(tile, 'memorials')).to.have.length(MOST_POINTS);
        expect(tile.byteLength).to.be.below(250_000);
        await db('assets').delete();
      }
    });
  });

  describe('of lines and areas', () => {
    /** 700 m with a bend. */
    const river = line([masamba, [120.3285, -2.5505], [120.3298, -2.5476]]);

    it('show a river of 700 m at every zoom', async () => {
      await insertAssets(db, 'river-segments', [{ geometry: river }]);
      for (let zoom = 0; zoom <= 22; zoom++) {
        const features = await featuresOf(rivers, tileAt(zoom, ...masamba));
        expect(features, `zoom ${zoom}`).to.have.length(1);
        const xs = features[0]!.parts.flat().map(([x]) => x);
        expect(Math.max(...xs) - Math.min(...xs), `zoom ${zoom}`).to.be.at.least(8);
        expect(Math.min(...xs)).to.be.at.least(-64);
        expect(Math.max(...xs)).to.be.at.most(TILE_EXTENT + 64);
      }
    });

    it('meet at the edge between two tiles', async () => {
      const edge = (13668 * 360) / 2 ** 14 - 180;
      await insertAssets(db, 'river-segments', [
        {
          geometry: line([
            [edge - 0.003, -2.55],
            [edge + 0.004, -2.5534],
          ]),
        },
      ]);
      const { row, column } = tileAt(14, edge + 0.001, -2.552);
      const heightAt = async (address: TileAddress, x: number) => {
        const [from, to] = (await featuresOf(rivers, address))[0]!.parts[0]!;
        return from![1] + ((x - from![0]) / (to![0] - from![0])) * (to![1] - from![1]);
      };
      const [left, right] = [
        await heightAt({ zoom: 14, row, column: column - 1 }, TILE_EXTENT),
        await heightAt({ zoom: 14, row, column }, 0),
      ];
      expect(left).to.be.closeTo(right, 1);
    });

    it('thin a crowd of short strings of lights, the largest of each place staying', async () => {
      const random = seededRandom(7);
      const short = Array.from({ length: 500 }, (): NewAsset => {
        const [x, y]: Position = [120.3 + random() * 0.02, -2.56 + random() * 0.02];
        return {
          geometry: line([
            [x, y],
            [x + 0.0002, y],
          ]),
        };
      });
      await insertAssets(db, 'tree-lights', [
        ...short,
        {
          geometry: line([
            [120.31, -2.55],
            [120.3104, -2.55],
          ]),
          code: 'the largest',
        },
      ]);
      const far = await featuresOf(strings, tileAt(6, ...masamba));
      expect(far.map(({ properties }) => properties['code'])).to.include('the largest');
      expect(far.length).to.be.within(1, 9);
      const middle = await featuresOf(strings, tileAt(11, ...masamba));
      expect(middle.length).to.be.within(far.length, 500);
      const { length: near } = await featuresOf(strings, tileAt(14, 120.31, -2.55));
      expect(near).to.be.above(100);
    });

    it('keep areas with their holes, outer rings clockwise on the screen, and thin ones at every zoom', async () => {
      const [x, y] = masamba;
      const hole = square([x + 0.001, y + 0.001], 0.001).coordinates[0]!.toReversed();
      await insertAssets(db, 'riverbank-landscapes', [
        {
          geometry: { type: 'Polygon', coordinates: [...square(masamba, 0.004).coordinates, hole] },
          code: 'with a hole',
        },
      ]);
      const [area] = await featuresOf(banks, tileAt(13, ...masamba));
      expect(area!.parts).to.have.length(2);
      expect(signedArea(area!.parts[0]!)).to.be.above(0);
      expect(signedArea(area!.parts[1]!)).to.be.below(0);
      for (let zoom = 0; zoom <= 22; zoom++)
        expect(await featuresOf(banks, tileAt(zoom, x + 0.0005, y + 0.0005)), `zoom ${zoom}`).to.have.length(1);
    });

    it('show narrow strips of bank along their rivers at every zoom, not as the boxes around them', async () => {
      const [x, y] = masamba;
      for (const angle of [0, 0.3, 0.8, 1.57, 2.5]) {
        const along = (at: number, aside: number): Position => [
          x + at * Math.cos(angle) - aside * Math.sin(angle),
          y + at * Math.sin(angle) + aside * Math.cos(angle),
        ];
        // 700 m by 3 m, with a bend.
        const strip = [
          along(0, 0),
          along(0.003, 0.0004),
          along(0.0063, 0),
          along(0.0063, 0.00003),
          along(0.003, 0.00043),
          along(0, 0.00003),
        ];
        await db('assets').delete();
        await insertAssets(db, 'riverbank-landscapes', [
          { geometry: { type: 'Polygon', coordinates: [[...strip, strip[0]]] } },
        ]);
        for (let zoom = 0; zoom <= 20; zoom++) {
          const features = await featuresOf(banks, tileAt(zoom, ...along(0.00001, 0.00001)));
          expect(features, `zoom ${zoom}, angle ${angle}`).to.have.length(1);
          const [ring] = features[0]!.parts;
          const length = Math.max(
            ...[0, 1].map(
              (axis) => Math.max(...ring!.map((at) => at[axis]!)) - Math.min(...ring!.map((at) => at[axis]!)),
            ),
          );
          expect(signedArea(ring!), `zoom ${zoom}, angle ${angle}`).to.be.above(0);
          if (length > 64 && zoom < 14)
            expect(signedArea(ring!) / length, `width at zoom ${zoom}, angle ${angle}`).to.be.below(20);
        }
      }
    });

    it('survive areas that rounding makes touch themselves', async () => {
      const random = seededRandom(11);
      const spikes = (at: Position): NewAsset => {
        const outline = Array.from({ length: 60 }, (_, i): Position => {
          const [angle, radius] = [(i / 60) * 2 * Math.PI, i % 2 === 0 ? 0.002 : 0.00001 + random() * 0.0001];
          return [at[0] + Math.cos(angle) * radius, at[1] + Math.sin(angle) * radius];
        });
        return { geometry: { type: 'Polygon', coordinates: [[...outline, outline[0]!]] } };
      };
      await insertAssets(
        db,
        'riverbank-landscapes',
        Array.from({ length: 30 }, () => spikes([120.32 + random() * 0.02, -2.56 + random() * 0.02])),
      );
      for (const zoom of [9, 11, 13, 15]) {
        const features = await featuresOf(banks, tileAt(zoom, ...masamba));
        expect(features.length, `zoom ${zoom}`).to.be.above(0);
        for (const { type, parts } of features) {
          expect(type).to.equal(3);
          for (const part of parts) expect(part.length).to.be.at.least(4);
        }
      }
    });
  });

  it('hold the same features by ST_AsMVT and by the encoder in Node, geometry within a unit', async function () {
    if (!(await hasTileEncoder(db))) this.skip();
    const random = seededRandom(3);
    const near = (size: number): Position => [
      masamba[0] + (random() - 0.5) * size,
      masamba[1] + (random() - 0.5) * size,
    ];
    const spread = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
    await insertAssets(db, 'street-lights', [
      ...spread(2000, () => ({ geometry: point(near(0.01)), condition: 'B' as const })),
      ...spread(500, () => ({ geometry: point(near(0.3)), illustration: true })),
    ]);
    await insertAssets(
      db,
      'tree-lights',
      spread(200, () => ({ geometry: line(spread(5, () => near(0.02))) })),
    );
    await insertAssets(
      db,
      'riverbank-landscapes',
      spread(100, () => ({ geometry: square(near(0.05), random() * 0.01 + 1e-6) })),
    );
    for (const layer of [lights, strings, banks])
      for (const zoom of [3, 8, 10, 12, 13, 14, 16, 18]) {
        const frame = frameAt(tileAt(zoom, ...masamba));
        const byDatabase = decodeTile(await readEncodedTile(db, layer, frame), layer.type);
        const byNode = decodeTile(
          encodeMvt(layer.type, TILE_EXTENT, await readTileFeatures(db, layer, frame)),
          layer.type,
        );
        expect(byDatabase.length).to.be.above(0);
        expect(sorted(byNode), `${layer.type} at zoom ${zoom}`).to.deep.equal(sorted(byDatabase));
      }
    // What PostGIS itself makes of the same lights, for a measure that is not ours.
    const address = tileAt(14, ...near(0.2));
    const { rows } = await db.raw<{ rows: { tile: Buffer }[] }>(
      `select st_asmvt(light, 'street-lights', 4096, 'geom') as tile from (
         select id::text, st_asmvtgeom(geom_3857, st_tileenvelope(:zoom, :column, :row), 4096, 0, true) as geom
         from assets where type_id = 'street-lights' and geom_3857 && st_tileenvelope(:zoom, :column, :row)) light`,
      { ...address },
    );
    const theirs = new Map(
      decodeTile(rows[0]!.tile, 'street-lights').map(({ properties, parts }) => [properties['id'], parts[0]![0]!]),
    );
    const ours = await featuresOf(lights, address);
    expect(ours.length).to.be.within(1, theirs.size);
    for (const { properties, parts } of ours) {
      const [x, y] = theirs.get(properties['id'])!;
      expect(parts[0]![0]![0]).to.be.closeTo(x, 1);
      expect(parts[0]![0]![1]).to.be.closeTo(y, 1);
    }
  });
});

/** The tiles that hold a point each by the arithmetic here, and those to the north and west, where rounding could put it. */
function tilesWith(assets: readonly NewAsset[], zoom: number): TileAddress[] {
  const addresses = new Map<string, TileAddress>();
  for (const { geometry } of assets) {
    const { row, column } = tileAt(zoom, ...(geometry.coordinates as Position));
    addresses.set(`${row}/${column}`, { zoom, row, column });
  }
  for (const { row, column } of [...addresses.values()])
    if (row > 0 && column > 0)
      for (const beside of [
        { zoom, row: row - 1, column },
        { zoom, row, column: column - 1 },
        { zoom, row: row - 1, column: column - 1 },
      ])
        addresses.set(`${beside.row}/${beside.column}`, beside);
  return [...addresses.values()];
}

/** Positive where the ring runs clockwise on a screen with y downwards (MVT 2.1 §4.3.4.4). */
function signedArea(ring: readonly [number, number][]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!;
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

function sorted(features: DecodedFeature[]): DecodedFeature[] {
  return features.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
