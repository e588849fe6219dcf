/** Photos that are refused: each with a clear answer, and nothing of them left behind. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import sharp from 'sharp';
import { MAX_PHOTO_BYTES } from '../../api/contract/photos.ts';
import { useApp, type Client, type Reply } from '../support/app.ts';
import { newId } from '../support/features.ts';
import { heicFile, jpeg, newLamp, newProject, photoForm, picture, upload } from '../support/photos.ts';
import { until } from '../support/until.ts';

interface ProblemBody {
  type: string;
  detail: string;
  errors?: { pointer: string; detail: string }[];
}

describe('a photo is refused', () => {
  const app = useApp();
  let lamp: string;
  let surveyor: Client;
  before(async () => {
    surveyor = await app().as('surveyor');
    lamp = await newLamp(surveyor);
  });

  const drafts = () => readdir(path.join(app().deps.config.dataDir, 'photos', 'drafts'));
  // The answer may be there a moment before the draft is gone.
  afterEach('leaving nothing', async () => {
    await until(async () => (await drafts()).length === 0, 5000);
    expect(await app().db('photos').select('id')).to.deep.equal([]);
    for await (const { key } of app().deps.store.list()) expect.fail(`kept ${key.id}`);
  });

  const send = (file: Uint8Array | null, fields: Record<string, string | number> = {}, name?: string) =>
    upload<ProblemBody>(surveyor, file, { asset: lamp, ...fields }, name);
  const pointers = ({ body }: Reply<ProblemBody>) => (body.errors ?? []).map(({ pointer }) => pointer);
  function expectProblem(reply: Reply<ProblemBody>, status: number, ...at: string[]): void {
    expect(reply.status, JSON.stringify(reply.body)).to.equal(status);
    expect(reply.headers.get('content-type')).to.match(/^application\/problem\+json/);
    expect(pointers(reply)).to.have.members(at);
  }

  describe('for what it is', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), deflateRawSync(Buffer.alloc(5000))]);
    const others: Record<string, () => Promise<Uint8Array>> = {
      'an SVG with a script named .jpg': async () => Buffer.from(svg),
      'an SVG behind an XML head': async () => Buffer.from(`<?xml version="1.0"?>${svg}`),
      'a zip named .png': async () => zip,
      HTML: async () => Buffer.from('<!doctype html><script>alert(1)</script>'),
      'a GIF': () => picture().gif().toBuffer(),
      'a TIFF': () => picture().tiff().toBuffer(),
      'an AVIF': () => picture().avif().toBuffer(),
      'a PDF': async () => Buffer.from('%PDF-1.7\n%âãÏÓ\n'),
      text: async () => Buffer.from('a photo'),
    };
    for (const [what, make] of Object.entries(others))
      it(`${what}: 415`, async () => {
        const reply = await send(await make(), {}, 'foto.jpg');
        expectProblem(reply, 415);
        expect(reply.body.type).to.equal('/problems/unsupported-media-type');
      });

    it('an empty file: 422', async () => expectProblem(await send(new Uint8Array()), 422, '/file'));

    for (const [what, cut] of Object.entries({ half: 0.5, nearly: 0.98, hardly: 0.05 }))
      it(`a JPEG that is ${what} there: 422`, async () => {
        const whole = await sharp({
          create: {
            width: 900,
            height: 700,
            channels: 3,
            background: 'grey',
            noise: { type: 'gaussian', mean: 120, sigma: 50 },
          },
        })
          .jpeg()
          .toBuffer();
        const reply = await send(whole.subarray(0, Math.round(whole.length * cut)));
        expectProblem(reply, 422, '/file');
        expect(reply.body.errors?.[0]?.detail).to.contain('cut off or damaged');
      });

    it('a PNG, a WebP and a HEIC that are cut off: 422', async () => {
      const wholes = [await picture().png().toBuffer(), await picture().webp().toBuffer(), await readFile(heicFile)];
      for (const whole of wholes) expectProblem(await send(whole.subarray(0, whole.length - 30)), 422, '/file');
    });

    it('the head of a JPEG and then rubbish: 422', async () => {
      const whole = await jpeg(1);
      expectProblem(await send(Buffer.concat([whole.subarray(0, 300), Buffer.alloc(2000, 0x5a)])), 422, '/file');
      expectProblem(
        await send(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200)])),
        422,
        '/file',
      );
    });

    it('a side of 30,001 pixels: 422, before it is decoded', async () => {
      const reply = await send(await picture(1, 30_001, 1).png().toBuffer());
      expectProblem(reply, 422, '/file');
      expect(reply.body.errors?.[0]?.detail).to.contain('30000 pixels');
      expectProblem(await send(await picture(1, 1, 30_001).jpeg().toBuffer()), 422, '/file');
    });

    it('a small file of very many pixels: 422, before it is decoded', async () => {
      const bomb = await picture(1, 64, 64).png().toBuffer();
      // IHDR: width and height; its checksum is not what makes it refused.
      bomb.writeUInt32BE(20_000, 16);
      bomb.writeUInt32BE(20_000, 20);
      expectProblem(await send(bomb), 422, '/file');
    });

    it('more than 50 MB: 413, said before it is sent', async () => {
      expectProblem(await send(Buffer.concat([await jpeg(1), Buffer.alloc(MAX_PHOTO_BYTES)])), 413);
    });
  });

  describe('for its fields', () => {
    const faults: Record<string, [fields: Record<string, string>, ...pointers: string[]]> = {
      'an id that is none': [{ id: 'x' }, '/id'],
      'SQL in an id': [{ id: "' or 1=1 --" }, '/id'],
      'a NUL in an id': [{ asset: 'a\0' }, '/asset'],
      'another phase': [{ phase: '25' }, '/phase'],
      'a time without an offset': [{ takenAt: '2026-11-20T09:30:00' }, '/takenAt'],
      'a day that does not exist': [{ takenAt: '2026-02-31T09:30:00Z' }, '/takenAt'],
      'NaN and infinity': [{ longitude: 'NaN', latitude: 'Infinity' }, '/longitude', '/latitude'],
      'coordinates off the globe': [{ longitude: '181', latitude: '-90.1' }, '/longitude', '/latitude'],
      'half a position': [{ longitude: '120.3' }, '/latitude'],
      'the other half of a position': [{ latitude: '-2.5' }, '/longitude'],
      'a negative accuracy': [{ longitude: '120', latitude: '-2', accuracy: '-1' }, '/accuracy'],
      'an azimuth beyond 360': [{ azimuth: '361' }, '/azimuth'],
      'another source of the position': [{ positionSource: 'exif' }, '/positionSource'],
      'fields that do not exist': [{ colour: 'red', __proto__x: '1' }, '/colour', '/__proto__x'],
      'nested fields': [{ 'asset2[a][b]': '1' }, '/asset2'],
      'a report of nothing': [{ report: newId() }, '/report'],
      'a project that is not there': [{ project: newId() }, '/project'],
      'an asset that is not there': [{ asset: newId() }, '/asset'],
    };
    for (const [what, [fields, ...at]] of Object.entries(faults))
      it(`${what}: 422 at ${at.join(', ')}`, async () => expectProblem(await send(await jpeg(1), fields), 422, ...at));

    it('neither asset nor project: 422', async () => {
      expectProblem(await upload<ProblemBody>(surveyor, await jpeg(1), {}), 422, '/asset');
    });

    it('a deleted asset or project: 422', async () => {
      const planner = await app().as('planner');
      const [asset, project] = [await newLamp(surveyor), await newProject(planner)];
      await planner.delete(`/api/collections/street-lights/items/${asset}`, { 'if-match': '"1"' });
      await planner.delete(`/api/projects/${project}`, { 'if-match': '"1"' });
      expectProblem(await upload<ProblemBody>(surveyor, await jpeg(1), { asset, project }), 422, '/asset', '/project');
    });

    it("another project's report: 422", async () => {
      const planner = await app().as('planner');
      const [project, other] = [await newProject(planner), await newProject(planner)];
      const { body } = await planner.post<{ id: string }>(`/api/projects/${other}/reports`, {
        reportedOn: '2026-11-01',
        percent: 1,
      });
      expectProblem(await upload<ProblemBody>(surveyor, await jpeg(1), { project, report: body.id }), 422, '/report');
    });

    it('a field twice: 422', async () => {
      const form = photoForm(await jpeg(1), { asset: lamp });
      form.append('asset', lamp);
      expectProblem(await surveyor.send<ProblemBody>('POST', '/api/photos', { body: form }), 422, '/asset');
    });

    it('a field as long as a book: 422', async () => {
      expectProblem(await send(await jpeg(1), { takenAt: 'x'.repeat(100_000) }), 422, '/takenAt');
    });
  });

  describe('for its form', () => {
    it('no file: 422', async () => expectProblem(await send(null), 422, '/file'));

    it('two files: 422', async () => {
      const form = photoForm(await jpeg(1), { asset: lamp });
      form.append('file', new Blob([new Uint8Array(await jpeg(2))]), 'b.jpg');
      const reply = await surveyor.send<ProblemBody>('POST', '/api/photos', { body: form });
      expectProblem(reply, 422, '/file');
      expect(reply.body.errors?.[0]?.detail).to.equal('Send one photo only.');
    });

    it('a file in another field: 422', async () => {
      const form = photoForm(null, { asset: lamp });
      form.append('photo', new Blob([new Uint8Array(await jpeg(1))]), 'b.jpg');
      expectProblem(await surveyor.send<ProblemBody>('POST', '/api/photos', { body: form }), 422, '/photo');
    });

    it('a NUL in the name of the file: 400', async () => {
      expectProblem(await send(await jpeg(1), {}, 'a.jpg\0.exe'), 400);
    });

    it('a hundred fields: 400', async () => {
      const fields = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}`, 'x']));
      expectProblem(await send(await jpeg(1), fields), 400);
    });

    it('JSON: 415', async () => {
      const reply = await surveyor.post<ProblemBody>('/api/photos', { asset: lamp });
      expectProblem(reply, 415);
    });

    const forms: Record<string, [type: string, body: string]> = {
      'without a boundary': ['multipart/form-data', 'x'],
      'that never begins': ['multipart/form-data; boundary=x', 'hello'],
      'that ends in the middle': [
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nhalf',
      ],
      'with a broken head of a part': ['multipart/form-data; boundary=x', '--x\r\nnonsense\r\n\r\n\r\n--x--\r\n'],
      'with a name of a part beyond all measure': [
        'multipart/form-data; boundary=x',
        `--x\r\nContent-Disposition: form-data; name="file"; filename="${'a'.repeat(100_000)}"\r\n\r\nx\r\n--x--\r\n`,
      ],
    };
    for (const [what, [type, body]] of Object.entries(forms))
      it(`${what}: 400`, async () => {
        const reply = await surveyor.send<ProblemBody>('POST', '/api/photos', {
          body,
          headers: { 'content-type': type },
        });
        expectProblem(reply, 400);
      });
  });
});
