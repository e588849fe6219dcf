/** Nasty values in every parameter of every operation: each is refused in words or found to be nothing, and no one breaks the service. */
import { expect } from 'chai';
import { operations } from '../../api/routes/index.ts';
import { useApp, type Client } from '../support/app.ts';

const nasty = [
  "' or 1=1; drop table assets; --",
  '1) union select password_hash from users --',
  '\u0000',
  '../../../etc/passwd',
  '%',
  'NaN',
  '-1',
  '1e999',
  '9'.repeat(400),
  '__proto__',
  '{"$ne": null}',
  '<script>alert(1)</script>',
  '💡 ‮',
];

describe('nasty values', () => {
  const app = useApp();
  let admin: Client;
  before(async () => {
    admin = await app().as('admin');
  });

  /** Sends one request, and sees that it was answered in words. */
  async function probe(method: string, address: string, headers?: Record<string, string>): Promise<void> {
    const response = await admin.fetch(method, address, headers === undefined ? {} : { headers });
    const text = await response.text();
    expect(response.status, `${method} ${address}`).to.be.lessThan(500);
    if (response.status >= 400) {
      expect(response.headers.get('content-type'), address).to.match(/^application\/problem\+json/);
      expect(text).to.not.match(/at .*\(.*\.ts:\d+/);
    }
  }

  const reading = operations.filter(({ method }) => method === 'get');
  for (const { id, path, query } of reading) {
    if (path.includes('{'))
      it(`in the path of ${id} are answered in words`, async () => {
        for (const value of nasty)
          await probe('GET', `/api${path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(value))}`);
      });
    if (query !== undefined)
      it(`in each parameter of ${id} are answered in words`, async () => {
        const real = path
          .replace('{type}', 'street-lights')
          .replaceAll(/\{\w+\}/g, '00000000-0000-7000-8000-000000000099');
        for (const name of [...Object.keys(query.shape), 'unknown', '__proto__', 'constructor'])
          for (const value of nasty)
            await probe('GET', `/api${real}?${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
      });
  }

  it('in each property filter of a collection are answered in words', async () => {
    const { body } = await admin.get<{ properties: object }>('/api/collections/street-lights/schema');
    for (const name of [
      'code',
      'name',
      'condition',
      'status',
      'project',
      'agency',
      'published',
      ...Object.keys(body.properties),
    ])
      for (const value of nasty)
        await probe('GET', `/api/collections/street-lights/items?${name}=${encodeURIComponent(value)}`);
  });

  it('in the headers that a request may carry are answered in words', async () => {
    const at = '/api/collections/street-lights/items/00000000-0000-7000-8000-000000000099';
    for (const value of ['"', '"\\"', 'W/"1"', '*, *', 'x'.repeat(5000), '"1", "2"'])
      await probe('DELETE', at, { 'if-match': value });
    for (const value of ['Bearer', 'Bearer x', `Bearer ${'x'.repeat(5000)}`, 'Bearer lutra_\u00ff'])
      await probe('GET', at, { authorization: value });
  });

  it('leave every table as it was', async () => {
    const { rows } = await app().db.raw<{ rows: { count: number }[] }>('select count(*)::int as count from assets');
    expect(rows[0]?.count).to.equal(0);
    expect((await admin.get('/api/collections')).status).to.equal(200);
  });
});
