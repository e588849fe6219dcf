/** Offices: read by everybody, kept by administrators. */
import { expect } from 'chai';
import { useApp, userIdOf } from '../support/app.ts';

interface Agency {
  id: string;
  name: string;
  shortName: string;
  version: number;
}
interface Refusal {
  errors: { pointer: string }[];
  current: Agency;
}

describe('agencies', () => {
  const app = useApp();
  const content = { name: 'Dinas Lingkungan Hidup', shortName: 'DLH' };

  async function newAgency(id: string) {
    const admin = await app().as('admin');
    const reply = await admin.post<Agency>('/api/agencies', { id, ...content });
    expect(reply.status).to.equal(201);
    return reply;
  }

  it('are listed for the public, in pages by name', async () => {
    const { body } = await app().public.get<{ items: Agency[]; next: string }>('/api/agencies?limit=2');
    expect(body.items).to.have.length(2);
    const rest = await app().public.get<{ items: Agency[]; next?: string }>(body.next);
    const names = [...body.items, ...rest.body.items].map(({ id }) => id);
    expect(names).to.include.members(['dputrkp2', 'bbws-pompengan-jeneberang', 'kominfo']);
    expect(new Set(names).size).to.equal(names.length);
  });

  it('are created under a readable id, with an audit row', async () => {
    const { body, headers } = await newAgency('dlh');
    expect(body).to.deep.include({ id: 'dlh', ...content, version: 1 });
    expect(headers.get('location')).to.equal('/api/agencies/dlh');
    expect((await app().public.get<Agency>('/api/agencies/dlh')).body).to.deep.equal(body);
    const [row] = await app().db('audit').where({ noun: 'agency', noun_id: 'dlh' });
    expect(row).to.include({ action: 'agency.create', actor_id: userIdOf('admin') });
  });

  it('refuse an id that is taken, and point at each fault', async () => {
    const admin = await app().as('admin');
    const taken = await admin.post<Refusal>('/api/agencies', { id: 'kominfo', ...content });
    expect(taken.status).to.equal(409);
    expect(taken.body.errors[0]?.pointer).to.equal('/id');
    for (const id of ['Kominfo', '', '1a', 'a b', 'a--b', '../x', "a'b", 'x'.repeat(61)]) {
      const reply = await admin.post<Refusal>('/api/agencies', { id, ...content });
      expect(reply.status, id).to.equal(422);
      expect(reply.body.errors[0]?.pointer).to.equal('/id');
    }
    const strange = await admin.post<Refusal>('/api/agencies', { id: 'x', ...content, logo: 'x' });
    expect(strange.body.errors.map(({ pointer }) => pointer)).to.deep.equal(['/logo']);
  });

  it('are renamed by version', async () => {
    const admin = await app().as('admin');
    await newAgency('renamed');
    expect((await admin.patch('/api/agencies/renamed', { name: 'Baru' })).status).to.equal(428);
    const reply = await admin.patch<Agency>('/api/agencies/renamed', { name: 'Baru' }, { 'if-match': '"1"' });
    expect(reply.body).to.deep.include({ name: 'Baru', shortName: 'DLH', version: 2 });
    expect(reply.headers.get('etag')).to.equal('"2"');
    const stale = await admin.patch<Refusal>('/api/agencies/renamed', { name: 'Lama' }, { 'if-match': '"1"' });
    expect(stale.status).to.equal(412);
    expect(stale.body.current).to.deep.include({ name: 'Baru', version: 2 });
    expect((await admin.patch('/api/agencies/none', { name: 'x' }, { 'if-match': '*' })).status).to.equal(404);
  });

  it('are deleted only when nothing belongs to them', async () => {
    const admin = await app().as('admin');
    await newAgency('short-lived');
    expect((await admin.delete('/api/agencies/short-lived', { 'if-match': '"9"' })).status).to.equal(412);
    expect((await admin.delete('/api/agencies/short-lived')).status).to.equal(204);
    expect((await app().public.get('/api/agencies/short-lived')).status).to.equal(404);
    expect((await admin.delete('/api/agencies/short-lived')).status).to.equal(404);
    expect((await admin.delete('/api/agencies/dputrkp2')).status).to.equal(409);
    expect((await app().public.get('/api/agencies/dputrkp2')).status).to.equal(200);
    const rows = await app().db('audit').where({ action: 'agency.delete' });
    expect(rows.map(({ noun_id }) => noun_id)).to.deep.equal(['short-lived']);
  });
});
