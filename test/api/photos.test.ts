/** Storing photos: the receipt, what it doubts, and that sending again is harmless. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import sharp from 'sharp';
import { photoSchema, type Photo } from '../../api/contract/photos.ts';
import { ingestPhoto } from '../../api/routes/photo-ingest.ts';
import { useApp, userIdOf } from '../support/app.ts';
import { MASAMBA, newId } from '../support/features.ts';
import { exifPosition, heicFile, jpeg, newLamp, newProject, picture, upload } from '../support/photos.ts';

const [longitude, latitude] = MASAMBA;
const codes = ({ warnings }: Photo) => (warnings ?? []).map(({ code }) => code);

describe('storing a photo', () => {
  const app = useApp();
  let lamp: string;
  before(async () => {
    lamp = await newLamp(await app().as('surveyor'));
  });

  it('answers with a receipt that holds what was sent', async () => {
    const surveyor = await app().as('surveyor');
    const [file, id] = [await jpeg(1), newId()];
    const fields = {
      id,
      asset: lamp,
      phase: 50,
      takenAt: '2026-11-20T09:30:00+08:00',
      longitude,
      latitude,
      accuracy: 4.5,
      azimuth: 360,
    };
    const started = Date.now();
    const { status, headers, body } = await upload(surveyor, file, fields, 'tugu selatan.jpg');
    expect(status).to.equal(201);
    expect(headers.get('location')).to.equal(`/api/photos/${id}`);
    expect(photoSchema.safeParse(body).error).to.equal(undefined);
    expect(body).to.deep.include({
      id,
      asset: lamp,
      project: null,
      report: null,
      phase: 50,
      sha256: createHash('sha256').update(file).digest('hex'),
      bytes: file.length,
      mediaType: 'image/jpeg',
      width: 160,
      height: 120,
      takenAt: '2026-11-20T01:30:00.000Z',
      takenAtSource: 'device',
      position: { longitude, latitude, accuracy: 4.5, azimuth: 0, source: 'device' },
      warnings: [],
      originalName: 'tugu selatan.jpg',
      uploadedBy: { id: userIdOf('surveyor'), name: 'surveyor' },
      links: {
        original: `/api/photos/${id}/original`,
        preview: `/api/photos/${id}/preview`,
        thumbnail: `/api/photos/${id}/thumbnail`,
      },
    });
    expect(Date.parse(body.receivedAt)).to.be.within(started, Date.now());
    expect((await surveyor.get(`/api/photos/${id}`)).body).to.deep.equal(body);
  });

  it('is audited', async () => {
    const { body } = await upload(await app().as('surveyor'), await jpeg(2), { asset: lamp });
    const [row] = await app().db('audit').where({ noun: 'photo', noun_id: body.id });
    expect(row).to.include({ action: 'photo.create', actor_id: userIdOf('surveyor') });
    expect(row.detail).to.include({ sha256: body.sha256, asset: lamp });
  });

  it('does not mind in which order the fields come, and takes an empty one for none', async () => {
    const fields = { asset: lamp, id: '', phase: '', takenAt: '', longitude: '', latitude: '', report: '' };
    const { status, body } = await upload(await app().as('surveyor'), await jpeg(3), fields, 'x.jpg', true);
    expect(status).to.equal(201);
    expect(body).to.deep.include({ asset: lamp, phase: null, position: null });
    expect(codes(body)).to.deep.equal(['no-position']);
  });

  describe('again', () => {
    it('with the same id and bytes answers 200 with the same receipt', async () => {
      const surveyor = await app().as('surveyor');
      const [file, id] = [await jpeg(4), newId()];
      const first = await upload(surveyor, file, { id, asset: lamp, longitude: 0, latitude: 0 });
      const second = await upload(surveyor, file, { id: id.toUpperCase(), asset: lamp, longitude: 0, latitude: 0 });
      expect([first.status, second.status]).to.deep.equal([201, 200]);
      expect(second.body).to.deep.equal(first.body);
      expect(await app().db('photos').where({ id })).to.have.length(1);
    });

    it('at the same time makes one photo', async () => {
      const surveyor = await app().as('surveyor');
      const [file, id] = [await jpeg(5), newId()];
      const replies = await Promise.all([1, 2, 3, 4].map(() => upload(surveyor, file, { id, asset: lamp })));
      expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([200, 200, 200, 201]);
      for (const { body } of replies) expect(body).to.deep.equal(replies[0]!.body);
      expect(await app().db('audit').where({ noun_id: id })).to.have.length(1);
    });

    it('with other bytes answers 409 and keeps the first', async () => {
      const surveyor = await app().as('surveyor');
      const id = newId();
      const first = await upload(surveyor, await jpeg(6), { id, asset: lamp });
      const second = await upload(surveyor, await jpeg(7), { id, asset: lamp });
      expect([first.status, second.status]).to.deep.equal([201, 409]);
      expect((await surveyor.get<Photo>(`/api/photos/${id}`)).body.sha256).to.equal(first.body.sha256);
    });

    it('with other bytes at the same time keeps one of them whole, and nothing of the other', async () => {
      const surveyor = await app().as('surveyor');
      const id = newId();
      const files = await Promise.all([8, 9, 10].map((seed) => jpeg(seed)));
      const replies = await Promise.all(files.map((file) => upload(surveyor, file, { id, asset: lamp })));
      expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([201, 409, 409]);
      const winner = replies.find(({ status }) => status === 201)!.body;
      const response = await surveyor.fetch('GET', `/api/photos/${id}/original`);
      const hash = createHash('sha256').update(new Uint8Array(await response.arrayBuffer()));
      expect(hash.digest('hex')).to.equal(winner.sha256);
      const kept = [];
      for await (const { key } of app().deps.store.list()) if (key.id === id) kept.push(key);
      expect(kept).to.deep.equal([{ id, sha256: winner.sha256 }]);
    });

    it('after it was deleted answers 410', async () => {
      const surveyor = await app().as('surveyor');
      const [file, id] = [await jpeg(11), newId()];
      await upload(surveyor, file, { id, asset: lamp });
      expect((await surveyor.delete(`/api/photos/${id}`)).status).to.equal(204);
      expect((await upload(surveyor, file, { id, asset: lamp })).status).to.equal(410);
      expect((await upload(surveyor, await jpeg(12), { id, asset: lamp })).status).to.equal(409);
    });
  });

  describe('of each kind', () => {
    const kinds = {
      'image/jpeg': () => jpeg(20),
      'image/png': () => picture(21).png().toBuffer(),
      'image/webp': () => picture(22).webp().toBuffer(),
      'image/heic': () => readFile(heicFile),
    };
    for (const [mediaType, make] of Object.entries(kinds))
      it(`knows ${mediaType} by its bytes, whatever its name`, async () => {
        const { status, body } = await upload(await app().as('surveyor'), await make(), { asset: lamp }, 'page.html');
        expect(status).to.equal(201);
        expect(body.mediaType).to.equal(mediaType);
      });
  });

  describe('with EXIF data', () => {
    const exif = {
      IFD2: { DateTimeOriginal: '2026:11:20 09:30:00' },
      IFD3: { ...exifPosition(longitude, latitude), GPSImgDirectionRef: 'T', GPSImgDirection: '905/10' },
    };

    it('takes position and time from it, the time in Asia/Makassar', async () => {
      const { body } = await upload(await app().as('surveyor'), await jpeg(30, exif), { asset: lamp });
      expect(body.position).to.deep.equal({ longitude, latitude, accuracy: null, azimuth: 90.5, source: 'exif' });
      expect(body).to.include({ takenAt: '2026-11-20T01:30:00.000Z', takenAtSource: 'exif' });
      expect(codes(body)).to.deep.equal([]);
    });

    it('believes what was sent with it more', async () => {
      const fields = {
        asset: lamp,
        longitude: 120.3,
        latitude: -2.5,
        positionSource: 'manual',
        takenAt: '2026-11-21T00:00:00Z',
      };
      const { body } = await upload(await app().as('surveyor'), await jpeg(31, exif), fields);
      expect(body.position).to.deep.include({ longitude: 120.3, latitude: -2.5, source: 'manual' });
      expect(body).to.include({ takenAt: '2026-11-21T00:00:00.000Z', takenAtSource: 'device' });
    });

    for (const format of ['png', 'webp'] as const)
      it(`reads it in ${format}`, async () => {
        const file = await picture(32).withExif(exif).toFormat(format).toBuffer();
        const { body } = await upload(await app().as('surveyor'), file, { asset: lamp });
        expect(body.position).to.deep.include({ longitude, latitude, source: 'exif' });
      });

    it('reads it in HEIC, and turns the picture once', async () => {
      const surveyor = await app().as('surveyor');
      const { body } = await upload(surveyor, await readFile(heicFile), { asset: lamp });
      expect(body).to.deep.include({ width: 96, height: 128, takenAt: '2026-11-20T01:30:00.000Z' });
      expect(body.position).to.deep.include({ longitude, latitude, source: 'exif' });
      const preview = await (await surveyor.fetch('GET', body.links.preview)).arrayBuffer();
      const { data, info } = await sharp(preview).raw().toBuffer({ resolveWithObject: true });
      expect([info.width, info.height]).to.deep.equal([96, 128]);
      expect(data[0], 'red above').to.be.greaterThan(150);
      expect(data.at(-1), 'blue below').to.be.greaterThan(150);
    });

    it('turns a JPEG by its orientation and tells its upright size', async () => {
      const surveyor = await app().as('surveyor');
      const file = await picture(33).jpeg().withMetadata({ orientation: 6 }).toBuffer();
      const { body } = await upload(surveyor, file, { asset: lamp });
      expect([body.width, body.height]).to.deep.equal([120, 160]);
      const preview = await sharp(await (await surveyor.fetch('GET', body.links.preview)).arrayBuffer()).metadata();
      expect([preview.width, preview.height, preview.orientation]).to.deep.equal([120, 160, undefined]);
    });
  });

  describe('that is doubtful', () => {
    it('warns in the language asked for, and is stored', async () => {
      const surveyor = await app().as('surveyor');
      const { status, body } = await upload(surveyor, await jpeg(40), {
        asset: lamp,
        longitude,
        latitude: latitude + 0.01,
      });
      expect(status).to.equal(201);
      expect(body.warnings).to.deep.equal([
        { code: 'far-from-asset', detail: 'The photo was taken 1,106 m from its asset (more than 100 m).' },
      ]);
      const indonesian = await surveyor.get<Photo>(`/api/photos/${body.id}`, { 'accept-language': 'id' });
      expect(indonesian.body.warnings?.[0]?.detail).to.contain('1.106 m dari asetnya');
    });

    it('measures to the nearest part of a long asset', async () => {
      const surveyor = await app().as('surveyor');
      const string = await surveyor.post<{ id: string }>('/api/collections/tree-lights/items', {
        type: 'Feature',
        geometry: { type: 'LineString', coordinates: [MASAMBA, [longitude + 0.01, latitude]] },
        properties: { code: 'POHON-1' },
      });
      expect(string.status, JSON.stringify(string.body)).to.equal(201);
      const fields = { asset: string.body.id, longitude: longitude + 0.01, latitude: latitude + 0.0005 };
      expect(codes((await upload(surveyor, await jpeg(41), fields)).body)).to.deep.equal([]);
    });

    it('warns of 0,0, of the future and of broken EXIF data', async () => {
      const surveyor = await app().as('surveyor');
      const file = await jpeg(42, { IFD2: { DateTimeOriginal: '2026:02:31 00:00:00' } });
      const fields = {
        asset: lamp,
        longitude: 0,
        latitude: 0,
        takenAt: new Date(Date.now() + 3_600_000).toISOString(),
      };
      const { status, body } = await upload(surveyor, file, fields);
      expect(status).to.equal(201);
      expect(codes(body)).to.deep.equal(['position-zero', 'time-in-future', 'exif-broken']);
    });

    it('warns when it is older than the work of its project, or of the project of its asset', async () => {
      const [planner, surveyor] = [await app().as('planner'), await app().as('surveyor')];
      const project = await newProject(planner, { plannedStart: '2026-01-01', actualStart: '2026-03-01' });
      const asset = await newLamp(planner, { project });
      const taken = { longitude, latitude, takenAt: '2026-02-28T23:00:00+08:00' };
      expect(codes((await upload(surveyor, await jpeg(43), { asset, ...taken })).body)).to.deep.equal([
        'older-than-work',
      ]);
      expect(codes((await upload(surveyor, await jpeg(44), { project, ...taken })).body)).to.deep.equal([
        'older-than-work',
      ]);
      const before = await upload(surveyor, await jpeg(45), { project, ...taken, phase: 0 });
      expect(codes(before.body), 'of the state before the work').to.deep.equal([]);
    });
  });

  describe('by', () => {
    it('a surveyor is possible for assets of the own agency only', async () => {
      const asset = await newLamp(await app().as('planner'), { agency: 'bbws-pompengan-jeneberang' });
      const surveyor = await app().as('surveyor');
      expect((await upload(surveyor, await jpeg(50), { asset })).status).to.equal(403);
      expect((await upload(await app().as('planner'), await jpeg(50), { asset })).status).to.equal(201);
    });

    it('a surveyor is possible for projects that the own agency leads or takes part in', async () => {
      const [planner, surveyor] = [await app().as('planner'), await app().as('surveyor')];
      const others = { leadAgency: 'bbws-pompengan-jeneberang' };
      const project = await newProject(planner, others);
      const shared = await newProject(planner, { ...others, partners: ['dputrkp2'] });
      expect((await upload(surveyor, await jpeg(51), { project })).status).to.equal(403);
      expect((await upload(surveyor, await jpeg(51), { project: shared })).status).to.equal(201);
    });

    it('a liaison is refused before the file is read', async () => {
      const liaison = await app().as('liaison');
      expect((await upload(liaison, await jpeg(52), { asset: lamp })).status).to.equal(403);
      expect((await upload(app().public, await jpeg(52), { asset: lamp })).status).to.equal(401);
    });

    it("nobody under the id of another agency's photo", async () => {
      const [planner, surveyor] = [await app().as('planner'), await app().as('surveyor')];
      const asset = await newLamp(planner, { agency: 'bbws-pompengan-jeneberang' });
      const [file, id] = [await jpeg(53), newId()];
      expect((await upload(planner, file, { id, asset })).status).to.equal(201);
      expect((await upload(surveyor, file, { id, asset: lamp })).status).to.equal(409);
    });
  });

  describe('named', () => {
    const names: Record<string, [name: string, kept: string]> = {
      'with a path': ['../../../../etc/x.jpg', 'x.jpg'],
      'with a path of Windows': ['C:\\foto\\..\\y.jpg', 'y.jpg'],
      'like a folder': ['..', ''],
      'with characters that are not seen': ['a\u202egpj.jpg', 'agpj.jpg'],
      'in another script': ['tugu – ᨅᨗ.jpg', 'tugu – ᨅᨗ.jpg'],
      'without end': [`${'n'.repeat(10_000)}.jpg`, `${'n'.repeat(196)}.jpg`],
    };
    for (const [how, [name, kept]] of Object.entries(names))
      it(`${how} keeps only what is a name`, async () => {
        const { status, body } = await upload(await app().as('surveyor'), await jpeg(60), { asset: lamp }, name);
        expect(status).to.equal(201);
        expect(body.originalName).to.equal(kept);
      });
  });

  for (const takenAt of ['0001-01-01T00:00:00Z', '1850-06-01T12:00:00+08:00', '9999-12-31T23:59:59-12:00'])
    it(`taken at ${takenAt} keeps the time`, async () => {
      const { status, body } = await upload(await app().as('surveyor'), await jpeg(61), { asset: lamp, takenAt });
      expect(status, JSON.stringify(body)).to.equal(201);
      expect(body.takenAt).to.equal(new Date(takenAt).toISOString());
    });

  it('of the demonstration goes the same way, without a person, and says what it is', async () => {
    const file = { content: Readable.from([await jpeg(62)]), name: 'contoh.jpg' };
    const fields = { id: newId(), asset: lamp, phase: 100 } as const;
    const origin = { actor: null, illustration: true };
    const { created, photo } = await ingestPhoto(app().deps, file, fields, origin);
    expect(created).to.equal(true);
    const { body } = await (await app().as('viewer')).get<Photo>(`/api/photos/${photo.id}`);
    expect(body).to.deep.include({ illustration: 'ilustrasi, bukan hasil survei', uploadedBy: null, phase: 100 });
    const again = await ingestPhoto(app().deps, { ...file, content: Readable.from([await jpeg(62)]) }, fields, origin);
    expect(again).to.deep.equal({ created: false, photo });
  });

  it('may belong to a report of its project', async () => {
    const [planner, surveyor] = [await app().as('planner'), await app().as('surveyor')];
    const project = await newProject(planner);
    const report = await planner.post<{ id: string }>(`/api/projects/${project}/reports`, {
      reportedOn: '2026-11-01',
      percent: 40,
    });
    const { status, body } = await upload(surveyor, await jpeg(54), { project, report: report.body.id });
    expect(status).to.equal(201);
    expect(body.report).to.equal(report.body.id);
    const reports = await planner.get<{ items: { photos: string[] }[] }>(`/api/projects/${project}/reports`);
    expect(reports.body.items[0]?.photos).to.deep.equal([body.id]);
  });
});
