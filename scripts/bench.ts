/** `npm run bench`: what the service takes beside the least that it could take, measured in the same run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fillDatabase, openDatabase, type Closers } from './bench/database.ts';
import { firstLoadRow } from './bench/first-load.ts';
import { openFloor } from './bench/floor.ts';
import { itemRows } from './bench/items.ts';
import { tableOf, type Row } from './bench/measure.ts';
import { photoRows } from './bench/photos.ts';
import { builtClient, say } from './bench/project.ts';
import { startService } from './bench/service.ts';
import { tileRows } from './bench/tiles.ts';

const parts = ['items', 'tiles', 'photos', 'client'] as const;
type Part = (typeof parts)[number];

const help = `npm run bench [-- options]

Prints what the service takes for some of its work, the floor under it measured in the same run, and their ratio:
ratios are what to compare, times differ from machine to machine. Takes some minutes.

  --only items,tiles   some of the parts: ${parts.join(', ')}
  --lights 100000      how many street lights are generated
  --photos 200         how many photos come by 8 at a time
  --rounds 60          how often a page is read; tiles and single photos accordingly

With DATABASE_URL a database of its own is made on that PostgreSQL and dropped at the end (the account needs the right
to create databases; the one that the address names is not touched), else an embedded one in a temporary folder.

The service runs in a process of its own, without demonstration and base map, and is asked over loopback by one client
at a time. Ours and the floor take turns; figures are medians, and "at best" is the ratio of the fastest tenths, for a
machine that has other work. What crosses no network is not made smaller for it:
pages are compared without compression, and once more as a browser asks for them.`;

const options = {
  only: { type: 'string' },
  lights: { type: 'string', default: '100000' },
  photos: { type: 'string', default: '200' },
  rounds: { type: 'string', default: '60' },
  help: { type: 'boolean', short: 'h' },
} as const;

interface Wanted {
  only: readonly Part[];
  lights: number;
  photos: number;
  rounds: number;
}

async function bench(wanted: Wanted, closers: Closers): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lutra-bench-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const clientDir = wanted.only.includes('client') ? await builtClient() : undefined;
  const server = process.env['DATABASE_URL'] || undefined;
  say(server === undefined ? 'an embedded database' : 'a database on the server of DATABASE_URL');
  const databaseUrl = await openDatabase(server, folder, closers);
  say(`${wanted.lights} street lights`);
  const secret = await fillDatabase(databaseUrl, wanted.lights);
  const service = await startService({ databaseUrl, dataDir: folder, clientDir }, closers);
  const floor = openFloor(databaseUrl, closers);
  const work: Record<Part, () => Promise<Row[]>> = {
    items: () => itemRows(service, floor, wanted.rounds),
    tiles: () => tileRows(service, floor, Math.ceil(wanted.rounds / 12)),
    photos: async () => {
      const asset = (await floor.db('assets').select('id').orderBy('id').first<{ id: string }>()).id;
      return photoRows(service, { folder, secret, asset }, Math.ceil(wanted.rounds / 5), wanted.photos);
    },
    client: async () => (clientDir === undefined ? [] : [await firstLoadRow(service, clientDir)]),
  };
  const rows: Row[] = [];
  for (const part of wanted.only) {
    say(part);
    rows.push(...(await work[part]()));
  }
  return rows;
}

/** Undefined: help was asked for. Throws RangeError for what cannot be. */
function readArguments(args: string[]): Wanted | undefined {
  const { values } = parseArgs({ args, options });
  if (values.help === true) return undefined;
  const number = (name: 'lights' | 'photos' | 'rounds', least: number) => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < least) throw new RangeError(`--${name}: a whole number from ${least}`);
    return value;
  };
  const named = values.only === undefined ? [...parts] : values.only.split(',');
  const strange = named.find((name) => !(parts as readonly string[]).includes(name));
  if (strange !== undefined) throw new RangeError(`--only: there is no "${strange}"; there are ${parts.join(', ')}`);
  return {
    only: parts.filter((part) => named.includes(part)),
    lights: number('lights', 50_000),
    photos: number('photos', 24),
    rounds: number('rounds', 12),
  };
}

async function main(): Promise<void> {
  const wanted = readArguments(process.argv.slice(2));
  if (wanted === undefined) {
    process.stdout.write(`${help}\n`);
    return;
  }
  // What was opened is closed in the opposite order, whether the run ends, fails or is interrupted.
  const closers: Closers = [];
  const close = async () => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  const stop = new AbortController();
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => {
      stop.abort();
      void close().finally(() => process.exit(code));
    });
  try {
    const rows = await bench(wanted, closers);
    process.stdout.write(`\n${tableOf(rows)}\n`);
  } catch (error) {
    // What fails because everything is being closed is no news.
    if (!stop.signal.aborted) throw error;
  } finally {
    await close();
  }
}

try {
  await main();
} catch (error) {
  const plain = error instanceof RangeError || (error instanceof Error && 'code' in error);
  process.stderr.write(`${plain ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
