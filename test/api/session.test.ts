/** Signing in and out, sessions, and what they are attacked with. */
import { expect } from 'chai';
import { SessionStore } from '../../api/http/session-store.ts';
import { readConfig } from '../../api/config.ts';
import { Client, emailOf, PASSWORD, startTestApp, useApp, userIdOf } from '../support/app.ts';

interface SessionBody {
  user: { id: string; email: string; role: string; agency: string } | null;
  csrfToken?: string;
  permissions: { action: string; scope: string }[];
}

describe('sessions', () => {
  const app = useApp();
  const credentials = { email: emailOf('viewer'), password: PASSWORD };

  async function signIn(headers: Record<string, string> = {}, json: unknown = credentials) {
    const response = await app().public.fetch('POST', '/api/session', { json, headers: { cookie: '', ...headers } });
    const [setCookie = ''] = response.headers.getSetCookie();
    return {
      status: response.status,
      setCookie,
      cookie: setCookie.split(';')[0]!,
      body: (await response.json()) as SessionBody,
    };
  }

  async function sessionOf(cookie: string): Promise<SessionBody & { setCookie: string[] }> {
    const response = await fetch(`${app().url}/api/session`, { headers: { cookie } });
    expect(response.status).to.equal(200);
    return { ...((await response.json()) as SessionBody), setCookie: response.headers.getSetCookie() };
  }

  const countOf = async (table: string): Promise<number> => Number((await app().db(table).count())[0]!['count']);

  describe('signing in', () => {
    it('answers with the user, the CSRF token and what the role may do, and sets a cookie that scripts cannot read', async () => {
      const { status, body, setCookie } = await signIn();
      expect(status).to.equal(200);
      expect(body.user).to.deep.equal({
        id: userIdOf('viewer'),
        email: emailOf('viewer'),
        name: 'viewer',
        role: 'viewer',
        agency: 'dputrkp2',
      });
      expect(body.csrfToken).to.have.length.above(30);
      expect(body.permissions).to.deep.include({ action: 'asset.read', scope: 'all' });
      expect(body.permissions.map(({ action }) => action)).not.to.include('asset.write');
      expect(setCookie).to.match(/^lutra\.sid=s%3A/);
      expect(setCookie)
        .to.match(/; HttpOnly/)
        .and.match(/; SameSite=Lax/)
        .and.match(/; Path=\//);
      expect(setCookie).not.to.match(/Secure|Domain/);
      const days = (Date.parse(/Expires=([^;]+)/.exec(setCookie)![1]!) - Date.now()) / 86_400_000;
      expect(days).to.be.closeTo(7, 0.01);
    });

    it('takes the email however its letters are typed', async () => {
      expect((await signIn({}, { email: ' Viewer@LUTRA.example ', password: PASSWORD })).status).to.equal(200);
    });

    it('sets a Secure cookie behind a trusted https proxy', async () => {
      const config = readConfig({ TRUST_PROXY: '1', DATA_DIR: app().deps.config.dataDir }, '/');
      const proxied = await startTestApp({ config });
      try {
        const reply = await proxied.public.post('/api/session', credentials, { 'x-forwarded-proto': 'https' });
        expect(reply.status).to.equal(200);
        expect(reply.headers.getSetCookie()[0]).to.match(/; Secure/);
      } finally {
        await proxied.close();
      }
    });

    it('refuses a wrong password, an unknown email and a deactivated account with the same words', async () => {
      await app()
        .db('users')
        .where({ id: userIdOf('liaison') })
        .update({ active: false });
      const replies = await Promise.all(
        [
          { email: emailOf('viewer'), password: 'wrong' },
          { email: 'nobody@lutra.example', password: PASSWORD },
          { email: emailOf('liaison'), password: PASSWORD },
        ].map((json) => signIn({}, json)),
      );
      await app()
        .db('users')
        .where({ id: userIdOf('liaison') })
        .update({ active: true });
      expect(replies.map(({ status }) => status)).to.deep.equal([401, 401, 401]);
      expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).to.equal(1);
      expect(replies.map(({ setCookie }) => setCookie)).to.deep.equal(['', '', '']);
    });

    it('names unknown and missing members, and a password longer than any', async () => {
      const reply = await app().public.post('/api/session', { email: 'x', password: 'a'.repeat(201), remember: true });
      expect(reply.status).to.equal(422);
      const pointers = (reply.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
      expect(pointers).to.have.members(['/email', '/password', '/remember']);
    });

    it('takes JSON alone, so that no form of another site can sign anybody in', async () => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
        const reply = await app().public.send('POST', '/api/session', {
          body: JSON.stringify(credentials),
          headers: { 'content-type': type },
        });
        expect(reply.status).to.equal(415);
      }
    });

    it('leaves a row in the audit trail for success and failure, never with the password', async () => {
      await app().db('audit').delete();
      await signIn({}, { email: 'nobody@lutra.example', password: 'a secret that was typed' });
      await signIn({}, { ...credentials, password: 'a secret that was typed' });
      await signIn();
      const rows = await app().db('audit').orderBy('id');
      expect(rows.map(({ action, noun_id, actor_id }) => [action, noun_id, actor_id])).to.deep.equal([
        ['session.refuse', 'nobody@lutra.example', null],
        ['session.refuse', userIdOf('viewer'), null],
        ['session.create', userIdOf('viewer'), userIdOf('viewer')],
      ]);
      expect(JSON.stringify(rows)).not.to.include('a secret that was typed');
      expect(JSON.stringify(rows)).not.to.include(PASSWORD);
    });
  });

  describe('a session', () => {
    it('does not exist for the public: no cookie, no row, and no permission to write', async () => {
      const before = await countOf('sessions');
      const session = await sessionOf('');
      expect(session.user).to.equal(null);
      expect(session.setCookie).to.deep.equal([]);
      expect(session).not.to.have.property('csrfToken');
      expect(session.permissions).to.deep.include({ action: 'asset.read', scope: 'published' });
      expect(await countOf('sessions')).to.equal(before);
    });

    it('is not written by reading requests', async () => {
      const { cookie } = await signIn();
      const versions = () => app().db('sessions').select('sid', app().db.raw('xmin::text')).orderBy('sid');
      const before = await versions();
      for (let i = 0; i < 3; i += 1) {
        const session = await sessionOf(cookie);
        expect(session.user?.role).to.equal('viewer');
        expect(session.setCookie).to.deep.equal([]);
      }
      expect(await versions()).to.deep.equal(before);
    });

    it('goes on for a week from its last use, told to the browser once an hour', async () => {
      await app().db('sessions').delete();
      const { cookie } = await signIn();
      await app().db.raw("update sessions set expire = now() + interval '6 days'");
      const session = await sessionOf(cookie);
      expect(session.setCookie).to.have.length(1);
      expect(session.setCookie[0]!.split(';')[0]).to.equal(cookie);
      const [row] = await app().db('sessions').select('expire', 'sess');
      expect((row.expire.getTime() - Date.now()) / 86_400_000).to.be.closeTo(7, 0.01);
      expect(Object.keys(row.sess)).to.have.members(['cookie', 'userId', 'credential', 'csrfToken']);
    });

    it('is over when it expired', async () => {
      const { cookie } = await signIn();
      await app().db.raw("update sessions set expire = now() - interval '1 second'");
      expect((await sessionOf(cookie)).user).to.equal(null);
    });

    it('gets a new id at sign-in, and the planted or former one is worth nothing', async () => {
      const planted = 'lutra.sid=s%3Aplanted.c2lnbmF0dXJl';
      const first = await signIn({ cookie: planted });
      expect(first.cookie).not.to.include('planted');
      const second = await signIn({ cookie: first.cookie });
      expect(second.cookie).not.to.equal(first.cookie);
      expect((await sessionOf(first.cookie)).user).to.equal(null);
      expect((await sessionOf(second.cookie)).user?.role).to.equal('viewer');
    });

    it('cannot be had by a cookie that is unsigned, forged or malformed', async () => {
      const { cookie } = await signIn();
      const sid = /s%3A([^.]+)\./.exec(cookie)![1]!;
      const [row] = await app().db('sessions').select('sid').orderBy('expire', 'desc').limit(1);
      const forged = [
        `s:${sid}`,
        sid,
        `s%3A${sid}.AAAA`,
        `s%3A${row.sid}.AAAA`,
        '%00',
        's%3A',
        'x'.repeat(5000),
        '%E0%A4%A',
      ];
      for (const value of forged) expect((await sessionOf(`lutra.sid=${value}`)).user, value).to.equal(null);
    });

    it('is not to be had from a copy of the database: ids are stored as hashes', async () => {
      const { cookie } = await signIn();
      const sid = decodeURIComponent(/s%3A([^.]+)\./.exec(cookie)![1]!);
      const rows = await app().db('sessions').select('sid', 'sess');
      expect(JSON.stringify(rows)).not.to.include(sid);
    });

    it('has the role of this moment, and ends with its account', async () => {
      const { cookie } = await signIn();
      await app()
        .db('users')
        .where({ id: userIdOf('viewer') })
        .update({ role: 'liaison' });
      expect((await sessionOf(cookie)).user?.role).to.equal('liaison');
      await app()
        .db('users')
        .where({ id: userIdOf('viewer') })
        .update({ role: 'viewer', active: false });
      expect((await sessionOf(cookie)).user).to.equal(null);
      await app()
        .db('users')
        .where({ id: userIdOf('viewer') })
        .update({ active: true });
    });

    it('that was ended meanwhile is not revived by the request that was under way', async () => {
      const { db, log } = app().deps;
      const store = new SessionStore(db, log);
      const read = { cookie: { originalMaxAge: 1000 }, user: {}, userId: userIdOf('viewer') };
      const before = await countOf('sessions');
      await new Promise<void>((resolve, reject) => {
        store.set('ended', read as never, (error) => (error ? reject(error) : resolve()));
      });
      store.close();
      expect(await countOf('sessions')).to.equal(before);
    });
  });

  describe('signing out', () => {
    it('ends the session, and its cookie is cleared and worth nothing', async () => {
      const { cookie, body } = await signIn();
      const headers = { cookie, 'x-csrf-token': body.csrfToken! };
      const reply = await fetch(`${app().url}/api/session`, { method: 'DELETE', headers });
      expect(reply.status).to.equal(204);
      expect(reply.headers.getSetCookie()[0]).to.match(/^lutra\.sid=; .*Expires=Thu, 01 Jan 1970/);
      expect((await sessionOf(cookie)).user).to.equal(null);
    });

    it('is harmless for who is not signed in', async () => {
      expect((await new Client(app().url).delete('/api/session')).status).to.equal(204);
    });
  });

  describe('a write by cookie', () => {
    const write = (cookie: string, token?: string) =>
      fetch(`${app().url}/api/session`, {
        method: 'DELETE',
        headers: { cookie, ...(token !== undefined && { 'x-csrf-token': token }) },
      });

    it("is refused without the CSRF token, and with another session's", async () => {
      const mine = await signIn();
      const other = await signIn();
      for (const token of [undefined, '', other.body.csrfToken!, `${mine.body.csrfToken!}x`]) {
        const reply = await write(mine.cookie, token);
        expect(reply.status).to.equal(403);
        expect(((await reply.json()) as { type: string }).type).to.equal('/problems/csrf-token-missing');
      }
      expect((await sessionOf(mine.cookie)).user?.role).to.equal('viewer');
      expect((await sessionOf(mine.cookie)).csrfToken).to.equal(mine.body.csrfToken);
    });
  });
});
