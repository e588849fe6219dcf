/** Accounts as administrators keep them. */
import { expect } from 'chai';
import { v7 as uuidv7 } from 'uuid';
import { Client, emailOf, PASSWORD, useApp, userIdOf } from '../support/app.ts';

interface User {
  id: string;
  email: string;
  name: string;
  role: string;
  agency: string;
  active: boolean;
  version: number;
}
interface Refusal {
  type: string;
  errors: { pointer: string }[];
  current: User;
}

describe('users', () => {
  const app = useApp();
  const content = { name: 'Surveyor 2', role: 'surveyor', agency: 'dputrkp2', password: 'a long enough password' };
  let serial = 0;

  async function newUser(changes: object = {}) {
    const admin = await app().as('admin');
    serial += 1;
    const email = `new-${serial}@lutra.example`;
    const reply = await admin.post<User>('/api/users', { ...content, email, ...changes });
    expect(reply.status, JSON.stringify(reply.body)).to.equal(201);
    return reply;
  }

  const pointersOf = ({ errors }: Refusal) => errors.map(({ pointer }) => pointer);

  describe('creating a user', () => {
    it('answers 201 with the account, its address and its tag, and the account can sign in', async () => {
      const { body, headers } = await newUser({ email: 'Surveyor.Dua@Lutra.Example' });
      expect(body).to.deep.include({ email: 'surveyor.dua@lutra.example', active: true, version: 1, role: 'surveyor' });
      expect(headers.get('location')).to.equal(`/api/users/${body.id}`);
      expect(headers.get('etag')).to.equal('"1"');
      await new Client(app().url).signIn(body.email, content.password);
    });

    it('never answers with a password or its hash', async () => {
      const admin = await app().as('admin');
      const { body } = await newUser();
      const texts = [body, (await admin.get('/api/users')).body, (await admin.get(`/api/users/${body.id}`)).body];
      for (const text of texts.map((value) => JSON.stringify(value)))
        expect(text).not.to.match(/argon2|password|hash/i);
    });

    it('refuses an email that is taken with 409 and names the field', async () => {
      const admin = await app().as('admin');
      const reply = await admin.post<Refusal>('/api/users', { ...content, email: emailOf('viewer').toUpperCase() });
      expect(reply.status).to.equal(409);
      expect(pointersOf(reply.body)).to.deep.equal(['/email']);
    });

    it('points at each fault of the content', async () => {
      const admin = await app().as('admin');
      const cases: [object, string[]][] = [
        [{ email: 'not an address' }, ['/email']],
        [{ email: 'a@b.example\r\nSet-Cookie: x=1' }, ['/email']],
        [{ password: 'eleven char' }, ['/password']],
        [{ password: 'x'.repeat(201) }, ['/password']],
        [{ email: 'longer-name@lutra.example', password: 'Longer-Name@lutra.example' }, ['/password']],
        [{ role: 'king' }, ['/role']],
        [{ agency: 'no-such-agency' }, ['/agency']],
        [{ agency: "x'; drop table users; --" }, ['/agency']],
        [{ name: 'nul\0' }, ['/name']],
        [{ name: '   ' }, ['/name']],
        [{ version: 7, passwordHash: 'x' }, ['/version', '/passwordHash']],
      ];
      for (const [changes, pointers] of cases) {
        const reply = await admin.post<Refusal>('/api/users', { ...content, email: 'x@lutra.example', ...changes });
        expect(reply.status, JSON.stringify(changes)).to.equal(422);
        expect(pointersOf(reply.body)).to.deep.equal(pointers);
      }
    });
  });

  describe('listing users', () => {
    it('pages through all of them by name, each once', async () => {
      const admin = await app().as('admin');
      for (let i = 0; i < 3; i += 1) await newUser({ name: 'Nama sama' });
      const seen: User[] = [];
      let next: string | undefined = '/api/users?limit=2';
      while (next !== undefined) {
        const page: { items: User[]; next?: string } = (await admin.get<{ items: User[]; next?: string }>(next)).body;
        expect(page.items.length).to.be.at.most(2);
        seen.push(...page.items);
        next = page.next;
      }
      const count = Number((await app().db('users').count())[0]!['count']);
      expect(new Set(seen.map(({ id }) => id)).size).to.equal(count);
      expect(seen).to.have.length(count);
    });

    it('names a parameter that is unknown or malformed', async () => {
      const admin = await app().as('admin');
      for (const [query, name] of [
        ['limit=0', 'limit'],
        ['limit=', 'limit'],
        ['after=x', 'after'],
        ['access_token=lutra_x', 'access_token'],
      ]) {
        const reply = await admin.get<{ errors: { parameter: string }[] }>(`/api/users?${query}`);
        expect(reply.status, query).to.equal(400);
        expect(reply.body.errors.map(({ parameter }) => parameter)).to.deep.equal([name]);
      }
    });
  });

  describe('changing a user', () => {
    const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

    it('makes a new version of what is given and leaves the rest', async () => {
      const admin = await app().as('admin');
      const { body: user } = await newUser();
      const reply = await admin.patch<User>(`/api/users/${user.id}`, { name: 'Nama baru' }, ifMatch(1));
      expect(reply.status).to.equal(200);
      expect(reply.headers.get('etag')).to.equal('"2"');
      expect(reply.body).to.deep.include({ name: 'Nama baru', version: 2, role: user.role, email: user.email });
      expect((await admin.get<User>(`/api/users/${user.id}`)).body).to.deep.equal(reply.body);
    });

    it('asks for the version with 428, and answers 412 with the current state to a stale one', async () => {
      const admin = await app().as('admin');
      const { body: user } = await newUser();
      const address = `/api/users/${user.id}`;
      expect((await admin.patch(address, { name: 'x' })).status).to.equal(428);
      await admin.patch(address, { name: 'first' }, ifMatch(1));
      const stale = await admin.patch<Refusal>(address, { name: 'second' }, ifMatch(1));
      expect(stale.status).to.equal(412);
      expect(stale.headers.get('etag')).to.equal('"2"');
      expect(stale.body.current).to.deep.include({ id: user.id, name: 'first', version: 2 });
    });

    it('lets one of two writers of the same version win', async () => {
      const admin = await app().as('admin');
      const { body: user } = await newUser();
      const replies = await Promise.all(
        ['one', 'two', 'three'].map((name) => admin.patch(`/api/users/${user.id}`, { name }, ifMatch(1))),
      );
      expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([200, 412, 412]);
    });

    it('with a deactivation ends its sessions at once, and it cannot sign in', async () => {
      const admin = await app().as('admin');
      const { body: user } = await newUser();
      const person = await new Client(app().url).signIn(user.email, content.password);
      await admin.patch(`/api/users/${user.id}`, { active: false }, ifMatch(1));
      expect((await person.get('/api/session')).body['user']).to.equal(null);
      const again = await person.post('/api/session', { email: user.email, password: content.password });
      expect(again.status).to.equal(401);
    });

    it('with a new password ends its sessions and the old password at once', async () => {
      const admin = await app().as('admin');
      const { body: user } = await newUser();
      const person = await new Client(app().url).signIn(user.email, content.password);
      const reply = await admin.patch(`/api/users/${user.id}`, { password: 'quite another password' }, ifMatch(1));
      expect(reply.status).to.equal(200);
      expect((await person.get('/api/session')).body['user']).to.equal(null);
      await new Client(app().url).signIn(user.email, 'quite another password');
      const sameAsEmail = await admin.patch<Refusal>(`/api/users/${user.id}`, { password: user.email }, ifMatch(2));
      expect(sameAsEmail.status).to.equal(422);
      expect(pointersOf(sameAsEmail.body)).to.deep.equal(['/password']);
    });

    it('with a new role is felt by its open session', async () => {
      const admin = await app().as('admin');
      const { body: user } = await newUser();
      const person = await new Client(app().url).signIn(user.email, content.password);
      expect((await person.get('/api/users')).status).to.equal(403);
      await admin.patch(`/api/users/${user.id}`, { role: 'admin' }, ifMatch(1));
      expect((await person.get('/api/users')).status).to.equal(200);
      await admin.patch(`/api/users/${user.id}`, { role: 'viewer' }, ifMatch(2));
      expect((await person.get('/api/users')).status).to.equal(403);
    });

    it('refuses what is not there', async () => {
      const admin = await app().as('admin');
      expect((await admin.patch(`/api/users/${uuidv7()}`, { name: 'x' }, ifMatch(1))).status).to.equal(404);
      expect((await admin.patch(`/api/users/${uuidv7()}`, { password: 'x'.repeat(20) }, ifMatch(1))).status).to.equal(
        404,
      );
      expect((await admin.get(`/api/users/not-a-uuid`)).status).to.be.oneOf([400, 404]);
      const { body: user } = await newUser();
      const reply = await admin.patch<Refusal>(`/api/users/${user.id}`, { email: 'y@lutra.example' }, ifMatch(1));
      expect(reply.status).to.equal(422);
      expect(pointersOf(reply.body)).to.deep.equal(['/email']);
      const agency = await admin.patch<Refusal>(`/api/users/${user.id}`, { agency: 'none' }, ifMatch(1));
      expect(agency.status).to.equal(422);
      expect(pointersOf(agency.body)).to.deep.equal(['/agency']);
    });

    it('leaves an audit row of what was changed, without the password', async () => {
      const admin = await app().as('admin');
      const { body: user } = await newUser();
      await admin.patch(`/api/users/${user.id}`, { role: 'planner', password: 'a secret that was set' }, ifMatch(1));
      const rows = await app().db('audit').where({ noun: 'user', noun_id: user.id }).orderBy('id');
      expect(rows.map(({ action }) => action)).to.deep.equal(['user.create', 'user.update']);
      expect(rows[1].detail).to.deep.equal({ role: 'planner', password: 'changed' });
      expect(rows[1].actor_id).to.equal(userIdOf('admin'));
      expect(JSON.stringify(rows)).not.to.match(/a secret that was set|long enough|argon2/);
    });
  });

  describe('the last active administrator', () => {
    it('can neither be demoted nor deactivated, but renamed', async () => {
      const admin = await app().as('admin');
      const address = `/api/users/${userIdOf('admin')}`;
      for (const change of [{ role: 'viewer' }, { active: false }]) {
        const { version } = (await admin.get<User>(address)).body;
        const reply = await admin.patch<Refusal>(address, change, { 'if-match': `"${version}"` });
        expect(reply.status).to.equal(409);
      }
      expect(
        (await admin.patch(address, { name: 'Administrator', role: 'admin' }, { 'if-match': '*' })).status,
      ).to.equal(200);
    });

    it('stays when two demote each other at the same moment', async () => {
      for (let round = 0; round < 5; round += 1) {
        const { body: second } = await newUser({ role: 'admin' });
        const one = await app().as('admin');
        const two = await new Client(app().url).signIn(second.email, content.password);
        const replies = await Promise.all([
          one.patch(`/api/users/${second.id}`, { role: 'viewer' }, { 'if-match': '*' }),
          two.patch(`/api/users/${userIdOf('admin')}`, { active: false }, { 'if-match': '*' }),
        ]);
        // The one that came too late is told that it would take the last one, or that it is none itself any more.
        const statuses = replies.map(({ status }) => status).toSorted((a, b) => a - b);
        expect(statuses[0]).to.equal(200);
        expect(statuses[1]).to.be.oneOf([401, 403, 409]);
        const left = await app().db('users').where({ role: 'admin', active: true });
        expect(left).to.have.length(1);
        await app()
          .db('users')
          .where({ id: userIdOf('admin') })
          .update({ active: true });
        await app().db('users').where({ id: second.id }).update({ role: 'viewer' });
      }
    });
  });

  describe('a password of an account', () => {
    it('is at most 200 characters also at sign-in, refused before any hashing', async () => {
      const attempts = () => app().db('sign_in_attempts').count();
      const before = await attempts();
      const json = { email: emailOf('viewer'), password: 'x'.repeat(1_000_000) };
      const reply = await app().public.post('/api/session', json);
      expect(reply.status).to.equal(422);
      expect(await attempts()).to.deep.equal(before);
      await new Client(app().url).signIn(emailOf('viewer'), PASSWORD);
    });
  });
});
