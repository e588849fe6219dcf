/** Landing page, description, search, health, metrics, headers, and what happens when the database goes away. */
import { expect } from 'chai';
import type { Feature } from '../../api/contract/assets.ts';
import { operations } from '../../api/routes/index.ts';
import { useApp } from '../support/app.ts';
import { openDatabaseLine, type DatabaseLine } from '../support/database-line.ts';
import { lamp, lamps } from '../support/features.ts';

describe('the service', () => {
  const app = useApp();

  it('is an OGC API landing page whose links answer', async () => {
    const { body } = await app().public.get<{ links: { href: string; rel: string }[] }>('/api');
    expect(body.links.map(({ rel }) => rel)).to.include.members(['self', 'service-desc', 'conformance', 'data']);
    for (const { href } of body.links) expect((await fetch(href)).status, href).to.equal(200);
  });

  it('describes each operation in OpenAPI 3.1', async () => {
    const { body, headers } = await app().public.get<{ openapi: string; paths: Record<string, object> }>(
      '/api/openapi.json',
    );
    expect(headers.get('content-type')).to.contain('openapi+json');
    expect(body.openapi).to.match(/^3\.1/);
    for (const { path, method } of operations) expect(body.paths[path], path).to.have.property(method);
  });

  it('finds assets by a part of their code or name, and takes % and _ for themselves', async () => {
    const planner = await app().as('planner');
    const code = 'CARI-100%_A';
    const { body } = await planner.post<Feature>(lamps, lamp({ code, name: 'Lampu depan kantor' }));
    const ids = async (q: string) =>
      (await app().public.get<{ items: { id: string }[] }>(`/api/search?q=${encodeURIComponent(q)}`)).body.items.map(
        ({ id }) => id,
      );
    expect(await ids('cari-100')).to.deep.equal([body.id]);
    expect(await ids('depan kantor')).to.deep.equal([body.id]);
    expect(await ids('100%_')).to.deep.equal([body.id]);
    expect(await ids('%')).to.deep.equal([body.id]);
    expect(await ids("' or true --")).to.deep.equal([]);
    expect((await app().public.get('/api/search?q=')).status).to.equal(400);
  });

  it('is alive and ready, and keeps its metrics from the public', async () => {
    expect((await app().public.get('/api/health')).body).to.deep.equal({ status: 'ok' });
    expect((await app().public.get('/api/ready')).status).to.equal(200);
    expect((await app().public.get('/api/metrics')).status).to.equal(401);
    const admin = await app().as('admin');
    expect((await admin.get<string>('/api/metrics')).body).to.contain('http_request_duration_seconds');
  });

  it('sends headers that keep a browser from doing what nobody asked for', async () => {
    const { headers } = await app().public.get('/api');
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('x-powered-by')).to.equal(null);
    const csp = headers.get('content-security-policy') ?? '';
    expect(csp)
      .to.contain("script-src 'self'")
      .and.to.not.match(/script-src[^;]*unsafe/);
  });

  it('answers 404 as a problem for what it does not serve', async () => {
    const { status, headers, body } = await app().public.get('/api/nothing');
    expect(status).to.equal(404);
    expect(headers.get('content-type')).to.match(/^application\/problem\+json/);
    expect(body).to.include({ type: '/problems/not-found', status: 404 });
  });

  it('answers 400 for an address that cannot be read', async () => {
    const { status, body } = await app().public.get('/api/collections/%E0%A4%A/items');
    expect(status).to.equal(400);
    expect(body).to.include({ type: '/problems/malformed-request' });
  });
});

describe('a database that goes away and comes back', () => {
  let line: DatabaseLine;
  const app = useApp(async () => {
    line = await openDatabaseLine();
    return { db: line.db };
  });
  after(() => line.close());

  it('is told as 503 with Retry-After while it is away, and is used again without a restart', async () => {
    expect((await app().public.get('/api/collections')).status).to.equal(200);
    await line.cut();
    const { status, headers, body } = await app().public.get('/api/collections');
    expect(status).to.equal(503);
    expect(headers.get('retry-after')).to.equal('5');
    expect(body).to.include({ type: '/problems/unavailable' });
    expect((await app().public.get('/api/health')).status).to.equal(200);
    expect((await app().public.get('/api/ready')).status).to.equal(503);
    await line.mend();
    expect((await app().public.get('/api/collections')).status).to.equal(200);
  });
});
