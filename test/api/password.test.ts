/** Changing one's own password, and the limit on wrong ones. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createApp } from '../../api/app.ts';
import { Client, emailOf, PASSWORD, useApp, userIdOf } from '../support/app.ts';

describe('passwords', () => {
  const app = useApp();
  const fresh = () => new Client(app().url);
  const attempt = (password: string, client = fresh(), email = emailOf('viewer')) =>
    client.post('/api/session', { email, password });

  beforeEach(async () => {
    await app().db('sign_in_attempts').delete();
  });

  describe('changing the password', () => {
    const next = 'another password for tests';

    it('needs the present one, and a good new one', async () => {
      const viewer = await fresh().signIn(emailOf('viewer'));
      const pointersFor = async (json: object) => {
        const reply = await viewer.put('/api/session/password', json);
        expect(reply.status).to.equal(422);
        return (reply.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
      };
      expect(await pointersFor({ current: 'wrong', new: next })).to.deep.equal(['/current']);
      expect(await pointersFor({ current: PASSWORD, new: 'short' })).to.deep.equal(['/new']);
      expect(await pointersFor({ current: PASSWORD, new: 'x'.repeat(201) })).to.deep.equal(['/new']);
      expect(await pointersFor({ current: PASSWORD, new: 'Viewer@lutra.example' })).to.deep.equal(['/new']);
      expect(await pointersFor({ current: PASSWORD })).to.deep.equal(['/new']);
    });

    it('ends the other sessions, and this one goes on under a new cookie with the same CSRF token', async () => {
      const here = await fresh().signIn(emailOf('surveyor'));
      const there = await fresh().signIn(emailOf('surveyor'));
      const former = new Client(app().url);
      const reply = await here.put('/api/session/password', { current: PASSWORD, new: next });
      expect(reply.status).to.equal(204);
      expect(reply.headers.getSetCookie()[0]).to.match(/^lutra\.sid=s%3A/);
      expect((await there.get('/api/session')).body['user']).to.equal(null);
      expect((await here.get('/api/session')).body['user']).to.include({ id: userIdOf('surveyor') });
      expect((await attempt(PASSWORD, former, emailOf('surveyor'))).status).to.equal(401);
      expect((await attempt(next, former, emailOf('surveyor'))).status).to.equal(200);
      expect((await here.put('/api/session/password', { current: next, new: PASSWORD })).status).to.equal(204);
    });

    it('counts wrong present passwords as wrong sign-ins', async () => {
      const viewer = await fresh().signIn(emailOf('viewer'));
      const json = { current: 'wrong', new: next };
      for (let i = 0; i < 10; i += 1) expect((await viewer.put('/api/session/password', json)).status).to.equal(422);
      expect((await viewer.put('/api/session/password', json)).status).to.equal(429);
      expect((await attempt(PASSWORD)).status).to.equal(429);
    });
  });

  describe('wrong passwords', () => {
    it('are refused with 429 and Retry-After after ten for an account, also before the right one', async () => {
      for (let i = 0; i < 10; i += 1) expect((await attempt(`wrong ${i}`)).status).to.equal(401);
      const reply = await attempt(PASSWORD);
      expect(reply.status).to.equal(429);
      expect(reply.body['type']).to.equal('/problems/too-many-requests');
      expect(Number(reply.headers.get('retry-after'))).to.be.within(850, 900);
      expect((await attempt(PASSWORD, fresh(), emailOf('planner'))).status).to.equal(200);
    });

    it('are counted although they arrive together', async () => {
      const replies = await Promise.all(Array.from({ length: 30 }, (_, i) => attempt(`wrong ${i}`)));
      const statuses = replies.map(({ status }) => status).toSorted((a, b) => a - b);
      expect(statuses).to.deep.equal([...Array<number>(10).fill(401), ...Array<number>(20).fill(429)]);
    });

    it('are counted by all copies of the service together', async () => {
      for (let i = 0; i < 6; i += 1) await attempt('wrong');
      // What another copy would find, and what it would leave.
      const { rows } = await app().db.raw('select hits from sign_in_attempts order by key');
      expect(rows).to.deep.equal([{ hits: 6 }, { hits: 6 }]);
      await app().db.raw("update sign_in_attempts set hits = 10 where key like 'account:%'");
      expect((await attempt(PASSWORD)).status).to.equal(429);
    });

    it('are refused after a hundred from one address, whatever the account', async () => {
      await attempt('wrong');
      await app().db.raw("update sign_in_attempts set hits = 100 where key like 'address:%'");
      expect((await attempt(PASSWORD, fresh(), emailOf('planner'))).status).to.equal(429);
    });

    it('are forgotten after a quarter of an hour', async () => {
      await attempt('wrong');
      await app().db.raw("update sign_in_attempts set hits = 1000, resets_at = now() - interval '1 second'");
      expect((await attempt('wrong')).status).to.equal(401);
      const { rows } = await app().db.raw('select hits from sign_in_attempts');
      expect(rows).to.deep.equal([{ hits: 1 }, { hits: 1 }]);
    });

    it('cannot be had by naming another address in X-Forwarded-For', async () => {
      for (let i = 0; i < 10; i += 1) await attempt('wrong');
      const headers = { 'x-forwarded-for': '203.0.113.9' };
      const reply = await fresh().post('/api/session', { email: emailOf('viewer'), password: PASSWORD }, headers);
      expect(reply.status).to.equal(429);
    });
  });

  describe('right passwords', () => {
    it('do not count, one after the other or together', async () => {
      const one = await Promise.all(Array.from({ length: 25 }, () => attempt(PASSWORD)));
      expect(one.map(({ status }) => status)).to.deep.equal(Array(25).fill(200));
      const { rows } = await app().db.raw('select sum(hits)::int as hits from sign_in_attempts');
      expect(rows).to.deep.equal([{ hits: 0 }]);
    });
  });

  describe('copies of the service', () => {
    it('that start together agree on one key, and know the sessions of each other', async () => {
      await app().db('settings').delete();
      const servers = await Promise.all(Array.from({ length: 3 }, () => listen(createServer(createApp(app().deps)))));
      try {
        const clients = await Promise.all(servers.map(({ url }) => new Client(url).signIn(emailOf('viewer'))));
        expect(await app().db('settings')).to.have.length(1);
        for (const { url } of servers)
          for (const client of clients) {
            const reply = await client.get<{ user: object | null }>(`${url}/api/session`);
            expect(reply.body.user).not.to.equal(null);
          }
      } finally {
        for (const { server } of servers) server.close();
      }
    });
  });

  async function listen(server: Server): Promise<{ server: Server; url: string }> {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }
});
