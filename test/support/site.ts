/** What a browser meets: the app with the built client over the test database, with the demonstration in it. */
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { drawPhoto } from '../../api/demonstration/picture.ts';
import { readConfig } from '../../api/config.ts';
import { hashPassword } from '../../api/http/passwords.ts';
import { ingestPhoto } from '../../api/routes/photo-ingest.ts';
import { assets } from '../../db/seeds/demonstration/assets.ts';
import { insertDemonstration, photos, users, type PhotoSeed } from '../../db/seeds/demonstration.ts';
import type { AppDeps } from '../../api/http/operation.ts';
import { resetDatabase } from './database.ts';
import { PASSWORD, startTestApp, type TestApp } from './app.ts';

const clientDir = fileURLToPath(new URL('../../dist/client', import.meta.url));

/** All rows of the demonstration, and of its photos, which take longest, the ones that the tests look at. */
const PHOTOGRAPHED = new Set(['SM-01', 'PJU-040']);

let hash: Promise<string> | undefined;
const drawn = new Map<string, Promise<Buffer>>();

/**
 * Starts the site before a file's tests and stops it after them: `const site = useSite();` then `site()` in a test. All
 * accounts of the demonstration have the password of the tests.
 * @param environment as the operator would set it, such as BASEMAP_URL
 */
export function useSite(environment: () => Record<string, string> = () => ({})): () => TestApp {
  let app: TestApp | undefined;
  let copy: string | undefined;
  before(async function () {
    this.timeout(120_000);
    if (!existsSync(clientDir)) throw new Error('The client is not built: npm run build');
    const config = readConfig(environment(), clientDir);
    // A copy, so that a build that runs beside the tests takes no file away from an open page.
    copy = await mkdtemp(path.join(tmpdir(), 'lutra-client-'));
    await cp(clientDir, copy, { recursive: true, filter: (file) => !file.endsWith('.map') });
    app = await startTestApp({ config }, copy);
    await resetDatabase(app.db);
    await load(app.deps);
  });
  after(async () => {
    await app?.close();
    if (copy !== undefined) await rm(copy, { recursive: true, force: true });
  });
  return () => {
    if (app === undefined) throw new Error('the site starts with the first test');
    return app;
  };
}

async function load(deps: AppDeps): Promise<void> {
  hash ??= hashPassword(PASSWORD);
  const password = await hash;
  await deps.db.transaction((trx) =>
    insertDemonstration(trx, new Map(users.map(({ email }): [string, string] => [email, password]))),
  );
  const codes = new Map(assets.map(({ id, code }) => [id, code]));
  for (const photo of photos.filter(({ assetId }) => PHOTOGRAPHED.has(codes.get(assetId) ?? '')))
    await addPhoto(deps, photo);
}

async function addPhoto(deps: AppDeps, seed: PhotoSeed): Promise<void> {
  const picture = drawn.get(seed.id) ?? drawPhoto(seed);
  drawn.set(seed.id, picture);
  const surveyor = users.find(({ role }) => role === 'surveyor');
  if (surveyor === undefined) throw new Error('the demonstration has no surveyor');
  const { id, name, role, agency } = surveyor;
  await ingestPhoto(
    deps,
    { content: Readable.from([await picture]), name: seed.fileName },
    {
      id: seed.id,
      asset: seed.assetId,
      project: seed.projectId,
      ...(seed.reportId === null ? {} : { report: seed.reportId }),
      ...(seed.phase === null ? {} : { phase: seed.phase }),
    },
    { actor: { kind: 'user', userId: id, name, role, agency }, illustration: true },
  );
}
