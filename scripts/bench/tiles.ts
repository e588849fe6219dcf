/** Vector tiles cold and hot beside the same ST_AsMVT through `pg` alone. Each address is asked once while it is cold. */
import { ILLUSTRATION } from '../../api/contract/common.ts';
import { frameOf, tileAt, type TileAddress } from '../../api/ogc/tiles.ts';
import { MOST_POINTS, readEncodedTile, readTileFeatures } from '../../db/queries/tiles.ts';
import type { Floor, Statement } from './floor.ts';
import { LIGHTS, TOWN } from './lights.ts';
import { comparison, inTurns, kB, median, ms, timed, type Row } from './measure.ts';
import { expectStatus, type Reply, type Service } from './service.ts';

interface Tile {
  address: string;
  /** Those of the answer; more than one where it was a crowd. */
  statements: Statement[];
  /** What it holds. */
  features: number;
  clustered: boolean;
}

const ZOOM = 14;
/** Tiles around the town's middle, of which the fullest are taken. */
const AROUND = 3;
const TILES = 16;
const CLUSTER_ZOOM = 8;
const WARM_UP = 10;
const NO_ENCODER = 'the embedded database has no ST_AsMVT to be the floor; the tile is made in Node.';
/** As a browser asks for them: they are kept compressed. */
const headers = { 'accept-encoding': 'gzip, deflate, br' };

export async function tileRows(service: Service, floor: Floor, passes: number): Promise<Row[]> {
  const tiles: Tile[] = [];
  for (const at of squareAround(tileAt(ZOOM, TOWN.longitude, TOWN.latitude))) tiles.push(await look(floor, at));
  const fullest = tiles.toSorted((a, b) => b.features - a.features);
  const plain = fullest.filter(({ clustered }) => !clustered).slice(0, TILES);
  const crowds = tiles.filter(({ clustered }) => clustered);
  const wide = await look(floor, tileAt(CLUSTER_ZOOM, TOWN.longitude, TOWN.latitude));
  const most = Math.max(...plain.map(({ features }) => features));
  const [cold, coldRow] = await coldTiles(
    service,
    floor,
    `a cold tile at zoom ${ZOOM} (to ${most} lights)`,
    plain,
    passes,
  );
  const [, crowdRow] = await coldTiles(
    service,
    floor,
    `the same of a crowd (more than ${MOST_POINTS})`,
    crowds,
    passes,
  );
  const [, wideRow] = await coldTiles(
    service,
    floor,
    `a clustered tile at zoom ${CLUSTER_ZOOM}, cold`,
    [wide],
    TILES * passes,
  );
  const { body } = expectStatus(await service.get(wide.address), 200);
  return [
    { ...coldRow, ...(floor.embedded ? {} : { aim: { most: 1.3 } }) },
    await hotTiles(service, plain, passes, cold),
    crowdRow,
    wideRow,
    {
      what: 'its size, not compressed',
      ours: kB(body.byteLength),
      figure: body.byteLength / 1000,
      aim: { most: 250 },
      unit: ' kB',
    },
  ];
}

/** Gives the times in milliseconds too. */
async function coldTiles(
  service: Service,
  floor: Floor,
  what: string,
  tiles: readonly Tile[],
  passes: number,
): Promise<[times: number[], Row]> {
  const tileOf = (round: number) => tiles[round % tiles.length]!;
  const ours = (round: number) => ask(service, tileOf(round));
  const theirs = (round: number) => floor.run(tileOf(round).statements.slice(-1));
  // As after any change of the collection: nothing that was built before is asked for again.
  const forget = async (round: number) => {
    if (round % tiles.length === 0)
      await floor.run([{ sql: 'update asset_types set revision = revision + 1 where id = $1', bindings: [LIGHTS] }]);
  };
  await inTurns(WARM_UP, ours, theirs, forget);
  const times = await inTurns(passes * tiles.length, ours, theirs, forget);
  if (floor.embedded)
    return [times.ours, { what, ours: ms(median(times.ours)), floor: 'not measured', note: NO_ENCODER }];
  return [times.ours, { what, ...comparison(times) }];
}

async function hotTiles(service: Service, tiles: readonly Tile[], passes: number, cold: number[]): Promise<Row> {
  for (const tile of tiles) await ask(service, tile);
  const times: number[] = [];
  for (let pass = 0; pass < passes; pass++) for (const tile of tiles) times.push(await timed(() => ask(service, tile)));
  const { ours: before, floor: hot, ...ratios } = comparison({ ours: cold, floor: times });
  return {
    what: 'the same tiles hot (times faster than cold)',
    ours: hot ?? '',
    floor: `${before} cold`,
    ...ratios,
    aim: { least: 10 },
  };
}

async function ask(service: Service, { address }: Tile): Promise<Reply> {
  return expectStatus(await service.get(address, headers), 200);
}

function squareAround({ zoom, row, column }: TileAddress): TileAddress[] {
  const steps = Array.from({ length: 2 * AROUND + 1 }, (_, index) => index - AROUND);
  return steps.flatMap((down) => steps.map((right) => ({ zoom, row: row + down, column: column + right })));
}

/** What a tile holds, and the statements that make it. */
async function look(floor: Floor, at: TileAddress): Promise<Tile> {
  const layer = { type: LIGHTS, geometryType: 'Point', publishedOnly: true, illustration: ILLUSTRATION } as const;
  const frame = { ...at, ...frameOf(at) };
  const features = await readTileFeatures(floor.db, layer, frame);
  return {
    address: `/api/collections/${LIGHTS}/tiles/WebMercatorQuad/${at.zoom}/${at.row}/${at.column}`,
    features: features.length,
    clustered: features.some(({ properties }) => 'count' in properties),
    statements: floor.embedded ? [] : await floor.record(() => readEncodedTile(floor.db, layer, frame)),
  };
}
