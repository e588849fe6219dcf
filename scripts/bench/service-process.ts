/** The service as production runs it, in a process of its own, which also watches its memory. Started by service.ts. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import pino from 'pino';
import { createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import { openDiskStore } from '../../api/storage/disk-store.ts';
import { connect } from '../../db/connection.ts';

export interface Memory {
  /** Resident bytes. */
  now: number;
  /** The most since it was last asked. */
  peak: number;
}
export type Report = { type: 'ready'; url: string } | { type: 'memory'; memory: Memory };
export type Order = 'memory';

const SAMPLE_MS = 20;

const config = readConfig(process.env, process.cwd());
const db = connect(config.databaseUrl ?? '');
const store = await openDiskStore(path.join(config.dataDir, 'photos'));
const log = pino({ level: config.production ? 'info' : 'warn' }, pino.destination(2));
// Connections wait while pictures are drawn or the floor has its turn.
const server = createServer(
  { keepAliveTimeout: 600_000 },
  createApp({ config, db, store, log, clock: () => new Date() }, process.argv[2]),
);

let peak = 0;
const sample = () => (peak = Math.max(peak, process.memoryUsage.rss()));
setInterval(sample, SAMPLE_MS).unref();

const report = (message: Report) => void process.send?.(message);
process.on('message', (order: Order) => {
  if (order !== 'memory') return;
  sample();
  const now = process.memoryUsage.rss();
  report({ type: 'memory', memory: { now, peak } });
  peak = now;
});
// Ctrl-C reaches the whole group: who started this one ends it, and its going away does too.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));

server.listen(config.port, config.host);
await once(server, 'listening');
report({ type: 'ready', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
