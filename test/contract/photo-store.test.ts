/** One suite for every photo store. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { openDiskStore } from '../../api/storage/disk-store.ts';
import { PhotoTooLarge, type PhotoKey, type PhotoStore } from '../../api/storage/photo-store.ts';

interface Ground {
  store: PhotoStore;
  /** Names of everything that the store holds, drafts too. */
  everything(): Promise<string[]>;
  close(): Promise<void>;
}

const stores: Record<string, () => Promise<Ground>> = {
  async disk() {
    const root = await mkdtemp(path.join(tmpdir(), 'lutra-store-'));
    return {
      store: await openDiskStore(root),
      everything: async () =>
        (await readdir(root, { recursive: true })).filter((name) => /\./.test(name) || /drafts./.test(name)),
      close: () => rm(root, { recursive: true }),
    };
  },
};

const MEGABYTE = 1024 * 1024;
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error as Error,
  );
async function keep(store: PhotoStore, content: Buffer, id: string = randomUUID()): Promise<PhotoKey> {
  const draft = await store.draft();
  const received = await draft.receive(Readable.from([content]), MEGABYTE);
  await draft.derive('preview', Buffer.from('preview'));
  await draft.derive('thumbnail', Buffer.from('thumbnail'));
  const key = { id, sha256: received.sha256 };
  await draft.keep(key);
  await draft.discard();
  return key;
}
async function keysOf(store: PhotoStore): Promise<PhotoKey[]> {
  const keys = [];
  for await (const { key } of store.list()) keys.push(key);
  return keys;
}

for (const [kind, open] of Object.entries(stores))
  describe(`the ${kind} photo store`, () => {
    let ground: Ground;
    let store: PhotoStore;
    beforeEach(async () => {
      ground = await open();
      ({ store } = ground);
    });
    afterEach(() => ground.close());

    it('names its kind and answers that it is well', async () => {
      expect(store.kind).to.equal(kind);
      await store.check();
    });

    it('hashes and counts what it receives, and has it at hand as a file', async () => {
      const content = Buffer.from('not '.repeat(50_000));
      const draft = await store.draft();
      const received = await draft.receive(Readable.from([content.subarray(0, 7), content.subarray(7)]), MEGABYTE);
      expect(received).to.deep.equal({ sha256: sha256(content), bytes: content.length });
      expect(await readFile(draft.path)).to.deep.equal(content);
    });

    it('gives back what was kept, byte for byte and in ranges', async () => {
      const key = await keep(store, Buffer.from('0123456789'));
      expect(await store.has(key)).to.equal(true);
      expect(await store.sizeOf(key, 'original')).to.equal(10);
      expect((await buffer(store.read(key, 'original'))).toString()).to.equal('0123456789');
      expect((await buffer(store.read(key, 'original', { start: 2, end: 4 }))).toString()).to.equal('234');
      expect((await buffer(store.read(key, 'preview'))).toString()).to.equal('preview');
      expect((await buffer(store.read(key, 'thumbnail'))).toString()).to.equal('thumbnail');
    });

    it('shows nothing of a draft that is not kept, and leaves nothing of one that is discarded', async () => {
      const draft = await store.draft();
      const received = await draft.receive(Readable.from(['abc']), MEGABYTE);
      expect(await store.has({ id: randomUUID(), sha256: received.sha256 })).to.equal(false);
      expect(await keysOf(store)).to.deep.equal([]);
      await draft.discard();
      await draft.discard();
      expect(await ground.everything()).to.deep.equal([]);
    });

    it('has nothing left in its drafts of a photo that was kept', async () => {
      const key = await keep(store, Buffer.from('abc'));
      expect((await ground.everything()).filter((name) => !name.includes(key.id))).to.deep.equal([]);
    });

    it('refuses more bytes than the limit, as soon as they come', async () => {
      const draft = await store.draft();
      const source = new PassThrough();
      const receiving = failureOf(draft.receive(source, 10));
      source.write(Buffer.alloc(10));
      source.write(Buffer.alloc(1));
      expect(await receiving).to.be.instanceOf(PhotoTooLarge);
      await draft.discard();
      expect(await ground.everything()).to.deep.equal([]);
    });

    it('takes exactly the limit', async () => {
      const draft = await store.draft();
      expect(await draft.receive(Readable.from([Buffer.alloc(10)]), 10)).to.include({ bytes: 10 });
    });

    it('fails when its source is cut off', async () => {
      const draft = await store.draft();
      const source = new PassThrough();
      const receiving = failureOf(draft.receive(source, MEGABYTE));
      source.write('half');
      source.destroy(new Error('cut'));
      expect((await receiving)?.message).to.equal('cut');
      await draft.discard();
      expect(await ground.everything()).to.deep.equal([]);
    });

    it('keeps the same photo twice as one', async () => {
      const content = Buffer.from('same');
      const key = await keep(store, content);
      await keep(store, content, key.id);
      expect(await keysOf(store)).to.deep.equal([key]);
      expect((await buffer(store.read(key, 'original'))).toString()).to.equal('same');
    });

    it('keeps the same photo at once from two sides', async () => {
      const id = randomUUID();
      const keys = await Promise.all(Array.from({ length: 8 }, () => keep(store, Buffer.from('same'), id)));
      expect(await keysOf(store)).to.deep.equal([keys[0]]);
    });

    it('never lets other bytes of the same id write over the first', async () => {
      const first = await keep(store, Buffer.from('first'));
      const second = await keep(store, Buffer.from('second'), first.id);
      expect((await buffer(store.read(first, 'original'))).toString()).to.equal('first');
      expect((await buffer(store.read(second, 'original'))).toString()).to.equal('second');
    });

    it('removes a photo and only it, and does not mind when it is gone', async () => {
      const [gone, stays] = [await keep(store, Buffer.from('a')), await keep(store, Buffer.from('b'))];
      await store.remove(gone);
      await store.remove(gone);
      expect(await store.has(gone)).to.equal(false);
      expect(await store.sizeOf(gone, 'preview')).to.equal(undefined);
      expect(await keysOf(store)).to.deep.equal([stays]);
    });

    it('fails when what is read is not there', async () => {
      const error = await failureOf(
        buffer(store.read({ id: randomUUID(), sha256: sha256(Buffer.from('x')) }, 'original')),
      );
      expect(error).to.be.instanceOf(Error);
    });

    it('lists photos with the time when they were kept, which a repetition renews', async () => {
      const start = Date.now();
      await keep(store, Buffer.from('a'));
      for await (const { keptAt } of store.list())
        expect(keptAt.getTime()).to.be.within(start - 2000, Date.now() + 2000);
    });

    it('sweeps drafts that nobody writes to, and no others', async () => {
      const draft = await store.draft();
      await draft.receive(Readable.from(['abc']), MEGABYTE);
      expect(await store.removeDrafts(new Date(Date.now() - 60_000))).to.equal(0);
      expect((await readFile(draft.path)).toString()).to.equal('abc');
      expect(await store.removeDrafts(new Date(Date.now() + 60_000))).to.equal(1);
      expect(await ground.everything()).to.deep.equal([]);
    });

    it('takes no key that leads elsewhere', async () => {
      const [id, hash] = [randomUUID(), sha256(Buffer.from('x'))];
      const bad: PhotoKey[] = [
        { id: '../../etc/passwd', sha256: hash },
        { id, sha256: '../'.repeat(10) },
        { id: `${id}\0`, sha256: hash },
        { id: `${id}/..`, sha256: hash },
        { id: id.toUpperCase(), sha256: hash },
        { id, sha256: `${hash}\n` },
        { id: '', sha256: '' },
      ];
      for (const key of bad) {
        expect(await failureOf(store.has(key)), JSON.stringify(key)).to.be.instanceOf(TypeError);
        expect(await failureOf(store.remove(key))).to.be.instanceOf(TypeError);
        expect(() => store.read(key, 'original')).to.throw(TypeError);
        const draft = await store.draft();
        await draft.receive(Readable.from(['abc']), MEGABYTE);
        expect(await failureOf(draft.keep(key))).to.be.instanceOf(TypeError);
        await draft.discard();
      }
      expect(await ground.everything()).to.deep.equal([]);
    });
  });

describe('the disk photo store on its disk', () => {
  it('is for the service alone', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'lutra-store-'));
    const folder = path.join(root, 'photos');
    const key = await keep(await openDiskStore(folder), Buffer.from('abc'));
    const kept = path.join(folder, 'kept', key.sha256.slice(0, 2), `${key.id}.${key.sha256}`);
    expect((await stat(path.join(folder, 'kept'))).mode % 0o1000).to.equal(0o700);
    expect((await stat(path.join(kept, 'original'))).mode % 0o1000).to.equal(0o600);
    await rm(root, { recursive: true });
  });

  it('finds what was kept after it is opened again, and makes a repeated photo young', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'lutra-store-'));
    const key = await keep(await openDiskStore(root), Buffer.from('abc'));
    const kept = path.join(root, 'kept', key.sha256.slice(0, 2), `${key.id}.${key.sha256}`);
    const longAgo = new Date('2020-01-01T00:00:00Z');
    await utimes(kept, longAgo, longAgo);
    const again = await openDiskStore(root);
    expect(await again.has(key)).to.equal(true);
    for await (const { keptAt } of again.list()) expect(keptAt).to.deep.equal(longAgo);
    await keep(again, Buffer.from('abc'), key.id);
    for await (const { keptAt } of again.list()) expect(keptAt.getTime()).to.be.greaterThan(Date.now() - 60_000);
    await rm(root, { recursive: true });
  });

  it('passes over names in its folder that are not its own', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'lutra-store-'));
    const store = await openDiskStore(root);
    const key = await keep(store, Buffer.from('abc'));
    const { mkdir } = await import('node:fs/promises');
    await mkdir(path.join(root, 'kept', key.sha256.slice(0, 2), 'lost+found'));
    expect(await keysOf(store)).to.deep.equal([key]);
    await rm(root, { recursive: true });
  });
});
