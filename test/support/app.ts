/** A real app on a loopback port over the test database, with a client for the public and one signed in for each role. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Knex } from 'knex';
import pino from 'pino';
import { createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import { roles, type Role } from '../../api/domain/policy.ts';
import type { AppDeps } from '../../api/http/operation.ts';
import { hashPassword } from '../../api/http/passwords.ts';
import { openDiskStore } from '../../api/storage/disk-store.ts';
import { resetDatabase, testDatabase } from './database.ts';

export const PASSWORD = 'a password for tests';
export const AGENCIES = { dputrkp2: 'DPUTRKP2', 'bbws-pompengan-jeneberang': 'BBWS', kominfo: 'Kominfo' } as const;
/** The surveyor and the planner work for the office that leads, the liaison for the river agency. */
const agencyOf = (role: Role) => (role === 'liaison' ? 'bbws-pompengan-jeneberang' : 'dputrkp2');
export const emailOf = (role: Role) => `${role}@lutra.example`;
/** Fixed, so that a test can name a user. */
export const userIdOf = (role: Role) => `00000000-0000-7000-8000-00000000000${roles.indexOf(role) + 1}`;

export interface Reply<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  /** Parsed JSON, or the text of anything else. */
  body: T;
}

export interface RequestOptions {
  json?: unknown;
  body?: BodyInit;
  headers?: Record<string, string>;
}

/** Speaks to the app as one person does: keeps the cookie and sends the CSRF token with each write. */
export class Client {
  readonly #root: string;
  #cookie: string | undefined;
  #csrf: string | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  async fetch(method: string, address: string, { json, body, headers }: RequestOptions = {}): Promise<Response> {
    const response = await fetch(new URL(address, this.#root), {
      method,
      redirect: 'manual',
      ...(json !== undefined ? { body: JSON.stringify(json) } : body !== undefined ? { body } : {}),
      headers: {
        'accept-language': 'en',
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.#cookie === undefined ? {} : { cookie: this.#cookie }),
        ...(this.#csrf === undefined || method === 'GET' ? {} : { 'x-csrf-token': this.#csrf }),
        ...headers,
      },
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) this.#cookie = cookie.split(';')[0];
    return response;
  }

  async send<T = Record<string, unknown>>(
    method: string,
    address: string,
    options?: RequestOptions,
  ): Promise<Reply<T>> {
    const response = await this.fetch(method, address, options);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T };
  }

  get = <T = Record<string, unknown>>(address: string, headers?: Record<string, string>) =>
    this.send<T>('GET', address, headers && { headers });
  post = <T = Record<string, unknown>>(address: string, json: unknown, headers?: Record<string, string>) =>
    this.send<T>('POST', address, { json, ...(headers && { headers }) });
  put = <T = Record<string, unknown>>(address: string, json: unknown, headers?: Record<string, string>) =>
    this.send<T>('PUT', address, { json, ...(headers && { headers }) });
  patch = <T = Record<string, unknown>>(address: string, json: unknown, headers?: Record<string, string>) =>
    this.send<T>('PATCH', address, { json, ...(headers && { headers }) });
  delete = <T = Record<string, unknown>>(address: string, headers?: Record<string, string>) =>
    this.send<T>('DELETE', address, headers && { headers });

  async signIn(email: string, password = PASSWORD): Promise<this> {
    const reply = await this.post<{ csrfToken: string }>('/api/session', { email, password });
    if (reply.status !== 200) throw new Error(`sign-in of ${email} answered ${reply.status}`);
    this.#csrf = reply.body.csrfToken;
    return this;
  }
}

export interface TestApp {
  url: string;
  deps: AppDeps;
  db: Knex;
  server: Server;
  /** Nobody signed in. */
  public: Client;
  /** The signed-in client of a role; the same one for the whole file. */
  as(role: Role): Promise<Client>;
  close(): Promise<void>;
}

export async function startTestApp(changes: Partial<AppDeps> = {}, clientDir?: string): Promise<TestApp> {
  const { db } = await testDatabase();
  await resetDatabase(db);
  const dataDir = await mkdtemp(path.join(tmpdir(), 'lutra-test-'));
  const deps: AppDeps = {
    config: readConfig({ DATA_DIR: dataDir }, dataDir),
    db,
    store: await openDiskStore(path.join(dataDir, 'photos')),
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    clock: () => new Date(),
    ...changes,
  };
  await insertAccounts(db);
  const server = createServer(createApp(deps, clientDir));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients = new Map<Role, Promise<Client>>();
  return {
    url,
    deps,
    db,
    server,
    public: new Client(url),
    as(role) {
      const client = clients.get(role) ?? new Client(url).signIn(emailOf(role));
      clients.set(role, client);
      return client;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

let hash: Promise<string> | undefined;

/** The agencies and one user of each role. */
export async function insertAccounts(db: Knex): Promise<void> {
  await db('agencies').insert(Object.entries(AGENCIES).map(([id, name]) => ({ id, name, short_name: name })));
  hash ??= hashPassword(PASSWORD);
  const password_hash = await hash;
  await db('users').insert(
    roles.map((role) => ({
      id: userIdOf(role),
      email: emailOf(role),
      name: role,
      role,
      agency_id: agencyOf(role),
      password_hash,
    })),
  );
}

/** Starts the app before a file's tests and stops it after them: `const app = useApp();` then `app()` in a test. */
export function useApp(changes?: () => Partial<AppDeps> | Promise<Partial<AppDeps>>): () => TestApp {
  let app: TestApp | undefined;
  before(async () => {
    app = await startTestApp(await changes?.());
  });
  after(async () => {
    await app?.close();
  });
  return () => {
    if (app === undefined) throw new Error('the app starts with the first test');
    return app;
  };
}
