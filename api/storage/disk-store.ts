/**
 * Photos on a disk: `drafts/<random>/` while they come in, then `kept/<xx>/<id>.<sha256>/`, where xx are the first two
 * digits of the hash. A photo's folder is made durable before it is renamed into its place: it is there whole or not.
 */
import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, open, opendir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  keyName,
  parseKeyName,
  PhotoTooLarge,
  StorageFull,
  type Draft,
  type PhotoFile,
  type PhotoKey,
  type PhotoStore,
} from './photo-store.ts';

const fileNames: Record<PhotoFile, string> = {
  original: 'original',
  preview: 'preview.webp',
  thumbnail: 'thumbnail.webp',
};
/** Photos are nobody's but the service's. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Opens the store in a folder, which is made where it is missing. */
export async function openDiskStore(root: string): Promise<PhotoStore> {
  const drafts = path.join(root, 'drafts');
  const kept = path.join(root, 'kept');
  for (const folder of [drafts, kept]) await mkdir(folder, { recursive: true, mode: FOLDER_MODE });

  const folderOf = (key: PhotoKey) => {
    const name = keyName(key);
    return path.join(kept, key.sha256.slice(0, 2), name);
  };
  const fileOf = (key: PhotoKey, file: PhotoFile) => path.join(folderOf(key), fileNames[file]);

  return {
    kind: 'disk',

    async draft() {
      const folder = path.join(drafts, randomUUID());
      await refusingWhenFull(mkdir(folder, { mode: FOLDER_MODE }));
      return draftIn(folder, folderOf);
    },

    async has(key) {
      return (await sizeOf(fileOf(key, 'original'))) !== undefined;
    },

    sizeOf: (key, file) => sizeOf(fileOf(key, file)),

    read: (key, file, range) => createReadStream(fileOf(key, file), range),

    async remove(key) {
      // Away in one step; a crash leaves a draft, which is swept.
      const grave = path.join(drafts, randomUUID());
      try {
        await rename(folderOf(key), grave);
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return;
        throw error;
      }
      await rm(grave, { recursive: true });
    },

    async *list() {
      for (const shard of await readdir(kept)) {
        for await (const entry of await opendir(path.join(kept, shard))) {
          const key = parseKeyName(entry.name);
          const stats = key && (await statOf(path.join(kept, shard, entry.name)));
          if (key !== undefined && stats !== undefined) yield { key, keptAt: stats.mtime };
        }
      }
    },

    async removeDrafts(before) {
      let removed = 0;
      for (const name of await readdir(drafts)) {
        const folder = path.join(drafts, name);
        if ((await lastWrittenTo(folder)) >= before.getTime()) continue;
        await rm(folder, { recursive: true, force: true });
        removed += 1;
      }
      return removed;
    },

    async check() {
      for (const folder of [drafts, kept]) await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    },
  };
}

function draftIn(folder: string, folderOf: (key: PhotoKey) => string): Draft {
  const original = path.join(folder, fileNames.original);
  return {
    path: original,

    async receive(source, maxBytes) {
      const hash = createHash('sha256');
      let bytes = 0;
      const meter = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          hash.update(chunk);
          done(bytes > maxBytes ? new PhotoTooLarge(maxBytes) : null, chunk);
        },
      });
      const target = createWriteStream(original, { flags: 'wx', mode: FILE_MODE });
      await refusingWhenFull(pipeline(source, meter, target));
      return { sha256: hash.digest('hex'), bytes };
    },

    async derive(file, content) {
      await refusingWhenFull(
        writeFile(path.join(folder, fileNames[file]), content, { flag: 'wx', mode: FILE_MODE, flush: true }),
      );
    },

    async keep(key) {
      const target = folderOf(key);
      await refusingWhenFull(
        (async () => {
          await Promise.all([sync(original), makeDurable(path.dirname(target))]);
          await sync(folder);
          await moveInto(target, folder);
          await sync(path.dirname(target));
        })(),
      );
    },

    async discard() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Where the same photo is kept already, that one stays and becomes as young as this one; the draft is left to `discard`. */
async function moveInto(target: string, folder: string): Promise<void> {
  try {
    await rename(folder, target);
  } catch (error) {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
    const now = new Date();
    await utimes(target, now, now);
  }
}

async function makeDurable(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  if (made !== undefined) await sync(path.dirname(folder));
}

/** fsync of a file, or of a folder: its entries. */
async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function statOf(file: string) {
  try {
    return await stat(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await statOf(file))?.size;
}

/** The youngest of the folder and its files, in milliseconds since 1970. */
async function lastWrittenTo(folder: string): Promise<number> {
  const names = ['.', ...Object.values(fileNames)];
  const times = await Promise.all(names.map(async (name) => (await statOf(path.join(folder, name)))?.mtimeMs ?? 0));
  return Math.max(...times);
}

async function refusingWhenFull<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = codeOf(error);
    throw code === 'ENOSPC' || code === 'EDQUOT' ? new StorageFull(error) : error;
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
