/** Walks the public and every role, by cookie and by token, through every operation, and compares with the table below. */
import { expect } from 'chai';
import type { z } from 'zod';
import { createApp } from '../../api/app.ts';
import { policy, roles, type Action, type Party, type Scope } from '../../api/domain/policy.ts';
import { expressPath, type Operation } from '../../api/http/operation.ts';
import { operations } from '../../api/routes/index.ts';
import { Client, emailOf, useApp } from '../support/app.ts';

const parties = ['public', ...roles] as const;

/**
 * Who may do what, written out once more by hand: whoever changes the policy says so here too.
 * `all`, `own` agency's, `pub`lished only, `-` not at all.
 */
const expected: Record<Action, string> = {
  //                    public admin planner surveyor liaison viewer
  'service.read': '         all   all   all     all      all     all',
  'metrics.read': '         -     all   -       -        -       -',
  'audit.read': '           -     all   -       -        -       -',
  'session.read': '         all   all   all     all      all     all',
  'session.create': '       all   all   all     all      all     all',
  'session.delete': '       all   all   all     all      all     all',
  'password.change': '      -     all   all     all      all     all',
  'user.manage': '          -     all   -       -        -       -',
  'token.manage': '         -     all   -       -        -       -',
  'agency.read': '          all   all   all     all      all     all',
  'agency.manage': '        -     all   -       -        -       -',
  'asset-type.read': '      all   all   all     all      all     all',
  'asset-type.manage': '    -     all   -       -        -       -',
  'asset.read': '           pub   all   all     all      all     all',
  'asset.history': '        -     all   all     all      all     all',
  'asset.write': '          -     all   all     own      -       -',
  'asset.publish': '        -     all   all     -        -       -',
  'project.read': '         pub   all   all     all      all     all',
  'project.write': '        -     all   all     -        -       -',
  'report.read': '          pub   all   all     all      all     all',
  'report.write': '         -     all   all     all      -       -',
  'photo.read': '           pub   all   all     all      all     all',
  'photo.read-original': '  -     all   all     all      all     -',
  'photo.write': '          -     all   all     own      -       -',
  'river.export': '         -     all   all     all      all     -',
};

const scopes: Record<string, Scope | undefined> = { all: 'all', own: 'own-agency', pub: 'published', '-': undefined };

function expectedScope(action: Action, party: Party): Scope | undefined {
  const word = expected[action].trim().split(/ +/)[parties.indexOf(party)]!;
  expect(scopes, `${action} of ${party}`).to.have.property(word);
  return scopes[word];
}

/** An address of the operation whose things do not exist, so that walking it changes nothing. */
function addressOf({ path, params }: Operation): string {
  const candidates = ['00000000-0000-7000-8000-0000000000ff', 'no-such-thing', 'WebMercatorQuad', '1'];
  const shape: Record<string, z.ZodType> = params?.shape ?? {};
  return `/api${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const fitting = candidates.find((candidate) => shape[name]?.safeParse(candidate).success === true);
    if (fitting === undefined) throw new Error(`no value of this test fits {${name}} of ${path}`);
    return fitting;
  })}`;
}

function requestOf(operation: Operation): { body?: string; headers: Record<string, string> } {
  if (operation.body === undefined) return { headers: {} };
  const type = operation.bodyTypes?.[0] ?? 'application/json';
  if (type === 'multipart/form-data') return { body: '--x--\r\n', headers: { 'content-type': `${type}; boundary=x` } };
  return { body: '{}', headers: { 'content-type': type } };
}

interface Stack {
  stack: { route?: { path: unknown; methods: Record<string, boolean> }; handle: unknown }[];
}

/** `get /projects/:id` for each route of an Express router and of the routers that are mounted in it. */
function routesOf({ stack }: Stack): string[] {
  return stack.flatMap(({ route, handle }) => {
    if (route !== undefined) return Object.keys(route.methods).map((method) => `${method} ${String(route.path)}`);
    const nested = handle as Partial<Stack>;
    return Array.isArray(nested.stack) ? routesOf(nested as Stack) : [];
  });
}

describe('roles', () => {
  const app = useApp();

  it('have the permissions that are written out here, and the policy has no others', () => {
    expect(Object.keys(policy)).to.have.members(Object.keys(expected));
    for (const action of Object.keys(policy) as Action[]) {
      const row: Partial<Record<Party, Scope>> = policy[action];
      for (const party of parties) expect(row[party], `${action} of ${party}`).to.equal(expectedScope(action, party));
    }
  });

  it('are asked for by every operation', () => {
    for (const { id, permission } of operations) expect(Object.keys(expected), id).to.include(permission);
  });

  it('are not got round by a route that is no operation', () => {
    const declared = operations.map(({ method, path }) => `${method} ${expressPath(path)}`);
    const mounted = routesOf(createApp(app().deps).router as unknown as Stack);
    expect(mounted.length).to.be.above(declared.length);
    // `_all` answers 405 to the methods that no operation has.
    const refusals = new Set(operations.map(({ path }) => `_all ${expressPath(path)}`));
    expect(mounted.filter((route) => !refusals.has(route))).to.have.members(declared);
  });

  for (const party of parties)
    for (const by of party === 'public' ? (['nothing'] as const) : (['cookie', 'token'] as const))
      it(`let ${party} by ${by} do what the table says in every operation, and nothing else`, async () => {
        const send = await senderOf(party, by);
        for (const operation of operations) {
          const { status, body } = await send(operation);
          const told = `${operation.id} answered ${status} ${JSON.stringify(body)?.slice(0, 200)}`;
          if (expectedScope(operation.permission, party) !== undefined)
            expect(status, told).to.satisfy((code: number) => code !== 401 && code !== 403 && code < 500);
          else if (party === 'public') {
            expect(status, told).to.equal(401);
            expect(body, told).to.include({ type: '/problems/unauthenticated' });
          } else {
            expect(status, told).to.equal(403);
            expect(body, told).to.include({ type: '/problems/forbidden' });
          }
        }
      });

  async function senderOf(party: Party, by: 'nothing' | 'cookie' | 'token') {
    const client = async () => {
      const fresh = new Client(app().url);
      return by === 'cookie' && party !== 'public' ? fresh.signIn(emailOf(party)) : fresh;
    };
    const authorization = by === 'token' ? `Bearer ${await tokenOf(party)}` : undefined;
    let signedIn = await client();
    return async (operation: Operation) => {
      const { body, headers } = requestOf(operation);
      const reply = await signedIn.send(operation.method.toUpperCase(), addressOf(operation), {
        ...(body !== undefined && { body }),
        headers: { ...headers, ...(authorization !== undefined && { authorization }) },
      });
      if (operation.permission === 'session.delete') signedIn = await client();
      return reply;
    };
  }

  async function tokenOf(party: Party): Promise<string> {
    const admin = await app().as('admin');
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const content = { name: party, role: party, agency: 'dputrkp2', expiresAt };
    const { body } = await admin.post<{ secret: string }>('/api/tokens', content);
    return body.secret;
  }
});
