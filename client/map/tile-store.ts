/** Vector tiles by type and address: each is fetched once however many canvases want it, retried, and dropped when nobody does. */
import { emptyTile, parseTile, type ParsedTile } from './tile-parse.ts';

export interface TileAddress {
  type: string;
  z: number;
  x: number;
  y: number;
}

/** Fetches one tile; null where it is empty. `fresh` goes past the browser's cache. */
export type LoadTile = (
  address: TileAddress,
  options: { signal: AbortSignal; fresh: boolean },
) => Promise<ArrayBuffer | null>;

export interface TileLease {
  ready: Promise<ParsedTile>;
  /** The parsed tile when it is there already. */
  now(): ParsedTile | undefined;
  release(): void;
}

interface Entry {
  ready: Promise<ParsedTile>;
  tile: ParsedTile | undefined;
  users: number;
  controller: AbortController;
}

/** Parsed tiles that nobody draws are kept up to this number, for going back. */
const KEPT = 200;
/** Milliseconds before the second and third try; a fourth is the person's. */
const PAUSES = [800, 3000];

export class TileStore {
  readonly #load: LoadTile;
  readonly #entries = new Map<string, Entry>();
  readonly #fresh = new Set<string>();

  constructor(load: LoadTile) {
    this.#load = load;
  }

  /** Borrows a tile: fetching starts when it is new and ends when the last lease is given back before it came. */
  lease(address: TileAddress): TileLease {
    const key = `${address.type}/${address.z}/${address.x}/${address.y}`;
    const entry = this.#entries.get(key) ?? this.#start(address);
    // Moved to the end: the map's order is the order of use.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    entry.users++;
    let held = true;
    return {
      ready: entry.ready,
      now: () => entry.tile,
      release: () => {
        if (!held) return;
        held = false;
        entry.users--;
        if (entry.users === 0 && entry.tile === undefined) {
          entry.controller.abort();
          if (this.#entries.get(key) === entry) this.#entries.delete(key);
        }
        this.#trim();
      },
    };
  }

  /** Forgets the tiles of a type; the next lease of each asks the server. */
  forget(type: string): void {
    this.#fresh.add(type);
    for (const key of this.#entries.keys()) if (key.startsWith(`${type}/`)) this.#entries.delete(key);
  }

  #start(address: TileAddress): Entry {
    const controller = new AbortController();
    const entry: Entry = { ready: this.#fetch(address, controller.signal), tile: undefined, users: 0, controller };
    entry.ready.then(
      (tile) => (entry.tile = tile),
      () => {
        // Failed or given up: the next lease tries anew. Who holds a lease sees the error itself.
        for (const [key, other] of this.#entries) if (other === entry) this.#entries.delete(key);
      },
    );
    return entry;
  }

  async #fetch(address: TileAddress, signal: AbortSignal): Promise<ParsedTile> {
    for (let attempt = 0; ; attempt++) {
      try {
        const bytes = await this.#load(address, { signal, fresh: this.#fresh.has(address.type) });
        return bytes === null || bytes.byteLength === 0 ? emptyTile : parseTile(bytes, address.type);
      } catch (error) {
        const pause = PAUSES[attempt];
        if (signal.aborted || pause === undefined || isFinal(error)) throw error;
        await wait(pause, signal);
      }
    }
  }

  #trim(): void {
    let idle = 0;
    for (const entry of this.#entries.values()) if (entry.users === 0) idle++;
    for (const [key, entry] of this.#entries) {
      if (idle <= KEPT) return;
      if (entry.users > 0) continue;
      this.#entries.delete(key);
      idle--;
    }
  }
}

/** The server's refusal does not change by asking again. */
function isFinal(error: unknown): boolean {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
  return status >= 400 && status < 500 && status !== 429;
}

/** @throws the signal's reason when it is aborted before the time is over */
function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
