/** The Luwu Utara demonstration: fills an empty database, and lets its photos go the way of every upload. */
import { randomInt } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  demonstrationState,
  insertDemonstration,
  markLoaded,
  missingPhotos,
  photos,
  renewPasswords,
  users,
  type PhotoSeed,
} from '../db/seeds/demonstration.ts';
import { drawPhoto } from './demonstration/picture.ts';
import type { Actor } from './domain/policy.ts';
import type { AppDeps } from './http/operation.ts';
import { hashPassword } from './http/passwords.ts';
import { ingestPhoto } from './routes/photo-ingest.ts';

export interface Account {
  email: string;
  role: string;
  password: string;
}

type Deps = Pick<AppDeps, 'db' | 'store' | 'clock' | 'log'>;

/** Drawing and scaling take all threads that the image library has; more pictures at once would only take memory. */
const PICTURES_AT_ONCE = 2;
/** Without the letters and digits that look alike. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * Loads the demonstration into an empty database, or ends what an earlier start began. Rows come in one transaction;
 * a start that ended in between leaves none of them, or leaves them without all photos, which the next start adds.
 * @param options `demoPassword`: one for all accounts; without it each gets a random one.
 * @returns the accounts, to be told once; null when the database holds other data or was loaded before.
 */
export async function loadDemonstration(
  deps: Deps,
  { demoPassword }: { demoPassword?: string | undefined },
): Promise<Account[] | null> {
  const { db } = deps;
  const found = await db.transaction(demonstrationState);
  if (found === 'absent') return null;
  const accounts = found === 'loaded' ? null : await createAccounts(deps, demoPassword);
  await addMissingPhotos(deps);
  if (accounts === null) return null;
  await db.transaction(async (trx) => {
    if ((await demonstrationState(trx)) === 'begun') await markLoaded(trx);
  });
  return accounts;
}

/** Writes all rows but the photos'; where they are already, the accounts that nobody was told get new passwords. */
async function createAccounts({ db }: Deps, demoPassword: string | undefined): Promise<Account[] | null> {
  const accounts = users.map(({ email, role }) => ({ email, role, password: demoPassword ?? randomPassword() }));
  const hashes = new Map(
    await Promise.all(
      accounts.map(async ({ email, password }): Promise<[string, string]> => [email, await hashPassword(password)]),
    ),
  );
  return db.transaction(async (trx) => {
    // Another copy of the service may have been faster while the passwords were hashed.
    const state = await demonstrationState(trx);
    if (state === 'empty') {
      await insertDemonstration(trx, hashes);
      return accounts;
    }
    if (state !== 'begun') return null;
    const renewed = await renewPasswords(trx, hashes);
    return accounts.filter(({ email }) => renewed.includes(email));
  });
}

/** Four groups of four: 79 bits. */
function randomPassword(): string {
  const letters = Array.from({ length: 16 }, () => READABLE.charAt(randomInt(READABLE.length)));
  return letters.join('').replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** A picture that cannot be stored, on a full disk say, does not keep the service from starting: the next start tries again. */
async function addMissingPhotos(deps: Deps): Promise<void> {
  const missing = await missingPhotos(deps.db);
  const queue = photos.filter(({ id }) => missing.has(id)).values();
  const work = async () => {
    for (const photo of queue)
      try {
        await addPhoto(deps, photo);
      } catch (error) {
        deps.log.error({ err: error, photo: photo.id }, 'a photo of the demonstration could not be added');
      }
  };
  await Promise.all(Array.from({ length: PICTURES_AT_ONCE }, work));
}

async function addPhoto(deps: Deps, photo: PhotoSeed): Promise<void> {
  const content = Readable.from([await drawPhoto(photo)]);
  await ingestPhoto(
    deps,
    { content, name: photo.fileName },
    {
      id: photo.id,
      asset: photo.assetId,
      project: photo.projectId,
      ...(photo.reportId === null ? {} : { report: photo.reportId }),
      ...(photo.phase === null ? {} : { phase: photo.phase }),
    },
    { actor: surveyor(), illustration: true },
  );
}

/** In whose name the photos are. */
function surveyor(): Actor {
  const found = users.find(({ role }) => role === 'surveyor');
  if (found === undefined) throw new Error('the demonstration has no surveyor');
  const { id, name, role, agency } = found;
  return { kind: 'user', userId: id, name, role, agency };
}
