/** What goes wrong on the way in leaves nothing that serves, and the service lives. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { expect } from 'chai';
import sharp from 'sharp';
import type { Knex } from 'knex';
import { MAX_PHOTO_BYTES } from '../../api/contract/photos.ts';
import { openDiskStore } from '../../api/storage/disk-store.ts';
import { StorageFull, type Draft, type PhotoStore } from '../../api/storage/photo-store.ts';
import { sweepPhotos } from '../../api/sweep.ts';
import { useApp, type Client } from '../support/app.ts';
import { newId } from '../support/features.ts';
import { jpeg, newLamp, picture, rawForm, surveyorToken, upload } from '../support/photos.ts';
import { until } from '../support/until.ts';

async function keysOf(store: PhotoStore): Promise<string[]> {
  const ids = [];
  for await (const { key } of store.list()) ids.push(key.id);
  return ids;
}

describe('an upload that is cut off', () => {
  const app = useApp();
  let token: string;
  let lamp: string;
  before(async () => {
    token = await surveyorToken(await app().as('admin'));
    lamp = await newLamp(await app().as('surveyor'));
  });
  const drafts = () => readdir(path.join(app().deps.config.dataDir, 'photos', 'drafts'));

  function open(contentType: string): ClientRequest {
    const headers = { 'content-type': contentType, authorization: `Bearer ${token}` };
    const sending = request(`${app().url}/api/photos`, { method: 'POST', headers });
    sending.on('error', () => undefined);
    return sending;
  }

  it('in the middle of the file leaves nothing behind', async () => {
    const { contentType, head } = rawForm({ asset: lamp });
    const sending = open(contentType);
    sending.write(head);
    sending.write((await jpeg(1)).subarray(0, 300));
    await until(async () => (await drafts()).length === 1);
    sending.destroy();
    await until(async () => (await drafts()).length === 0);
    expect(await app().db('photos')).to.deep.equal([]);
  });

  it('after the file and before the end of the form leaves nothing behind', async () => {
    const { contentType, head } = rawForm({});
    const sending = open(contentType);
    sending.write(head);
    sending.write(await jpeg(1));
    sending.write('\r\n--a-boundary-of-tests\r\nContent-Disposition: form-data; name="asset"\r\n\r\n0190');
    await until(async () => (await drafts()).length === 1);
    sending.destroy();
    await until(async () => (await drafts()).length === 0);
    expect(await app().db('photos')).to.deep.equal([]);
  });

  it('does not tire the service', async () => {
    const { contentType, head } = rawForm({ asset: lamp });
    const cut = async () => {
      const sending = open(contentType);
      sending.write(head);
      sending.write(Buffer.alloc(200_000));
      await once(sending, 'socket');
      sending.destroy();
    };
    await Promise.all(Array.from({ length: 30 }, cut));
    await until(async () => (await drafts()).length === 0);
    expect((await upload(await app().as('surveyor'), await jpeg(2), { asset: lamp })).status).to.equal(201);
  });

  it('because it is larger than 50 MB answers 413, though its size was not told beforehand', async () => {
    const { contentType, head, tail } = rawForm({ asset: lamp });
    const sending = open(contentType);
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
    const megabyte = Buffer.alloc(1024 * 1024);
    const chunks = function* () {
      yield Buffer.from(head);
      for (let sent = 0; sent <= MAX_PHOTO_BYTES; sent += megabyte.length) yield megabyte;
      yield Buffer.from(tail);
    };
    await pipeline(Readable.from(chunks()), sending);
    const [response] = await answered;
    expect(response.statusCode).to.equal(413);
    expect(JSON.parse(await text(response))).to.include({ type: '/problems/too-large' });
    expect(await drafts()).to.deep.equal([]);
  });
});

/** The store, but full at one of its steps. */
function fullAt(step: keyof Draft | 'draft', store: PhotoStore): PhotoStore {
  const full = () => Promise.reject(new StorageFull(new Error('ENOSPC')));
  return {
    ...store,
    draft: step === 'draft' ? full : async () => ({ ...(await store.draft()), [step]: full }),
  };
}

describe('a photo store that is full', () => {
  let store: PhotoStore;
  let step: Parameters<typeof fullAt>[0] | undefined;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lutra-full-'));
    store = await openDiskStore(folder);
  });
  after(() => rm(folder, { recursive: true }));
  const app = useApp(() => ({
    store: { ...store, draft: () => (step === undefined ? store : fullAt(step, store)).draft() },
  }));

  for (const full of ['draft', 'receive', 'derive', 'keep'] as const)
    it(`at "${full}" answers 507, stores nothing, and takes the photo later`, async () => {
      const surveyor = await app().as('surveyor');
      const fields = { asset: await newLamp(surveyor), id: newId() };
      step = full;
      const refused = await upload<{ type: string }>(surveyor, await jpeg(1), fields);
      step = undefined;
      expect(refused.status).to.equal(507);
      expect(refused.body.type).to.equal('/problems/insufficient-storage');
      expect(await keysOf(store)).to.not.include(fields.id);
      expect(await readdir(path.join(folder, 'drafts'))).to.deep.equal([]);
      expect((await upload(surveyor, await jpeg(1), fields)).status).to.equal(201);
    });
});

describe('a disk that is full', () => {
  const app = useApp();
  let folder: string;
  let mounted = false;
  before(async function () {
    folder = await mkdtemp(path.join(tmpdir(), 'lutra-full-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder], { stdio: 'ignore' });
      mounted = true;
    } catch {
      // Only root may mount a small disk; the suite above shows the rest of the way everywhere.
      this.skip();
    }
    Object.assign(app().deps, { store: await openDiskStore(path.join(folder, 'photos')) });
  });
  after(async () => {
    if (mounted) execFileSync('umount', [folder]);
    await rm(folder, { recursive: true });
  });
  const free = async () => (await statfs(folder)).bfree;

  it('answers 507, gives the space back and lives', async () => {
    const surveyor = await app().as('surveyor');
    const asset = await newLamp(surveyor);
    const large = await picture(1, 900, 900).png({ compressionLevel: 0 }).toBuffer();
    expect(large.length).to.be.greaterThan(600_000);
    const before = await free();
    for (const _ of [1, 2, 3]) expect((await upload(surveyor, large, { asset })).status).to.equal(507);
    expect(await free()).to.equal(before);
    expect((await upload(surveyor, await jpeg(1), { asset })).status).to.equal(201);
  });

  it('answers 507 where there is room for the original and none for what is derived of it', async () => {
    const surveyor = await app().as('surveyor');
    const asset = await newLamp(surveyor);
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    const noisy = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: 'grey', noise } })
      .jpeg({ quality: 30 })
      .toBuffer();
    const before = await free();
    expect(noisy.length, 'room for the original').to.be.lessThan(before * 4096);
    expect((await upload(surveyor, noisy, { asset })).status).to.equal(507);
    expect(await free()).to.equal(before);
  });
});

describe('a database that fails when the photo is on the disk', () => {
  let failure: 'before' | 'after' | undefined;
  /** The database, whose next transaction fails before it begins, or after its commit when nobody hears of it. */
  function failing(db: Knex): Knex {
    const lost = () =>
      Promise.reject(Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' }));
    return new Proxy(db, {
      get(target, name, receiver) {
        if (name !== 'transaction' || failure === undefined) return Reflect.get(target, name, receiver) as unknown;
        const when = failure;
        failure = undefined;
        return async (work: (trx: Knex.Transaction) => Promise<unknown>) => {
          if (when === 'after') await target.transaction(work);
          return lost();
        };
      },
    });
  }
  const app = useApp();
  let surveyor: Client;
  let lamp: string;
  before(async () => {
    surveyor = await app().as('surveyor');
    lamp = await newLamp(surveyor);
    Object.assign(app().deps, { db: failing(app().db) });
  });
  const later = () => ({ ...app().deps, db: app().db, clock: () => new Date(Date.now() + 2 * 3_600_000) });

  it('serves nothing of it; the same upload again is the first', async () => {
    const [file, id] = [await jpeg(1), newId()];
    failure = 'before';
    const refused = await upload(surveyor, file, { id, asset: lamp });
    expect(refused.status).to.be.oneOf([500, 503]);
    for (const part of ['', '/preview', '/original'])
      expect((await surveyor.get(`/api/photos/${id}${part}`)).status).to.equal(404);
    expect((await upload(surveyor, file, { id, asset: lamp })).status).to.equal(201);
    expect((await surveyor.get(`/api/photos/${id}/preview`)).status).to.equal(200);
  });

  it('leaves files that are swept after a while, and not before', async () => {
    const id = newId();
    failure = 'before';
    await upload(surveyor, await jpeg(2), { id, asset: lamp });
    expect(await keysOf(app().deps.store)).to.include(id);
    expect((await sweepPhotos({ ...later(), clock: () => new Date() })).orphans).to.equal(0);
    expect((await sweepPhotos(later())).orphans).to.equal(1);
    expect(await keysOf(app().deps.store)).to.not.include(id);
  });

  it('after the commit has the photo whole; the same upload again is the second', async () => {
    const [file, id] = [await jpeg(3), newId()];
    failure = 'after';
    expect((await upload(surveyor, file, { id, asset: lamp })).status).to.be.oneOf([500, 503]);
    expect((await surveyor.get(`/api/photos/${id}/preview`)).status).to.equal(200);
    expect((await upload(surveyor, file, { id, asset: lamp })).status).to.equal(200);
    expect((await sweepPhotos(later())).orphans).to.equal(0);
  });
});

describe('the sweeper', () => {
  const app = useApp();
  let surveyor: Client;
  let lamp: string;
  before(async () => {
    surveyor = await app().as('surveyor');
    lamp = await newLamp(surveyor);
  });
  const later = () => ({ ...app().deps, clock: () => new Date(Date.now() + 2 * 3_600_000) });

  it('takes neither photos nor what is kept of deleted ones', async () => {
    const kept = await upload(surveyor, await jpeg(1), { asset: lamp });
    const deleted = await upload(surveyor, await jpeg(2), { asset: lamp });
    await surveyor.delete(`/api/photos/${deleted.body.id}`);
    expect(await sweepPhotos(later())).to.deep.equal({ drafts: 0, orphans: 0, missing: [] });
    expect(await keysOf(app().deps.store)).to.have.members([kept.body.id, deleted.body.id]);
  });

  it('takes drafts that were left lying', async () => {
    const draft = await app().deps.store.draft();
    await draft.receive(Readable.from(['half']), 100);
    expect(await sweepPhotos({ ...app().deps })).to.include({ drafts: 0 });
    expect(await sweepPhotos(later())).to.include({ drafts: 1 });
  });

  it('tells of a row whose file is missing, once in the audit, and keeps the row', async () => {
    const { body } = await upload(surveyor, await jpeg(3), { asset: lamp });
    await app().deps.store.remove({ id: body.id, sha256: body.sha256! });
    expect((await sweepPhotos(app().deps)).missing).to.deep.equal([body.id]);
    expect((await sweepPhotos(app().deps)).missing).to.deep.equal([body.id]);
    const rows = await app().db('audit').where({ noun_id: body.id, action: 'photo.missing' });
    expect(rows).to.have.length(1);
    expect((await surveyor.get(`/api/photos/${body.id}`)).status).to.equal(200);
    const preview = await surveyor.get<{ detail: string }>(`/api/photos/${body.id}/preview`);
    expect(preview.status).to.equal(500);
    expect(preview.body.detail).to.contain('is missing from the store');
  });

  it('cannot make a row without a file when it takes the files of an upload that has not its row yet', async () => {
    const { store } = app().deps;
    const swept: PhotoStore = { ...store, has: () => Promise.resolve(false) };
    const id = newId();
    Object.assign(app().deps, { store: swept });
    const refused = await upload(surveyor, await jpeg(4), { id, asset: lamp });
    Object.assign(app().deps, { store });
    expect([refused.status, refused.headers.get('retry-after')]).to.deep.equal([503, '1']);
    expect(await app().db('photos').where({ id })).to.deep.equal([]);
  });
});
