/** Reading photos: who sees what, the bytes and their caching, lists, corrections and deletion. */
import { expect } from 'chai';
import sharp from 'sharp';
import { photoSchema, type Photo } from '../../api/contract/photos.ts';
import { useApp, userIdOf, type Client } from '../support/app.ts';
import { MASAMBA, newId } from '../support/features.ts';
import { exifPosition, jpeg, newLamp, newProject, picture, upload } from '../support/photos.ts';

const [longitude, latitude] = MASAMBA;
interface Page {
  items: Photo[];
  next?: string;
}

describe('reading photos', () => {
  const app = useApp();
  let surveyor: Client;
  let planner: Client;
  let file: Buffer;
  /** Of a lamp that is published, and of one that is not. */
  let published: Photo;
  let hidden: Photo;
  before(async () => {
    [surveyor, planner] = [await app().as('surveyor'), await app().as('planner')];
    const exif = { IFD0: { Artist: 'Surveyor' }, IFD3: exifPosition(longitude, latitude) };
    file = await picture(1, 2000, 1000).jpeg().withExif(exif).toBuffer();
    const asset = await newLamp(planner, { published: true });
    ({ body: published } = await upload(surveyor, file, { asset }, '../DCIM/tugu "selatan".exe'));
    ({ body: hidden } = await upload(surveyor, await jpeg(2), { asset: await newLamp(planner, { published: false }) }));
  });
  const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());

  describe('by the public', () => {
    it('shows a published photo without position, hash, names and original', async () => {
      const { status, body } = await app().public.get<Photo>(`/api/photos/${published.id}`);
      expect(status).to.equal(200);
      expect(photoSchema.safeParse(body).success).to.equal(true);
      expect(body).to.not.have.any.keys(
        'position',
        'sha256',
        'uploadedBy',
        'originalName',
        'warnings',
        'takenAtSource',
      );
      expect(body.links).to.not.have.property('original');
    });

    it('shows its pictures without metadata', async () => {
      for (const [part, width] of [
        ['preview', 1600],
        ['thumbnail', 320],
      ] as const) {
        const response = await app().public.fetch('GET', `/api/photos/${published.id}/${part}`);
        expect(response.status).to.equal(200);
        const { exif, xmp, icc, iptc, ...metadata } = await sharp(await bytes(response)).metadata();
        expect([exif, xmp, icc, iptc]).to.deep.equal([undefined, undefined, undefined, undefined]);
        expect(metadata).to.include({ format: 'webp', width, height: width / 2 });
      }
    });

    it('does not tell an unpublished photo from one that is not there', async () => {
      for (const part of ['', '/preview', '/thumbnail']) {
        const [unpublished, missing] = [hidden.id, newId()].map((id) => app().public.get(`/api/photos/${id}${part}`));
        expect((await unpublished!).status).to.equal(404);
        expect((await missing!).status).to.equal(404);
      }
    });

    it('never gets an original, nor does a viewer', async () => {
      expect((await app().public.get(`/api/photos/${published.id}/original`)).status).to.equal(401);
      const viewer = await app().as('viewer');
      expect((await viewer.get(`/api/photos/${published.id}/original`)).status).to.equal(403);
      expect((await viewer.get<Photo>(`/api/photos/${published.id}`)).body.links).to.not.have.property('original');
    });

    it('sees photos of a published project, and none of what is deleted or withdrawn', async () => {
      const sees = async (id: string) => (await app().public.get(`/api/photos/${id}/preview`)).status === 200;
      const project = await newProject(planner, { published: true });
      const { body: ofProject } = await upload(surveyor, await jpeg(3), { project });
      expect(await sees(ofProject.id)).to.equal(true);
      await planner.patch(`/api/projects/${project}`, { published: false }, { 'if-match': '"1"' });
      expect(await sees(ofProject.id)).to.equal(false);

      const asset = await newLamp(planner, { published: true });
      const { body: ofAsset } = await upload(surveyor, await jpeg(4), { asset });
      expect(await sees(ofAsset.id)).to.equal(true);
      await planner.delete(`/api/collections/street-lights/items/${asset}`, { 'if-match': '"1"' });
      expect(await sees(ofAsset.id)).to.equal(false);
      expect((await surveyor.get(`/api/photos/${ofAsset.id}`)).status, 'signed in').to.equal(200);
    });
  });

  describe('as pictures', () => {
    it('never makes a small one larger', async () => {
      const preview = await sharp(await bytes(await surveyor.fetch('GET', hidden.links.preview))).metadata();
      expect([preview.width, preview.height]).to.deep.equal([160, 120]);
    });

    it('lets caches keep them, shared ones only what the public sees', async () => {
      const cacheControl = async (client: Client, photo: Photo) =>
        (await client.fetch('GET', photo.links.thumbnail)).headers.get('cache-control');
      expect(await cacheControl(app().public, published)).to.equal('public, max-age=86400, immutable');
      expect(await cacheControl(surveyor, hidden)).to.equal('private, max-age=86400, immutable');
    });

    it('answers 304 to whoever has it, each file with a tag of its own', async () => {
      const [preview, thumbnail] = await Promise.all(
        [published.links.preview, published.links.thumbnail].map((link) => app().public.fetch('GET', link)),
      );
      const etag = preview!.headers.get('etag')!;
      expect(etag).to.contain(published.sha256);
      expect(thumbnail!.headers.get('etag')).to.not.equal(etag);
      const again = await app().public.fetch('GET', published.links.preview, { headers: { 'if-none-match': etag } });
      expect(again.status).to.equal(304);
      expect((await bytes(again)).length).to.equal(0);
    });

    it('answers HEAD with the head alone', async () => {
      const [head, full] = await Promise.all(
        ['HEAD', 'GET'].map((method) => surveyor.fetch(method, published.links.preview)),
      );
      expect(head!.status).to.equal(200);
      expect(head!.headers.get('content-length')).to.equal(String((await bytes(full!)).length));
    });

    it('are sent so that no browser runs them', async () => {
      for (const link of Object.values(published.links)) {
        const { headers } = await surveyor.fetch('GET', link!);
        expect(headers.get('x-content-type-options')).to.equal('nosniff');
        expect(headers.get('content-security-policy')).to.equal("default-src 'none'; sandbox");
      }
    });
  });

  describe('as originals', () => {
    const audited = (id: string) => app().db('audit').where({ action: 'photo.download-original', noun_id: id });

    it('gives them byte for byte, to save under a harmless name, and audits it', async () => {
      const liaison = await app().as('liaison');
      const response = await liaison.fetch('GET', published.links.original!);
      expect(await bytes(response)).to.deep.equal(file);
      expect(response.headers.get('content-type')).to.equal('image/jpeg');
      expect(response.headers.get('content-disposition')).to.equal('attachment; filename="tugu \\"selatan\\".jpg"');
      expect(response.headers.get('cache-control')).to.equal('private, no-cache');
      const rows = await audited(published.id);
      expect(rows.at(-1)).to.include({ actor_id: userIdOf('liaison') });
    });

    it('audits neither HEAD nor 304', async () => {
      const address = `/api/photos/${hidden.id}/original`;
      const head = await surveyor.fetch('HEAD', address);
      expect(head.headers.get('content-length')).to.equal(String(hidden.bytes));
      const headers = { 'if-none-match': head.headers.get('etag')! };
      expect((await surveyor.fetch('GET', address, { headers })).status).to.equal(304);
      expect(await audited(hidden.id)).to.deep.equal([]);
    });

    it('goes on where a download was cut off', async () => {
      const address = `/api/photos/${published.id}/original`;
      const part = async (headers: Record<string, string>) => surveyor.fetch('GET', address, { headers });
      const middle = await part({ range: 'bytes=100-199' });
      expect(middle.status).to.equal(206);
      expect(middle.headers.get('content-range')).to.equal(`bytes 100-199/${file.length}`);
      expect(await bytes(middle)).to.deep.equal(file.subarray(100, 200));
      expect(await bytes(await part({ range: 'bytes=-10' }))).to.deep.equal(file.subarray(-10));
      const etag = middle.headers.get('etag')!;
      expect((await part({ range: 'bytes=5-', 'if-range': etag })).status).to.equal(206);
      expect((await part({ range: 'bytes=5-', 'if-range': '"other"' })).status).to.equal(200);
      expect((await part({ range: 'bytes=0-1,5-6' })).status).to.equal(200);
      const beyond = await part({ range: `bytes=${file.length}-` });
      expect(beyond.status).to.equal(416);
      expect(beyond.headers.get('content-range')).to.equal(`bytes */${file.length}`);
    });
  });

  it('answers 304 where the receipt is known, in the language asked for', async () => {
    const address = `/api/photos/${published.id}`;
    const etag = (await surveyor.fetch('GET', address)).headers.get('etag')!;
    expect((await surveyor.fetch('GET', address, { headers: { 'if-none-match': etag } })).status).to.equal(304);
    expect((await app().public.fetch('GET', address, { headers: { 'if-none-match': etag } })).status).to.equal(200);
  });

  it('answers 404 for what is not there and 400 for what is no id', async () => {
    expect((await surveyor.get(`/api/photos/${newId()}`)).status).to.equal(404);
    expect((await surveyor.get(`/api/photos/..%2f..%2fetc%2fpasswd`)).status).to.equal(400);
    expect((await surveyor.get(`/api/photos/x%00/original`)).status).to.equal(400);
  });

  describe('in lists', () => {
    let project: string;
    let asset: string;
    let ids: string[];
    before(async () => {
      project = await newProject(planner);
      asset = await newLamp(planner, { project, published: true });
      ids = [];
      for (const [seed, target] of [{ asset }, { project }, { asset, project }].entries())
        ids.unshift((await upload(surveyor, await jpeg(60 + seed), target)).body.id);
    });
    const list = async (query: string, client = surveyor) => (await client.get<Page>(`/api/photos?${query}`)).body;
    const idsOf = ({ items }: Page) => items.map(({ id }) => id);

    it('gives those of an asset, and those of a project with its assets, the newest first', async () => {
      expect(idsOf(await list(`asset=${asset}`))).to.deep.equal([ids[0], ids[2]]);
      expect(idsOf(await list(`project=${project}`))).to.deep.equal(ids);
      expect(idsOf(await list(`project=${project}&asset=${asset}`))).to.deep.equal([ids[0], ids[2]]);
      expect(idsOf(await list(`asset=${newId()}`))).to.deep.equal([]);
    });

    it('gives them in pages that meet without a gap', async () => {
      const first = await list(`project=${project}&limit=2`);
      expect(idsOf(first)).to.deep.equal(ids.slice(0, 2));
      const second = await surveyor.get<Page>(first.next!);
      expect(idsOf(second.body)).to.deep.equal(ids.slice(2));
      expect(second.body).to.not.have.property('next');
    });

    it('gives the public what is published, as the public may see it', async () => {
      const page = await list(`project=${project}`, app().public);
      expect(idsOf(page)).to.deep.equal([ids[0], ids[2]]);
      expect(page.items[0]).to.not.have.any.keys('position', 'sha256');
    });

    it('names the parameter that is missing, unknown or wrong', async () => {
      const named = async (query: string) => {
        const { status, body } = await surveyor.get<{ errors: { parameter: string }[] }>(`/api/photos?${query}`);
        return [status, ...body.errors.map(({ parameter }) => parameter)];
      };
      expect(await named('')).to.deep.equal([400, 'asset']);
      expect(await named(`asset=${asset}&colour=red`)).to.deep.equal([400, 'colour']);
      expect(await named(`asset=' or 1=1`)).to.deep.equal([400, 'asset']);
      expect(await named(`asset=${asset}&after=xyz`)).to.deep.equal([400, 'after']);
      expect(await named(`asset=${asset}&limit=0`)).to.deep.equal([400, 'limit']);
    });
  });

  describe('and correcting them', () => {
    it('changes phase, azimuth and report, and audits what was before', async () => {
      const project = await newProject(planner);
      const report = await planner.post<{ id: string }>(`/api/projects/${project}/reports`, {
        reportedOn: '2026-11-01',
        percent: 5,
      });
      const { body } = await upload(surveyor, await jpeg(70), { project, phase: 0, longitude, latitude });
      const change = { phase: 50, azimuth: 360, report: report.body.id };
      const reply = await surveyor.patch<Photo>(`/api/photos/${body.id}`, change);
      expect(reply.status).to.equal(200);
      expect(reply.body).to.deep.include({ phase: 50, report: report.body.id, sha256: body.sha256 });
      expect(reply.body.position?.azimuth).to.equal(0);
      const cleared = await surveyor.patch<Photo>(`/api/photos/${body.id}`, { phase: null, report: null });
      expect(cleared.body).to.include({ phase: null, report: null });
      const [row] = await app().db('audit').where({ noun_id: body.id, action: 'photo.update' }).orderBy('id');
      expect(row.detail.before).to.deep.equal({ phase: 0, azimuth: null, report: null });
    });

    it('refuses what does not fit', async () => {
      const status = async (body: unknown) => (await surveyor.patch(`/api/photos/${hidden.id}`, body)).status;
      expect(await status({ phase: 25 })).to.equal(422);
      expect(await status({ takenAt: '2020-01-01T00:00:00Z' })).to.equal(422);
      expect(await status({ azimuth: 10 }), 'a direction from nowhere').to.equal(422);
      expect(await status({ report: newId() })).to.equal(422);
    });

    it("is not for another agency's photos, nor for those who read only", async () => {
      const asset = await newLamp(planner, { agency: 'bbws-pompengan-jeneberang' });
      const { body } = await upload(planner, await jpeg(71), { asset });
      expect((await surveyor.patch(`/api/photos/${body.id}`, { phase: 50 })).status).to.equal(403);
      expect((await surveyor.delete(`/api/photos/${body.id}`)).status).to.equal(403);
      expect((await (await app().as('viewer')).delete(`/api/photos/${body.id}`)).status).to.equal(403);
      expect((await app().public.delete(`/api/photos/${body.id}`)).status).to.equal(401);
    });
  });

  it('and deleting one hides it, keeps its bytes, and is audited', async () => {
    const asset = await newLamp(planner, { published: true });
    const { body } = await upload(surveyor, await jpeg(80), { asset });
    expect((await surveyor.delete(`/api/photos/${body.id}`)).status).to.equal(204);
    for (const part of ['', '/preview', '/original'])
      expect((await surveyor.get(`/api/photos/${body.id}${part}`)).status).to.equal(410);
    expect((await app().public.get(`/api/photos/${body.id}/preview`)).status).to.equal(404);
    expect((await surveyor.get<Page>(`/api/photos?asset=${asset}`)).body.items).to.deep.equal([]);
    expect((await surveyor.delete(`/api/photos/${body.id}`)).status).to.equal(410);
    expect(await app().deps.store.has({ id: body.id, sha256: body.sha256! })).to.equal(true);
    expect(await app().db('audit').where({ noun_id: body.id, action: 'photo.delete' })).to.have.length(1);
  });
});
