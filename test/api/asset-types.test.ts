/** Asset types as data. */
import { expect } from 'chai';
import type { AssetType, Collection } from '../../api/contract/asset-types.ts';
import type { Feature } from '../../api/contract/assets.ts';
import { useApp } from '../support/app.ts';
import { MASAMBA } from '../support/features.ts';

const bench = {
  id: 'benches',
  title: { id: 'Bangku taman', en: 'Benches' },
  geometryType: 'Point',
  symbol: 'dot',
  schema: {
    type: 'object',
    properties: {
      zeats: { type: 'integer', title: 'Kursi', 'x-title-en': 'Seats', minimum: 1 },
      a: { type: 'string', title: 'Bahan', 'x-title-en': 'Material' },
    },
  },
};

describe('asset types', () => {
  const app = useApp();

  it('that are added are at once a collection that takes assets, a tile layer and a schema in its order', async () => {
    const admin = await app().as('admin');
    expect((await admin.post('/api/asset-types', bench)).status).to.equal(201);
    const { body } = await app().public.get<{ collections: Collection[] }>('/api/collections');
    expect(body.collections.find(({ id }) => id === 'benches')).to.deep.include({ titles: bench.title });
    const item = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: MASAMBA },
      properties: { code: 'B1', zeats: 3 },
    };
    expect((await admin.post<Feature>('/api/collections/benches/items', item)).status).to.equal(201);
    const wrong = { ...item, properties: { code: 'B2', zeats: 0 } };
    expect((await admin.post('/api/collections/benches/items', wrong)).status).to.equal(422);
    expect((await app().public.fetch('GET', '/api/collections/benches/tiles/WebMercatorQuad/0/0/0')).status).to.equal(
      200,
    );
    const type = await app().public.get<AssetType>('/api/asset-types/benches');
    expect(Object.keys(type.body.schema.properties)).to.deep.equal(['zeats', 'a']);
    expect((await admin.delete('/api/asset-types/benches', { 'if-match': '"1"' })).status).to.equal(409);
  });

  it('change with optimistic locking, but never their geometry', async () => {
    const admin = await app().as('admin');
    const other = { ...bench, id: 'bins' };
    await admin.post('/api/asset-types', other);
    const renamed = { ...other, title: { id: 'Tempat sampah', en: 'Bins' } };
    expect((await admin.put('/api/asset-types/bins', renamed)).status).to.equal(428);
    const reply = await admin.put<AssetType>('/api/asset-types/bins', renamed, { 'if-match': '"1"' });
    expect(reply.body).to.include({ version: 2 });
    const line = { ...renamed, geometryType: 'LineString' };
    expect((await admin.put('/api/asset-types/bins', line, { 'if-match': '"2"' })).status).to.equal(409);
    expect((await admin.delete('/api/asset-types/bins', { 'if-match': '"2"' })).status).to.equal(204);
  });

  it('that exist already or that no form can be made of are refused', async () => {
    const admin = await app().as('admin');
    expect((await admin.post('/api/asset-types', { ...bench, id: 'memorials' })).status).to.equal(409);
    const taken = { ...bench, id: 'x1', schema: { type: 'object', properties: { code: bench.schema.properties.a } } };
    const reply = await admin.post('/api/asset-types', taken);
    expect(reply.body).to.have.nested.property('errors[0].pointer', '/schema/properties/code');
    expect((await admin.post('/api/asset-types', { ...bench, id: 'Not A Slug' })).status).to.equal(422);
  });
});
