/** A line to the test database that can be cut and mended, as a network does. */
import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import path from 'node:path';
import type { Knex } from 'knex';
import { connect } from '../../db/connection.ts';
import { testDatabase } from './database.ts';

export interface DatabaseLine {
  /** A pool that speaks over the line. */
  db: Knex;
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function openDatabaseLine(): Promise<DatabaseLine> {
  const { url } = await testDatabase();
  const sockets = new Set<Socket>();
  let server = await listen(0, url, sockets);
  const { port } = server.address() as AddressInfo;
  const db = connect(overPort(url, port));
  const cut = async (): Promise<void> => {
    if (!server.listening) return;
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  return {
    db,
    cut,
    async mend() {
      server = await listen(port, url, sockets);
    },
    async close() {
      await db.destroy();
      await cut();
    },
  };
}

/** Passes each connection on to the database of the URL. */
async function listen(port: number, url: string, sockets: Set<Socket>): Promise<Server> {
  const server = createServer((near) => {
    const far = createConnection(addressOf(url));
    for (const socket of [near, far]) {
      sockets.add(socket);
      // A cut line is what this is for.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function addressOf(url: string): { path: string } | { host: string; port: number } {
  const { hostname, port, searchParams } = new URL(url.replace(/^postgres:\/\/\//, 'postgres://localhost/'));
  const directory = searchParams.get('host');
  return directory === null
    ? { host: hostname, port: Number(port || 5432) }
    : { path: path.join(directory, '.s.PGSQL.5432') };
}

function overPort(url: string, port: number): string {
  const near = new URL(url.replace(/^postgres:\/\/\//, 'postgres://localhost/'));
  near.host = `127.0.0.1:${port}`;
  near.searchParams.delete('host');
  return near.href;
}
