/** A database for one run alone: made on the server of DATABASE_URL and dropped again, or embedded in a temporary folder. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { hashToken, newTokenSecret } from '../../api/http/session.ts';
import { connect } from '../../db/connection.ts';
import { openEmbedded } from '../../db/embedded.ts';
import { migrateUp } from '../../db/migrate.ts';
import { insertAgency } from '../../db/queries/agencies.ts';
import { insertToken } from '../../db/queries/tokens.ts';
import { insertUser } from '../../db/queries/users.ts';
import { insertLights } from './lights.ts';

export type Closers = (() => Promise<unknown>)[];

const AGENCY = 'dputrkp2';

/** `server`: DATABASE_URL; nothing of the database that it names is touched. Gives the address of the new one. */
export async function openDatabase(server: string | undefined, folder: string, closers: Closers): Promise<string> {
  if (server === undefined) {
    const embedded = await openEmbedded(path.join(folder, 'embedded'));
    closers.push(() => embedded.close());
    return embedded.url;
  }
  const name = `lutra_bench_${process.pid}_${randomBytes(4).toString('hex')}`;
  await administer(server, `create database ${name}`);
  closers.push(() => administer(server, `drop database ${name} with (force)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Migrates and fills it; gives the secret of a token that may add photos. */
export async function fillDatabase(url: string, lights: number): Promise<string> {
  const db = connect(url);
  try {
    await migrateUp(db);
    const user = { id: uuidv7(), email: 'bench@lutra.example', name: 'Administrator', role: 'admin' as const };
    await insertAgency(db, { id: AGENCY, name: 'DPUTRKP2', shortName: 'DPUTRKP2' });
    await insertUser(db, { ...user, agency: AGENCY, passwordHash: 'none' });
    const secret = newTokenSecret();
    await insertToken(db, {
      id: uuidv7(),
      name: 'Bench',
      role: 'admin',
      agency: AGENCY,
      hash: hashToken(secret),
      createdBy: user.id,
      expiresAt: new Date(Date.now() + 86_400_000),
    });
    const client = new pg.Client(url);
    await client.connect();
    try {
      await insertLights(client, lights, AGENCY);
    } finally {
      await client.end();
    }
    return secret;
  } finally {
    await db.destroy();
  }
}
