/** Bearer tokens: made once, used by programs, revoked at once. */
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { v7 as uuidv7 } from 'uuid';
import { Client, useApp, userIdOf } from '../support/app.ts';

interface Token {
  id: string;
  name: string;
  role: string;
  agency: string;
  createdBy: { id: string; name: string };
  expiresAt: string;
  revokedAt: string | null;
  lastUsedAt: string | null;
  secret: string;
}

describe('tokens', () => {
  const app = useApp();
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const content = () => ({ name: 'Unduhan BBWS', role: 'liaison', agency: 'kominfo', expiresAt: inDays(30) });

  async function newToken(changes: object = {}, by?: Client): Promise<Token> {
    const reply = await (by ?? (await app().as('admin'))).post<Token>('/api/tokens', { ...content(), ...changes });
    expect(reply.status, JSON.stringify(reply.body)).to.equal(201);
    return reply.body;
  }
  const use = (authorization: string, address = '/api/session', method = 'GET') =>
    fetch(`${app().url}${address}`, { method, headers: { authorization } });
  const bearer = ({ secret }: Token) => `Bearer ${secret}`;

  async function expectDead(token: Token): Promise<void> {
    const reply = await use(bearer(token));
    expect(reply.status).to.equal(401);
    expect(reply.headers.get('www-authenticate')).to.equal('Bearer error="invalid_token"');
    expect(reply.headers.get('content-type')).to.match(/problem\+json/);
  }

  describe('a new token', () => {
    it('has its secret told once; the database has only its hash', async () => {
      const admin = await app().as('admin');
      const token = await newToken();
      expect(token.secret).to.match(/^lutra_[\w-]{43}$/);
      expect(token).to.deep.include({ role: 'liaison', agency: 'kominfo', revokedAt: null, lastUsedAt: null });
      expect(token.createdBy).to.deep.equal({ id: userIdOf('admin'), name: 'admin' });
      const texts = [
        (await admin.get(`/api/tokens/${token.id}`)).body,
        (await admin.get('/api/tokens')).body,
        await app().db('tokens'),
        await app().db('audit'),
      ];
      for (const text of texts) expect(JSON.stringify(text)).not.to.include(token.secret.slice(6));
      const [row] = await app().db('tokens').where({ id: token.id });
      expect(row.token_hash).to.deep.equal(createHash('sha256').update(token.secret).digest());
    });

    it('must expire within a year, and belong to an agency that is there', async () => {
      const admin = await app().as('admin');
      const cases: [object, string][] = [
        [{ expiresAt: inDays(-1) }, '/expiresAt'],
        [{ expiresAt: inDays(367) }, '/expiresAt'],
        [{ expiresAt: undefined }, '/expiresAt'],
        [{ expiresAt: '2027-01-01' }, '/expiresAt'],
        [{ agency: 'none' }, '/agency'],
        [{ role: 'public' }, '/role'],
        [{ secret: 'lutra_mine' }, '/secret'],
      ];
      for (const [changes, pointer] of cases) {
        const reply = await admin.post<{ errors: { pointer: string }[] }>('/api/tokens', { ...content(), ...changes });
        expect(reply.status, JSON.stringify(changes)).to.equal(422);
        expect(reply.body.errors.map((error) => error.pointer)).to.deep.equal([pointer]);
      }
    });
  });

  describe('a program with a token', () => {
    it('acts with its role and agency on behalf of who made it, without a CSRF token', async () => {
      const token = await newToken({ role: 'admin' });
      const session = (await (await use(bearer(token))).json()) as { user: object; permissions: object[] };
      expect(session.user).to.include({ id: userIdOf('admin'), role: 'admin', agency: 'kominfo' });
      expect(session).not.to.have.property('csrfToken');
      const reply = await fetch(`${app().url}/api/agencies`, {
        method: 'POST',
        headers: { authorization: bearer(token), 'content-type': 'application/json' },
        body: JSON.stringify({ id: 'by-token', name: 'x', shortName: 'x' }),
      });
      expect(reply.status).to.equal(201);
      const [row] = await app().db('audit').where({ noun_id: 'by-token' });
      expect(row).to.include({ actor_id: userIdOf('admin'), token_id: token.id });
    });

    it('may no more than its role, whoever made it', async () => {
      const token = await newToken({ role: 'viewer' });
      expect((await use(bearer(token), '/api/users')).status).to.equal(403);
      expect((await use(bearer(token), '/api/tokens')).status).to.equal(403);
    });

    it('is believed before a cookie, also where the token does not hold', async () => {
      const admin = await app().as('admin');
      const token = await newToken({ role: 'viewer' });
      expect((await admin.get('/api/users', { authorization: bearer(token) })).status).to.equal(403);
      expect((await admin.get('/api/users', { authorization: 'Bearer lutra_x' })).status).to.equal(401);
    });

    it('has no session to open, end or take the password of', async () => {
      const token = await newToken({ role: 'admin' });
      const client = new Client(app().url);
      const headers = { authorization: bearer(token) };
      const signIn = { email: 'admin@lutra.example', password: 'x' };
      expect((await client.post('/api/session', signIn, headers)).status).to.equal(400);
      expect((await client.delete('/api/session', headers)).status).to.equal(400);
      const change = { current: 'x', new: 'a long enough password' };
      expect((await client.put('/api/session/password', change, headers)).status).to.equal(400);
    });

    it('is noted at most once a minute', async () => {
      const token = await newToken();
      const lastUsed = async () => (await app().db('tokens').where({ id: token.id }))[0].last_used_at as Date;
      await use(bearer(token));
      const first = await lastUsed();
      expect(Date.now() - first.getTime()).to.be.within(-5000, 5000);
      await use(bearer(token));
      expect(await lastUsed()).to.deep.equal(first);
      await app().db.raw("update tokens set last_used_at = now() - interval '61 seconds'");
      await use(bearer(token));
      expect((await lastUsed()).getTime()).to.be.at.least(first.getTime());
    });
  });

  describe('a token does not hold', () => {
    it('when it is unknown, malformed or of another scheme, and is never taken for the public', async () => {
      const { secret } = await newToken();
      const broken = [
        'Bearer',
        'Bearer ',
        'bearer x',
        `Bearer ${secret}x`,
        `Bearer ${secret.slice(0, -1)}`,
        `Bearer ${secret} ${secret}`,
      ];
      for (const value of [...broken, `Bearer lutra_${'A'.repeat(43)}`, `Bearer "${secret}"`, "Bearer ' or 1=1 --"])
        expect((await use(value, '/api/agencies')).status, value).to.equal(401);
      // A password of a proxy in front is not for us.
      expect((await use('Basic YTpi', '/api/agencies')).status).to.equal(200);
    });

    it('in the address, which ends up in logs', async () => {
      const { secret } = await newToken({ role: 'admin' });
      for (const name of ['access_token', 'token', 'authorization'])
        expect((await fetch(`${app().url}/api/users?${name}=${secret}`)).status).to.equal(401);
    });

    it('after it is revoked, which can be said twice', async () => {
      const admin = await app().as('admin');
      const token = await newToken();
      expect((await use(bearer(token))).status).to.equal(200);
      expect((await admin.delete(`/api/tokens/${token.id}`)).status).to.equal(204);
      await expectDead(token);
      expect((await admin.delete(`/api/tokens/${token.id}`)).status).to.equal(204);
      expect((await admin.get<Token>(`/api/tokens/${token.id}`)).body.revokedAt).to.be.a('string');
      expect(await app().db('audit').where({ action: 'token.revoke', noun_id: token.id })).to.have.length(1);
      expect((await admin.delete(`/api/tokens/${uuidv7()}`)).status).to.equal(404);
    });

    it('after it expired', async () => {
      const token = await newToken();
      await app()
        .db('tokens')
        .where({ id: token.id })
        .update({ expires_at: new Date(Date.now() - 1000) });
      await expectDead(token);
    });

    it('after its maker was deactivated or is no administrator any more', async () => {
      const admin = await app().as('admin');
      const email = 'second@lutra.example';
      const password = 'a long enough password';
      const user = { email, password, name: 'Administrator 2', role: 'admin', agency: 'kominfo' };
      const { body } = await admin.post<{ id: string }>('/api/users', user);
      const token = await newToken({}, await new Client(app().url).signIn(email, password));
      expect((await use(bearer(token))).status).to.equal(200);
      const address = `/api/users/${body.id}`;
      await admin.patch(address, { role: 'planner' }, { 'if-match': '*' });
      await expectDead(token);
      await admin.patch(address, { role: 'admin' }, { 'if-match': '*' });
      expect((await use(bearer(token))).status).to.equal(200);
      await admin.patch(address, { active: false }, { 'if-match': '*' });
      await expectDead(token);
    });
  });

  describe('the list of tokens', () => {
    it('has the newest first, in pages, revoked ones too', async () => {
      const admin = await app().as('admin');
      const made = [await newToken(), await newToken(), await newToken()];
      await admin.delete(`/api/tokens/${made[1]!.id}`);
      const first = (await admin.get<{ items: Token[]; next: string }>('/api/tokens?limit=2')).body;
      expect(first.items.map(({ id }) => id)).to.deep.equal([made[2]!.id, made[1]!.id]);
      const second = (await admin.get<{ items: Token[] }>(first.next)).body;
      expect(second.items[0]?.id).to.equal(made[0]!.id);
    });
  });
});
