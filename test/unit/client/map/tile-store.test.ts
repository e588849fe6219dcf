/** Tiles are fetched once, retried, dropped when nobody wants them, and asked for anew after a write. */
import { expect } from 'chai';
import { TileStore, type LoadTile, type TileAddress } from '../../../../client/map/tile-store.ts';

const address: TileAddress = { type: 'street-lights', z: 12, x: 1, y: 2 };

interface Call {
  address: TileAddress;
  fresh: boolean;
  signal: AbortSignal;
  answer: (bytes: ArrayBuffer | null) => void;
  fail: (error: Error) => void;
}

function recorder(): { calls: Call[]; load: LoadTile } {
  const calls: Call[] = [];
  return {
    calls,
    load: (asked, { signal, fresh }) =>
      new Promise((answer, fail) => {
        calls.push({ address: asked, fresh, signal, answer, fail });
        signal.addEventListener('abort', () => fail(new DOMException('aborted', 'AbortError')));
      }),
  };
}

describe('the tile store', () => {
  it('fetches a tile once for all who lease it', async () => {
    const { calls, load } = recorder();
    const store = new TileStore(load);
    const [a, b] = [store.lease(address), store.lease(address)];
    expect(calls).to.have.length(1);
    expect(a.now()).to.equal(undefined);
    calls[0]?.answer(null);
    await Promise.all([a.ready, b.ready]);
    expect(a.now()).to.equal(b.now());
    expect(store.lease(address).now()).to.equal(a.now());
    expect(calls).to.have.length(1);
  });

  it('gives up a request when the last lease is given back', async () => {
    const { calls, load } = recorder();
    const store = new TileStore(load);
    const [a, b] = [store.lease(address), store.lease(address)];
    a.release();
    a.release();
    expect(calls[0]?.signal.aborted).to.equal(false);
    b.release();
    expect(calls[0]?.signal.aborted).to.equal(true);
    store.lease(address);
    expect(calls).to.have.length(2);
    await a.ready.catch(() => undefined);
  });

  it('does not repeat what the server refuses', async () => {
    const { calls, load } = recorder();
    const lease = new TileStore(load).lease(address);
    calls[0]?.fail(Object.assign(new Error('no'), { status: 404 }));
    const outcome = await lease.ready.then(
      () => 'came',
      () => 'failed',
    );
    expect(outcome).to.equal('failed');
    expect(calls).to.have.length(1);
  });

  it('asks past the cache after a type was written, and only for that type', async () => {
    const { calls, load } = recorder();
    const store = new TileStore(load);
    const old = store.lease(address);
    calls[0]?.answer(null);
    await old.ready;
    store.forget('street-lights');
    store.lease(address);
    store.lease({ ...address, type: 'memorials' });
    expect(calls.map(({ fresh }) => fresh)).to.deep.equal([false, true, false]);
    expect(old.now()).not.to.equal(undefined);
  });
});
