/** Where photos live: a disk or an S3-compatible store, behind one contract (test/contract/photo-store.test.ts). */
import type { Readable } from 'node:stream';

/** An original and what is derived of it. They never change: other bytes are another key. */
export const photoFiles = ['original', 'preview', 'thumbnail'] as const;
export type PhotoFile = (typeof photoFiles)[number];

/**
 * A photo's place. The hash is part of it, so that of two uploads with one id and different bytes, which run at the
 * same time, neither can write over the other.
 */
export interface PhotoKey {
  /** UUID in lower case. */
  id: string;
  /** Of the original, in lower-case hex. */
  sha256: string;
}

/** A photo on its way in: private until it is kept, and gone when it is discarded. */
export interface Draft {
  /** The received original on this machine's disk, for what reads images. */
  readonly path: string;
  /** Writes the original while it is hashed. Once. Throws `PhotoTooLarge`, `StorageFull`. */
  receive(source: Readable, maxBytes: number): Promise<{ sha256: string; bytes: number }>;
  /** Throws `StorageFull`. */
  derive(file: Exclude<PhotoFile, 'original'>, content: Uint8Array): Promise<void>;
  /** Makes all its files readable under the key, all at once and durable. The same photo kept twice is one. */
  keep(key: PhotoKey): Promise<void>;
  /** Removes what is left of it; may be called at any time and again. */
  discard(): Promise<void>;
}

export interface PhotoStore {
  readonly kind: 'disk' | 's3';
  draft(): Promise<Draft>;
  has(key: PhotoKey): Promise<boolean>;
  /** Size in bytes; undefined where there is no such photo. */
  sizeOf(key: PhotoKey, file: PhotoFile): Promise<number | undefined>;
  /** Bytes `start` to `end`, both included; all of them without a range. */
  read(key: PhotoKey, file: PhotoFile, range?: { start: number; end: number }): Readable;
  /** No error when it is not there. */
  remove(key: PhotoKey): Promise<void>;
  /** All kept photos with the time when they were kept, in no particular order. */
  list(): AsyncIterable<{ key: PhotoKey; keptAt: Date }>;
  /** Removes drafts that nobody has written to since; returns how many. */
  removeDrafts(before: Date): Promise<number>;
  /** Rejects when photos cannot be stored now. */
  check(): Promise<void>;
}

/** The disk, the quota or the bucket takes no more. */
export class StorageFull extends Error {
  constructor(cause: unknown) {
    super('the photo store is full', { cause });
    this.name = 'StorageFull';
  }
}

export class PhotoTooLarge extends Error {
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`the photo has more than ${maxBytes} bytes`);
    this.name = 'PhotoTooLarge';
    this.maxBytes = maxBytes;
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** The key as a name for a folder or an object; throws on anything that could lead elsewhere. */
export function keyName({ id, sha256 }: PhotoKey): string {
  if (!UUID.test(id) || !SHA256.test(sha256)) throw new TypeError('not a key of a photo');
  return `${id}.${sha256}`;
}

/** The key that `keyName` made; undefined for a name of another make. */
export function parseKeyName(name: string): PhotoKey | undefined {
  const [id = '', sha256 = '', ...more] = name.split('.');
  return UUID.test(id) && SHA256.test(sha256) && more.length === 0 ? { id, sha256 } : undefined;
}
