/** Sweeps the photo store: what no row speaks for goes, after a while; rows whose file is missing are told, never removed. */
import type { AppDeps } from './http/operation.ts';
import { keyName, type PhotoKey } from './storage/photo-store.ts';
import { insertAudit, isAudited } from '../db/queries/audit.ts';
import { lockPhotoId, photoHashes, photosAfter } from '../db/queries/photos.ts';

type SweepDeps = Pick<AppDeps, 'db' | 'store' | 'log' | 'clock'>;

export interface Swept {
  /** Drafts of uploads that ended without a word. */
  drafts: number;
  /** Kept photos without a row. */
  orphans: number;
  /** Ids of rows whose original is missing. */
  missing: string[];
}

const EVERY_MS = 60 * 60_000;
/** Longer than any upload takes from its last byte to its row. */
const GRACE_MS = 60 * 60_000;
const BATCH = 500;
const MISSING = 'photo.missing';

/** One sweep; ends early, between two photos, when the signal aborts. */
export async function sweepPhotos(deps: SweepDeps, signal?: AbortSignal): Promise<Swept> {
  const before = new Date(deps.clock().getTime() - GRACE_MS);
  return {
    drafts: await deps.store.removeDrafts(before),
    orphans: await removeOrphans(deps, before, signal),
    missing: await findMissing(deps, signal),
  };
}

async function removeOrphans(deps: SweepDeps, before: Date, signal?: AbortSignal): Promise<number> {
  let removed = 0;
  let batch: PhotoKey[] = [];
  const flush = async () => {
    const hashes = await photoHashes(
      deps.db,
      batch.map(({ id }) => id),
    );
    for (const key of batch) if (hashes.get(key.id) !== key.sha256 && (await removeOrphan(deps, key))) removed += 1;
    batch = [];
  };
  for await (const { key, keptAt } of deps.store.list()) {
    if (signal?.aborted) return removed;
    if (keptAt < before) batch.push(key);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return removed;
}

/** Under the lock that an upload holds while it writes its row: none can be given to these files meanwhile. */
async function removeOrphan({ db, store, log }: SweepDeps, key: PhotoKey): Promise<boolean> {
  return db.transaction(async (trx) => {
    await lockPhotoId(trx, key.id);
    if ((await photoHashes(trx, [key.id])).get(key.id) === key.sha256) return false;
    await store.remove(key);
    log.info({ photo: keyName(key) }, 'removed a photo without a row');
    return true;
  });
}

async function findMissing({ db, store, log }: SweepDeps, signal?: AbortSignal): Promise<string[]> {
  const missing: string[] = [];
  let last: string | null = null;
  for (;;) {
    const keys: PhotoKey[] = await photosAfter(db, last, BATCH);
    for (const key of keys) {
      if (signal?.aborted) return missing;
      if (await store.has(key)) continue;
      missing.push(key.id);
      log.error({ photo: keyName(key) }, 'the original of a photo is missing from the store');
      if (!(await isAudited(db, MISSING, key.id)))
        await insertAudit(db, { actorId: null, action: MISSING, nounId: key.id, detail: { sha256: key.sha256 } });
    }
    last = keys.at(-1)?.id ?? null;
    if (keys.length < BATCH) return missing;
  }
}

/** Sweeps now and every hour until it is stopped; a sweep that fails is logged and the next one tries again. */
export function startSweeping(deps: SweepDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const sweep = async () => {
    try {
      const { drafts, orphans, missing } = await sweepPhotos(deps, stopping.signal);
      if (drafts + orphans + missing.length > 0)
        deps.log.warn({ drafts, orphans, missing: missing.length }, 'photo store swept');
    } catch (error) {
      deps.log.error({ err: error }, 'the photo store could not be swept');
    }
  };
  const next = () => {
    running ??= sweep().finally(() => (running = undefined));
  };
  next();
  const timer = setInterval(next, EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
