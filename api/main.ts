/** Composition root: configuration, database, photo store, demonstration, HTTP, and the way down on SIGTERM. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { connect } from '../db/connection.ts';
import { openEmbedded } from '../db/embedded.ts';
import { migrateUp } from '../db/migrate.ts';
import { hasIllustration } from '../db/queries/service.ts';
import { createApp } from './app.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { loadDemonstration, type Account } from './demonstration.ts';
import { stopDecoding } from './formats/images.ts';
import type { AppDeps } from './http/operation.ts';
import { openDiskStore } from './storage/disk-store.ts';
import { step } from './steps.ts';
import { startSweeping } from './sweep.ts';

/** Requests that are under way get this long to end before their connections are cut. */
const GRACE_MS = 10_000;
/** A photo of 40 MB over a village's line takes longer than Node's five minutes. */
const REQUEST_TIMEOUT_MS = 30 * 60_000;

async function main(): Promise<void> {
  const config = readConfig(process.env, process.cwd());
  // What was opened is closed in the opposite order, whether the start fails or a signal ends the service.
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  const stop = stopOnSignals();
  try {
    const deps = await openDeps(config, closers);
    stop.throwIfAborted();
    const accounts = config.demo ? await step('Demonstration data', () => loadDemonstration(deps, config)) : null;
    stop.throwIfAborted();
    const address = await listen(deps, config, closers);
    announce(address, accounts, await hasIllustration(deps.db));
    if (!stop.aborted) await once(stop, 'abort');
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    await close();
  }
}

/** Aborts at SIGINT or SIGTERM; a second signal ends the process at once. */
function stopOnSignals(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130);
      process.stdout.write('\n  Stopping …\n');
      controller.abort();
    });
  return controller.signal;
}

async function openDeps(config: Config, closers: (() => Promise<unknown>)[]): Promise<AppDeps> {
  await makeDataDir(config.dataDir);
  let url = config.databaseUrl;
  if (url === undefined) {
    const embedded = await step('Embedded PostGIS opened', () => openEmbedded(config.dataDir));
    closers.push(() => embedded.close());
    ({ url } = embedded);
  }
  const db = connect(url);
  closers.push(() => db.destroy());
  await step('Database migrated', () => migrateUp(db)).catch((error: unknown) => {
    if (config.databaseUrl === undefined || !(error instanceof Error)) throw error;
    throw new ConfigError([`DATABASE_URL does not lead to a database that can be used: ${error.message}.`]);
  });
  const store = await openDiskStore(path.join(config.dataDir, 'photos'));
  const log = pino({ level: config.production ? 'info' : 'warn' });
  const deps: AppDeps = { config, db, store, log, clock: () => new Date() };
  const sweeping = startSweeping(deps);
  closers.push(stopDecoding, () => sweeping.stop());
  return deps;
}

/** Only where the parent is missing too is more than one folder made: asked to make them all, Node.js never ends below /proc. */
async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: !existsSync(path.dirname(dataDir)) });
  } catch (error) {
    const isThere = await stat(dataDir).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isThere)
      throw new ConfigError([`DATA_DIR cannot be used: ${error instanceof Error ? error.message : dataDir}.`]);
  }
}

async function listen(deps: AppDeps, config: Config, closers: (() => Promise<unknown>)[]): Promise<string> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, createApp(deps, clientDir()));
  server.listen(config.port, config.host);
  await once(server, 'listening');
  closers.push(async () => {
    server.close();
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.closeIdleConnections();
    await once(server, 'close');
    clearTimeout(cut);
  });
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

/** The built client beside this file's folder: dist/client; absent while developing with vite's own server. */
function clientDir(): string | undefined {
  const dir = fileURLToPath(new URL('../client', import.meta.url));
  return existsSync(path.join(dir, 'assets')) ? dir : undefined;
}

function announce(address: string, accounts: Account[] | null, demonstration: boolean): void {
  const lines = [`\n  Lutra serves ${address}\n`];
  if (accounts !== null && accounts.length > 0) {
    lines.push('  Demonstration accounts (shown this once):');
    for (const { email, password } of accounts) lines.push(`    ${email.padEnd(26)} ${password}`);
    lines.push('');
  } else if (demonstration) {
    lines.push('  The demonstration is loaded; its accounts were shown at the first start.');
    lines.push('  A new password: npm run admin -- set-password --help\n');
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** What a person can mend is told in a sentence; anything else with its stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return String(error);
  switch ((error as NodeJS.ErrnoException).code ?? '') {
    case 'EADDRINUSE':
      return 'PORT is taken by another program; set PORT to a free one.';
    case 'EACCES':
    case 'EROFS':
      return `No permission: ${error.message}. Check DATA_DIR, HOST and PORT.`;
    case 'ENOTFOUND':
    case 'EADDRNOTAVAIL':
      return `HOST cannot be listened on: ${error.message}.`;
    default:
      return error.name === 'DataDirectoryInUse' || error.name === 'DatabaseUnavailable'
        ? error.message
        : (error.stack ?? error.message);
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`\n  ${explain(error)}\n`);
  process.exitCode = 1;
}
