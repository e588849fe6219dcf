/** Photos of 12 megapixels by POST /api/photos beside their two derivatives by sharp alone; many at once, and the memory that takes. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { PREVIEW, THUMBNAIL } from '../../api/formats/images.ts';
import { seededRandom } from '../../db/seeds/random.ts';
import { comparison, inTurns, MB, timed, type Row, type Times } from './measure.ts';
import { expectStatus, type Service } from './service.ts';

const [WIDTH, HEIGHT] = [4000, 3000];
const AT_ONCE = 8;
const WARM_UP = 2;
const WORK_ROUNDS = 3;

export interface PhotoPlace {
  folder: string;
  /** Bearer token. */
  secret: string;
  /** The asset that the photos show. */
  asset: string;
}

export async function photoRows(service: Service, place: PhotoPlace, rounds: number, many: number): Promise<Row[]> {
  const file = path.join(place.folder, 'photo.jpg');
  const photo = await drawPhoto();
  await writeFile(file, photo);
  let sent = 0;
  const ours = () => upload(service, place, numbered(photo, sent++));
  const theirs = () => derive(file);
  await inTurns(WARM_UP, ours, theirs);
  const one = await inTurns(rounds, ours, theirs);

  const { now: before } = await service.memory();
  const each: Times = { ours: [], floor: [] };
  // Ours in parts with the floor between them, so that both meet the same machine.
  for (let part = 0; part < WORK_ROUNDS; part++) {
    const share = Math.floor((many * (part + 1)) / WORK_ROUNDS) - Math.floor((many * part) / WORK_ROUNDS);
    each.ours.push((await timed(() => atOnce(share, ours))) / share);
    const fewer = Math.ceil(share / 3);
    each.floor.push((await timed(() => atOnce(fewer, theirs))) / fewer);
  }
  const { peak } = await service.memory();
  return [
    {
      what: `one photo of 12 megapixels (${MB(photo.byteLength)})`,
      ...comparison(one),
      aim: { most: 1.5 },
    },
    {
      what: `${many} photos by ${AT_ONCE} at a time, each`,
      ...comparison(each),
    },
    { what: "the service's peak memory meanwhile", ours: MB(peak), floor: `${MB(before)} before` },
  ];
}

async function atOnce(count: number, work: () => Promise<unknown>): Promise<void> {
  const turns = Array.from({ length: count }).values();
  const worker = async () => {
    for (const _ of turns) await work();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Both derivatives at once by sharp alone; one thread a picture, as the service has it and sharp itself with glibc. */
async function derive(file: string): Promise<void> {
  const scaled = ({ side, webp }: typeof PREVIEW) =>
    sharp(file).autoOrient().resize(side, side, { fit: 'inside', withoutEnlargement: true }).webp(webp).toBuffer();
  await Promise.all([scaled(PREVIEW), scaled(THUMBNAIL)]);
}

async function upload(service: Service, { secret, asset }: PhotoPlace, photo: Buffer): Promise<void> {
  const boundary = randomUUID();
  const field = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const fields = [field('asset', asset), field('phase', '50'), field('takenAt', '2026-11-20T09:30:00+08:00')];
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="IMG.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(fields.join('') + file), photo, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const headers = { authorization: `Bearer ${secret}`, 'content-type': `multipart/form-data; boundary=${boundary}` };
  expectStatus(await service.post('/api/photos', headers, body), 201);
}

/** Noise over soft shapes: as large as a phone's file, and as much work to decode. */
async function drawPhoto(): Promise<Buffer> {
  const random = seededRandom(12);
  const [columns, lines] = [64, 48];
  const shapes = Buffer.from(Array.from({ length: columns * lines * 3 }, () => Math.floor(random() * 256)));
  const noise = await sharp({
    create: {
      width: WIDTH,
      height: HEIGHT,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 24 },
    },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(shapes, { raw: { width: columns, height: lines, channels: 3 } })
    .resize(WIDTH, HEIGHT, { kernel: 'cubic' })
    .composite([{ input: noise, blend: 'soft-light' }])
    .jpeg({ quality: 88 })
    .withExif({ IFD0: { Make: 'Lutra', Model: 'Bench' }, IFD2: { DateTimeOriginal: '2026:11:20 09:30:00' } })
    .toBuffer();
}

/** The same picture as a file of its own: with a comment (JPEG's segment FFFE) that numbers it. */
function numbered(photo: Buffer, number: number): Buffer {
  const comment = Buffer.alloc(8);
  comment.writeUInt16BE(0xff_fe, 0);
  comment.writeUInt16BE(6, 2);
  comment.writeUInt32BE(number, 4);
  return Buffer.concat([photo.subarray(0, 2), comment, photo.subarray(2)]);
}
