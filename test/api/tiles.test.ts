/** OGC API Tiles: what clients and caches see. */
import { expect } from 'chai';
import { tileAt } from '../../api/ogc/tiles.ts';
import { useApp } from '../support/app.ts';
import { lamp, lamps, MASAMBA } from '../support/features.ts';
import { decodeTile, insertAssets } from '../support/tiles.ts';

const collection = '/api/collections/street-lights';
const tileset = `${collection}/tiles/WebMercatorQuad`;
const addressAt = (zoom: number, [longitude, latitude]: [number, number] = MASAMBA) => {
  const { row, column } = tileAt(zoom, longitude, latitude);
  return `${tileset}/${zoom}/${row}/${column}`;
};
const tile = addressAt(14);
const EMPTY_PLACE: [number, number] = [10, 50];

describe('vector tiles of a collection', () => {
  const app = useApp();

  before(async () => {
    await insertAssets(app().db, 'street-lights', [
      { geometry: { type: 'Point', coordinates: MASAMBA }, code: 'published', condition: 'B' },
      { geometry: { type: 'Point', coordinates: MASAMBA }, code: 'not yet', published: false },
    ]);
  });

  const codes = async (response: Response) =>
    decodeTile(new Uint8Array(await response.arrayBuffer()), 'street-lights').map(
      ({ properties }) => properties['code'],
    );

  /** How many queries the database answered for a request that match. */
  async function queriesDuring(pattern: RegExp, work: () => Promise<unknown>): Promise<number> {
    let count = 0;
    const note = ({ sql }: { sql: string }) => (count += pattern.test(sql) ? 1 : 0);
    app().db.on('query', note);
    try {
      await work();
    } finally {
      app().db.off('query', note);
    }
    return count;
  }
  const reading = /geom_3857|asset_cells/;

  it('hold what is published for the public, and everything for those who signed in', async () => {
    const response = await app().public.fetch('GET', tile);
    expect(response.status).to.equal(200);
    expect(response.headers.get('content-type')).to.equal('application/vnd.mapbox-vector-tile');
    expect(response.headers.get('cache-control')).to.equal('public, no-cache');
    expect(response.headers.get('vary'))
      .to.match(/Cookie/)
      .and.match(/Authorization/)
      .and.match(/Accept-Encoding/);
    expect(await codes(response)).to.deep.equal(['published']);

    const viewer = await app().as('viewer');
    const everything = await viewer.fetch('GET', tile);
    expect(everything.headers.get('cache-control')).to.equal('private, no-cache');
    expect(everything.headers.get('etag')).not.to.equal(response.headers.get('etag'));
    expect(await codes(everything)).to.have.members(['published', 'not yet']);
  });

  it('come as counted clusters at low zoom', async () => {
    const response = await app().public.fetch('GET', addressAt(8));
    const [cluster] = decodeTile(new Uint8Array(await response.arrayBuffer()), 'street-lights');
    expect(cluster?.properties).to.include({ count: 1, B: 1, RR: 0, RB: 0, unknown: 0 });
  });

  it('answer 304 without reading an asset, until one of the type changes', async () => {
    const planner = await app().as('planner');
    const etag = (await planner.fetch('GET', tile)).headers.get('etag')!;
    const same = { headers: { 'if-none-match': etag } };
    const read = await queriesDuring(reading, async () => {
      const again = await planner.fetch('GET', tile, same);
      expect(again.status).to.equal(304);
      expect(again.headers.get('etag')).to.equal(etag);
      expect(await again.text()).to.equal('');
    });
    expect(read).to.equal(0);

    await planner.post(lamps, lamp({ code: 'brand new' }));
    const changed = await planner.fetch('GET', tile, same);
    expect(changed.status).to.equal(200);
    expect(changed.headers.get('etag')).not.to.equal(etag);
    expect(await codes(changed)).to.include('brand new');
  });

  it('are built once for all who ask at the same time or later', async () => {
    const fresh = addressAt(16);
    await app().public.fetch('GET', addressAt(17));
    const read = await queriesDuring(reading, async () => {
      await Promise.all(Array.from({ length: 6 }, () => app().public.fetch('GET', fresh)));
      await app().public.fetch('GET', fresh);
    });
    expect(read).to.equal(1);
  });

  it('are empty with 204 where nothing is, and that too can be checked by ETag', async () => {
    const empty = await app().public.fetch('GET', addressAt(14, EMPTY_PLACE));
    expect(empty.status).to.equal(204);
    const headers = { 'if-none-match': empty.headers.get('etag')! };
    expect((await app().public.fetch('GET', addressAt(14, EMPTY_PLACE), { headers })).status).to.equal(304);
    const noTypeOfMine = await app().public.fetch('GET', tile.replace('street-lights', 'memorials'));
    expect(noTypeOfMine.status).to.equal(204);
  });

  it('are the same compressed and as they are', async () => {
    await insertAssets(
      app().db,
      'boundary-monuments',
      Array.from({ length: 100 }, () => ({ geometry: { type: 'Point', coordinates: MASAMBA } })),
    );
    const address = tile.replace('street-lights', 'boundary-monuments');
    const get = (coding: string) => app().public.fetch('GET', address, { headers: { 'accept-encoding': coding } });
    const [zipped, plain] = [await get('gzip, br'), await get('identity')];
    expect(zipped.headers.get('content-encoding')).to.equal('gzip');
    expect(plain.headers.get('content-encoding')).to.equal(null);
    const [unzipped, bytes] = [await zipped.arrayBuffer(), await plain.arrayBuffer()];
    expect(Number(zipped.headers.get('content-length'))).to.be.below(bytes.byteLength);
    expect(Buffer.from(unzipped).equals(Buffer.from(bytes))).to.equal(true);
    expect(decodeTile(new Uint8Array(bytes), 'boundary-monuments')).to.have.length(100);
  });

  it('answer HEAD as GET without the body', async () => {
    const response = await app().public.fetch('HEAD', tile);
    expect(response.status).to.equal(200);
    expect(response.headers.get('content-type')).to.equal('application/vnd.mapbox-vector-tile');
  });

  for (const [path, status, named] of [
    [tile.replace('street-lights', 'nothing'), 404, /nothing/],
    [`${tileset}/14/16384/0`, 404, /tileRow 16384/],
    [`${tileset}/14/0/-1`, 404, /tileCol -1/],
    [`${tileset}/23/0/0`, 404, /tileMatrix 23/],
    [`${tileset}/99999999999/0/0`, 404, /tileMatrix 99999999999/],
    [`${tileset}/a/0/0`, 400, /tileMatrix/],
    [`${tileset}/3/1.5/0`, 400, /tileRow/],
    [`${tileset}/3/1/0x1`, 400, /tileCol/],
    [`${tileset}/3/1/1e0`, 400, /tileCol/],
    [`${tileset}/3/1/%27;drop%20table%20assets`, 400, /tileCol/],
    [`${tile}?style=bold`, 400, /style/],
    [`${collection}/tiles?f=json`, 400, /\bf\b/],
    [`${tileset}?f=json`, 400, /\bf\b/],
    [`${collection}/tiles/WorldCRS84Quad`, 404, /WorldCRS84Quad/],
    ['/api/collections/nothing/tiles', 404, /nothing/],
    ['/api/collections/nothing/tiles/WebMercatorQuad', 404, /nothing/],
  ] as const)
    it(`refuse ${path.replace('/api/collections/', '')} with ${status} and say why`, async () => {
      const reply = await app().public.get(path);
      expect(reply.status).to.equal(status);
      expect(reply.headers.get('content-type')).to.match(/^application\/problem\+json/);
      expect(reply.body['detail']).to.match(named);
    });
});

describe('tilesets of a collection', () => {
  const app = useApp();

  it('are listed and described, each link leading on to where the tiles are', async () => {
    await insertAssets(app().db, 'street-lights', [
      { geometry: { type: 'Point', coordinates: MASAMBA } },
      { geometry: { type: 'Point', coordinates: [-70, 40] }, published: false },
    ]);
    type Links = { href: string; rel: string; templated?: boolean }[];
    const list = await app().public.get<{ tilesets: { tileMatrixSetURI: string; links: Links }[] }>(
      `${collection}/tiles`,
    );
    expect(list.status).to.equal(200);
    const [summary] = list.body.tilesets;
    expect(summary?.tileMatrixSetURI).to.equal('http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad');
    const self = summary?.links.find(({ rel }) => rel === 'self')?.href ?? '';
    const { body } = await app().public.get<{
      dataType: string;
      links: Links;
      layers: unknown[];
      tileMatrixSetLimits: {
        tileMatrix: string;
        minTileRow: number;
        maxTileRow: number;
        minTileCol: number;
        maxTileCol: number;
      }[];
    }>(self);
    expect(body).to.include({ dataType: 'vector', crs: 'http://www.opengis.net/def/crs/EPSG/0/3857' });
    expect(body.layers).to.deep.equal([
      { id: 'street-lights', dataType: 'vector', geometryDimension: 0, minTileMatrix: '0', maxTileMatrix: '22' },
    ]);
    const { row, column } = tileAt(14, ...MASAMBA);
    expect(body.tileMatrixSetLimits[14]).to.deep.equal({
      ...{ tileMatrix: '14', minTileRow: row, maxTileRow: row, minTileCol: column, maxTileCol: column },
    });
    const item = body.links.find(({ rel }) => rel === 'item');
    expect(item?.templated).to.equal(true);
    const href = item?.href
      .replace('{tileMatrix}', '14')
      .replace('{tileRow}', `${row}`)
      .replace('{tileCol}', `${column}`);
    expect((await app().public.fetch('GET', href ?? '')).status).to.equal(200);
  });

  it('have no limits where the asker sees no asset', async () => {
    const { body } = await app().public.get('/api/collections/memorials/tiles/WebMercatorQuad');
    expect(body).to.not.have.property('tileMatrixSetLimits');
  });
});
