/** The cache of built tiles. */
import { expect } from 'chai';
import { TileCache, unpack } from '../../../../api/ogc/tile-cache.ts';

const never = (): Promise<Buffer> => Promise.reject(new Error('built again'));

describe('cache of tiles', () => {
  it('builds a tile once for all who ask at the same time, and for those who ask later', async () => {
    const cache = new TileCache();
    let built = 0;
    const build = async () => {
      built++;
      return Buffer.from('tile');
    };
    const tiles = await Promise.all([cache.get('a', build), cache.get('a', build), cache.get('a', build)]);
    expect(await unpack(await cache.get('a', never))).to.deep.equal(Buffer.from('tile'));
    expect(new Set(tiles).size).to.equal(1);
    expect(built).to.equal(1);
  });

  it('keeps large tiles compressed and gives back every byte', async () => {
    const bytes = Buffer.alloc(50_000, 'light');
    const tile = await new TileCache().get('a', async () => bytes);
    expect(tile.gzipped).to.equal(true);
    expect(tile.body.byteLength).to.be.below(5000);
    expect(await unpack(tile)).to.deep.equal(bytes);
  });

  it('tries anew after a build that failed, which all who waited are told', async () => {
    const cache = new TileCache();
    const asked = [cache.get('a', never), cache.get('a', never)];
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    expect((await cache.get('a', async () => Buffer.from('b'))).body.toString()).to.equal('b');
  });

  it('forgets what was not asked for the longest when its bytes are spent', async () => {
    const cache = new TileCache(4000);
    const small = async () => Buffer.alloc(900);
    for (const key of ['a', 'b', 'a', 'c']) await cache.get(key, small);
    await cache.get('a', never);
    let again = false;
    await cache.get('b', async () => {
      again = true;
      return small();
    });
    expect(again).to.equal(true);
  });

  it('still answers a tile that is too large to keep', async () => {
    const cache = new TileCache(100);
    expect((await cache.get('a', async () => Buffer.alloc(900))).body.byteLength).to.equal(900);
  });
});
