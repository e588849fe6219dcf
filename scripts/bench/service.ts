/** Starts the service in a process of its own and speaks to it over loopback. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Closers } from './database.ts';
import type { Memory, Order, Report } from './service-process.ts';

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  /** As it was sent, compressed where the service chose so. */
  body: Buffer;
}

export interface Service {
  url: string;
  get(address: string, headers?: Record<string, string>): Promise<Reply>;
  post(address: string, headers: Record<string, string>, body: Buffer): Promise<Reply>;
  memory(): Promise<Memory>;
}

export async function startService(
  options: { databaseUrl: string; dataDir: string; clientDir: string | undefined },
  closers: Closers,
): Promise<Service> {
  const file = fileURLToPath(import.meta.url).replace(/service(\.[jt]s)$/, 'service-process$1');
  const child = fork(file, options.clientDir === undefined ? [] : [options.clientDir], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: options.databaseUrl,
      DATA_DIR: options.dataDir,
      HOST: '127.0.0.1',
      PORT: '0',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  closers.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  });
  const ready = await reportOf(child, 'ready');
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  closers.push(async () => agent.destroy());
  const { url } = ready;
  return {
    url,
    get: (address, headers = {}) => send(agent, 'GET', new URL(address, url), headers),
    post: (address, headers, body) => send(agent, 'POST', new URL(address, url), headers, body),
    async memory() {
      const answer = reportOf(child, 'memory');
      child.send('memory' satisfies Order);
      return (await answer).memory;
    },
  };
}

function reportOf<T extends Report['type']>(child: ChildProcess, type: T): Promise<Extract<Report, { type: T }>> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the service ended with ${code}`));
    const listen = (report: Report) => {
      if (report.type !== type) return;
      child.off('message', listen).off('exit', ended);
      resolve(report as Extract<Report, { type: T }>);
    };
    child.on('message', listen).once('exit', ended);
  });
}

async function send(
  agent: Agent,
  method: string,
  url: URL,
  headers: Record<string, string>,
  body?: Buffer,
): Promise<Reply> {
  const asked = request(url, { agent, method, headers: { ...headers, 'content-length': body?.byteLength ?? 0 } });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) };
}

/** @throws when the service answered anything else */
export function expectStatus(reply: Reply, status: number): Reply {
  if (reply.status !== status)
    throw new Error(
      `the service answered ${reply.status} in place of ${status}: ${reply.body.toString('utf8', 0, 500)}`,
    );
  return reply;
}
