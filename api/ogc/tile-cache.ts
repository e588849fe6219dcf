/** Tiles that were built, in memory: bounded by their bytes, built once however many ask, and safe to lose. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

const [compress, expand] = [promisify(gzip), promisify(gunzip)];

const CACHE_BYTES = 64 * 2 ** 20;
/** What an entry costs beside its bytes: its key and the bookkeeping. */
const ENTRY_BYTES = 500;
/** Speed before size: the ids, which are most of a tile, hardly compress any further. */
const LEVEL = 4;
/** Smaller ones fit into one packet as they are. */
const WORTH_COMPRESSING = 1000;

export interface CachedTile {
  body: Buffer;
  gzipped: boolean;
}

export class TileCache {
  readonly #tiles: LRUCache<string, CachedTile>;
  readonly #underway = new Map<string, Promise<CachedTile>>();

  constructor(bytes = CACHE_BYTES) {
    this.#tiles = new LRUCache({
      maxSize: bytes,
      sizeCalculation: ({ body }, key) => body.byteLength + key.length + ENTRY_BYTES,
    });
  }

  /**
   * The tile of a key, which names the state of the data too: what was built of an older state is never asked for again.
   * A build that fails is forgotten, so that the next request tries anew.
   */
  async get(key: string, build: () => Promise<Buffer>): Promise<CachedTile> {
    const known = this.#tiles.get(key) ?? this.#underway.get(key);
    if (known !== undefined) return known;
    const building = build().then(pack);
    this.#underway.set(key, building);
    try {
      const tile = await building;
      this.#tiles.set(key, tile);
      return tile;
    } finally {
      this.#underway.delete(key);
    }
  }
}

async function pack(body: Buffer): Promise<CachedTile> {
  if (body.byteLength < WORTH_COMPRESSING) return { body, gzipped: false };
  return { body: await compress(body, { level: LEVEL }), gzipped: true };
}

/** The bytes of the tile itself. */
export async function unpack({ body, gzipped }: CachedTile): Promise<Buffer> {
  return gzipped ? expand(body) : body;
}
