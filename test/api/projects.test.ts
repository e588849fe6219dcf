/** Projects and their progress reports. */
import { expect } from 'chai';
import type { Version } from '../../api/contract/assets.ts';
import type { List } from '../../api/contract/common.ts';
import type { Project, Report } from '../../api/contract/projects.ts';
import { useApp } from '../support/app.ts';
import { lamp, lamps, newId } from '../support/features.ts';

const project = (changes: Record<string, unknown> = {}) => ({
  name: `Proyek ${newId()}`,
  dimension: 'branding',
  leadAgency: 'dputrkp2',
  published: true,
  ...changes,
});

describe('projects', () => {
  const app = useApp();
  const created = async (changes: Record<string, unknown> = {}) => {
    const planner = await app().as('planner');
    const reply = await planner.post<Project>('/api/projects', project(changes));
    expect(reply.status).to.equal(201);
    return { planner, at: `/api/projects/${reply.body.id}`, ...reply };
  };

  it('are created, read and changed with optimistic locking', async () => {
    const { planner, at, body, headers } = await created({ budget: 1_500_000_000, partners: ['kominfo'] });
    expect(headers.get('etag')).to.equal('"1"');
    expect(body).to.include({ percent: null, reportedOn: null, assetCount: 0, photoCount: 0, version: 1 });
    expect(body.partners).to.deep.equal(['kominfo']);
    const changed = await planner.patch<Project>(at, { status: 'ongoing', partners: [] }, { 'if-match': '"1"' });
    expect(changed.body).to.include({ status: 'ongoing', version: 2, budget: 1_500_000_000 });
    expect(changed.body.partners).to.deep.equal([]);
    expect((await planner.patch(at, { status: 'completed' }, { 'if-match': '"1"' })).status).to.equal(412);
    expect((await planner.patch(at, { status: 'completed' })).status).to.equal(428);
  });

  it('are made once, however often the same request comes', async () => {
    const planner = await app().as('planner');
    const sent = project({ id: newId() });
    const replies = [await planner.post('/api/projects', sent), await planner.post('/api/projects', sent)];
    expect(replies.map(({ status }) => status)).to.deep.equal([201, 200]);
    expect((await planner.post('/api/projects', { ...sent, name: 'Lain' })).status).to.equal(409);
  });

  it('lie where their assets lie, unless they have a shape of their own', async () => {
    const { planner, at, body } = await created();
    await planner.post(lamps, lamp({ project: body.id }, [120.3, -2.6]));
    await planner.post(lamps, lamp({ project: body.id }, [120.4, -2.5]));
    const read = await planner.get<Project>(at);
    expect(read.body).to.deep.include({ bbox: [120.3, -2.6, 120.4, -2.5], assetCount: 2 });
    const { body: own } = await created({ geometry: { type: 'Point', coordinates: [120.1, -2.2] } });
    expect(own.bbox).to.deep.equal([120.1, -2.2, 120.1, -2.2]);
    const assets = await planner.get<{ features: { properties: { type: string } }[] }>(`${at}/assets`);
    expect(assets.body.features.map(({ properties }) => properties.type)).to.deep.equal([
      'street-lights',
      'street-lights',
    ]);
  });

  it('are as far as their latest report says', async () => {
    const { planner, at } = await created();
    const surveyor = await app().as('surveyor');
    const report = (reportedOn: string, percent: number) =>
      surveyor.post<Report>(`${at}/reports`, { reportedOn, percent, note: 'Pekerjaan berjalan' });
    expect((await report('2026-03-14', 40)).status).to.equal(201);
    expect((await report('2026-02-14', 20.25)).status).to.equal(201);
    const read = await planner.get<Project>(at);
    expect(read.body).to.include({ percent: 40, reportedOn: '2026-03-14' });
    const list = await planner.get<List<Report>>(`${at}/reports`);
    expect(list.body.items.map(({ percent }) => percent)).to.deep.equal([40, 20.25]);
    const first = await planner.get<List<Report>>(`${at}/reports?limit=1`);
    const second = await planner.get<List<Report>>(first.body.next!);
    expect(second.body.items[0]).to.include({ percent: 20.25 });
    expect(second.body).to.not.have.property('next');
  });

  it('take the same report once', async () => {
    const { planner, at } = await created();
    const sent = { id: newId(), reportedOn: '2026-03-14', percent: 10, note: '' };
    expect((await planner.post(`${at}/reports`, sent)).status).to.equal(201);
    expect((await planner.post(`${at}/reports`, sent)).status).to.equal(200);
    expect((await planner.post(`${at}/reports`, { ...sent, percent: 11 })).status).to.equal(409);
  });

  it('are filtered by dimension, agency and status, and paged by name', async () => {
    const planner = await app().as('planner');
    for (const name of ['C', 'A', 'B'])
      await planner.post(
        '/api/projects',
        project({ name, dimension: 'economy', partners: ['kominfo'], status: 'ongoing' }),
      );
    const names = async (query: string) =>
      (await planner.get<List<Project>>(`/api/projects?${query}`)).body.items.map(({ name }) => name);
    expect(await names('dimension=economy')).to.deep.equal(['A', 'B', 'C']);
    expect(await names('dimension=economy&agency=kominfo&status=ongoing')).to.have.length(3);
    expect(await names('dimension=economy&status=completed')).to.deep.equal([]);
    const first = await planner.get<List<Project>>('/api/projects?dimension=economy&limit=2');
    const rest = await planner.get<List<Project>>(first.body.next!);
    expect(rest.body.items.map(({ name }) => name)).to.deep.equal(['C']);
    expect((await planner.get('/api/projects?dimension=magic')).status).to.equal(400);
    expect((await planner.get('/api/projects?colour=red')).status).to.equal(400);
  });

  it('are seen by the public when they are published, and their reports without names', async () => {
    const { planner, at } = await created({ published: false });
    await planner.post(`${at}/reports`, { reportedOn: '2026-03-14', percent: 10 });
    expect((await app().public.get(at)).status).to.equal(404);
    expect((await app().public.get(`${at}/reports`)).status).to.equal(404);
    await planner.patch(at, { published: true }, { 'if-match': '"1"' });
    expect((await app().public.get(at)).status).to.equal(200);
    const reports = await app().public.get<List<Report>>(`${at}/reports`);
    expect(reports.body.items[0]).to.include({ percent: 10, createdBy: null });
  });

  it('keep their history, also when they are deleted', async () => {
    const { planner, at } = await created();
    await planner.patch(at, { description: 'Baru' }, { 'if-match': '"1"' });
    expect((await planner.delete(at, { 'if-match': '"2"' })).status).to.equal(204);
    expect((await planner.get(at)).status).to.equal(410);
    const { body } = await planner.get<{ versions: Version[] }>(`${at}/versions`);
    expect(body.versions.map(({ operation }) => operation)).to.deep.equal(['delete', 'update', 'create']);
    expect(body.versions[1]?.changes).to.deep.equal([{ member: 'description', before: '', after: 'Baru' }]);
  });

  const refusals: [name: string, content: Record<string, unknown>, pointer: string][] = [
    ['an unknown agency', { leadAgency: 'nobody' }, '/leadAgency'],
    ['an unknown partner', { partners: ['nobody'] }, '/partners'],
    ['an end before the start', { plannedStart: '2026-05-01', plannedEnd: '2026-04-01' }, '/plannedEnd'],
    ['a negative budget', { budget: -1 }, '/budget'],
    ['an unknown dimension', { dimension: 'magic' }, '/dimension'],
    ['a date that does not exist', { plannedStart: '2026-02-30' }, '/plannedStart'],
    ['a member that it does not know', { colour: 'red' }, '/colour'],
    ['swapped axes', { geometry: { type: 'Point', coordinates: [-2.5, 120.3] } }, '/geometry/coordinates'],
  ];
  for (const [name, content, pointer] of refusals)
    it(`refuse ${name} and point at it`, async () => {
      const planner = await app().as('planner');
      const { status, body } = await planner.post('/api/projects', project(content));
      expect(status).to.equal(422);
      expect(body).to.have.nested.property('errors[0].pointer', pointer);
    });

  it('refuse a percent above 100 or with three decimals', async () => {
    const { planner, at } = await created();
    for (const percent of [100.01, -1, 12.345])
      expect((await planner.post(`${at}/reports`, { reportedOn: '2026-03-14', percent })).status).to.equal(422);
  });
});
