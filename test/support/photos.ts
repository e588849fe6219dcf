/** Photos made on the spot, with the EXIF data that a test asks for. */
import { fileURLToPath } from 'node:url';
import sharp, { type Exif, type Sharp } from 'sharp';
import type { Photo } from '../../api/contract/photos.ts';
import type { Client, Reply } from './app.ts';
import { lamp, lamps } from './features.ts';

/** A picture that differs with its seed; no two bytes alike are needed to tell photos apart. */
export function picture(seed = 1, width = 160, height = 120): Sharp {
  const background = { r: (seed * 53) % 256, g: (seed * 101) % 256, b: (seed * 197) % 256 };
  return sharp({ create: { width, height, channels: 3, background } });
}

export async function jpeg(seed = 1, exif?: Exif, width?: number, height?: number): Promise<Buffer> {
  const image = picture(seed, width, height).jpeg();
  return (exif === undefined ? image : image.withExif(exif)).toBuffer();
}

/** The EXIF block alone, with its head. */
export async function exifBlock(exif: Exif): Promise<Buffer> {
  const { exif: block } = await sharp(await jpeg(1, exif, 16, 16)).metadata();
  if (block === undefined) throw new Error('the picture has no EXIF data');
  return block;
}

/** Degrees as EXIF writes them: degrees, minutes and hundredths of seconds. */
export function exifPosition(longitude: number, latitude: number): NonNullable<Exif['IFD3']> {
  const parts = (angle: number) => {
    const hundredths = Math.round(Math.abs(angle) * 360_000);
    return `${Math.floor(hundredths / 360_000)}/1 ${Math.floor(hundredths / 6000) % 60}/1 ${hundredths % 6000}/100`;
  };
  return {
    GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
    GPSLatitude: parts(latitude),
    GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
    GPSLongitude: parts(longitude),
  };
}

/**
 * A HEIC as phones write them, 96 x 128 upright: stored lying and turned by `irot`, with an EXIF orientation of 6 that
 * says the same once more. The upper half is red, the lower blue; taken at 2026-11-20 09:30 +08:00 in Masamba.
 */
export const heicFile = fileURLToPath(new URL('../fixtures/upright-by-irot.heic', import.meta.url));

/** The multipart form of an upload. */
export function photoForm(
  file: Uint8Array | null,
  fields: Record<string, string | number>,
  name = 'foto.jpg',
  fieldsLast = false,
): FormData {
  const form = new FormData();
  const addFields = () => {
    for (const [field, value] of Object.entries(fields)) form.append(field, String(value));
  };
  if (!fieldsLast) addFields();
  if (file !== null) form.append('file', new Blob([new Uint8Array(file)]), name);
  if (fieldsLast) addFields();
  return form;
}

export const upload = <T = Photo>(client: Client, ...form: Parameters<typeof photoForm>): Promise<Reply<T>> =>
  client.send<T>('POST', '/api/photos', { body: photoForm(...form) });

/** A street light of DPUTRKP2 in Masamba, or with other properties; gives its id. */
export async function newLamp(client: Client, properties: Record<string, unknown> = {}): Promise<string> {
  const reply = await client.post<{ id: string }>(lamps, lamp(properties));
  if (reply.status !== 201) throw new Error(`creating a lamp answered ${JSON.stringify(reply.body)}`);
  return reply.body.id;
}

/** A project that DPUTRKP2 leads, or with other members; gives its id. */
export async function newProject(client: Client, members: Record<string, unknown> = {}): Promise<string> {
  const project = { name: 'Lampu jalan', dimension: 'branding', leadAgency: 'dputrkp2', ...members };
  const reply = await client.post<{ id: string }>('/api/projects', project);
  if (reply.status !== 201) throw new Error(`creating a project answered ${JSON.stringify(reply.body)}`);
  return reply.body.id;
}

/** The parts of an upload as bytes: before the file's content, and after it. */
export function rawForm(fields: Record<string, string>): { contentType: string; head: string; tail: string } {
  const boundary = 'a-boundary-of-tests';
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head: parts.join('') + file,
    tail: `\r\n--${boundary}--\r\n`,
  };
}

/** Secret of a surveyor's token, for requests that no `fetch` would make. */
export async function surveyorToken(admin: Client): Promise<string> {
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const content = { name: 'Kamera', role: 'surveyor', agency: 'dputrkp2', expiresAt };
  const { body } = await admin.post<{ secret: string }>('/api/tokens', content);
  return body.secret;
}
