/** OGC API Features over the assets: Core to read, Part 4 to write, with versions and optimistic locking. */
import { expect } from 'chai';
import type { Feature, FeatureCollection, Version } from '../../api/contract/assets.ts';
import { useApp, userIdOf } from '../support/app.ts';
import { lamp, lamps, MASAMBA, newId } from '../support/features.ts';

describe('items of a collection', () => {
  const app = useApp();

  describe('creating', () => {
    it('by POST answers 201 with Location, ETag and the stored feature', async () => {
      const surveyor = await app().as('surveyor');
      const sent = lamp({ condition: 'RR', watts: 40 });
      const reply = await surveyor.post<Feature>(lamps, sent);
      expect(reply.status).to.equal(201);
      expect(reply.headers.get('etag')).to.equal('"1"');
      expect(reply.headers.get('content-type')).to.match(/^application\/geo\+json/);
      expect(reply.body.properties).to.include({
        code: sent.properties.code,
        condition: 'RR',
        watts: 40,
        agency: 'dputrkp2',
        published: false,
        version: 1,
      });
      const again = await surveyor.get<Feature>(reply.headers.get('location')!);
      expect(again.body).to.deep.equal(reply.body);
    });

    it('by PUT uses the id of the client, and repeating it changes nothing', async () => {
      const surveyor = await app().as('surveyor');
      const [id, sent] = [newId(), lamp()];
      const first = await surveyor.put(`${lamps}/${id}`, sent);
      const second = await surveyor.put<Feature>(`${lamps}/${id}`, sent);
      expect([first.status, second.status]).to.deep.equal([201, 200]);
      expect(second.body.properties.version).to.equal(1);
      const { body } = await surveyor.get<{ versions: Version[] }>(`${lamps}/${id}/versions`);
      expect(body.versions).to.have.length(1);
    });

    it('makes one asset of the same PUT sent twice at once', async () => {
      const surveyor = await app().as('surveyor');
      const [id, sent] = [newId(), lamp()];
      const replies = await Promise.all([1, 2, 3].map(() => surveyor.put(`${lamps}/${id}`, sent)));
      expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([200, 200, 201]);
    });

    it('takes a clockwise ring, stores it counter-clockwise and knows it again', async () => {
      const planner = await app().as('planner');
      const clockwise = [
        [120.3, -2.5],
        [120.3, -2.4],
        [120.4, -2.4],
        [120.3, -2.5],
      ];
      const sent = {
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [clockwise] },
        properties: { code: 'LANSKAP-1' },
      };
      const address = `/api/collections/riverbank-landscapes/items/${newId()}`;
      const first = await planner.put<Feature>(address, sent);
      expect(first.body.geometry.coordinates).to.deep.equal([clockwise.toReversed()]);
      expect((await planner.put(address, sent)).status).to.equal(200);
    });

    it('tells a code that is taken as a conflict that points at it', async () => {
      const surveyor = await app().as('surveyor');
      const sent = lamp();
      await surveyor.post(lamps, sent);
      const reply = await surveyor.post(lamps, sent);
      expect(reply.status).to.equal(409);
      expect(reply.body).to.have.nested.property('errors[0].pointer', '/properties/code');
    });
  });

  describe('changing', () => {
    const created = async () => {
      const surveyor = await app().as('surveyor');
      const { body } = await surveyor.post<Feature>(lamps, lamp({ watts: 40 }));
      return { surveyor, at: `${lamps}/${body.id}`, feature: body };
    };

    it('asks for the version (428), refuses a stale one (412) with the current state, and takes the right one', async () => {
      const { surveyor, at, feature } = await created();
      const changed = { ...feature, properties: { ...feature.properties, condition: 'RB' } };
      expect((await surveyor.put(at, changed)).status).to.equal(428);
      const reply = await surveyor.put<Feature>(at, changed, { 'if-match': '"1"' });
      expect(reply.status).to.equal(200);
      expect(reply.headers.get('etag')).to.equal('"2"');
      const stale = await surveyor.put(at, changed, { 'if-match': '"1"' });
      expect(stale.status).to.equal(412);
      expect(stale.body).to.have.nested.property('current.properties.version', 2);
    });

    it('lets one of two people at once win and tells the other', async () => {
      const { at } = await created();
      const [one, two] = await Promise.all([app().as('surveyor'), app().as('planner')]);
      const replies = await Promise.all([
        one.patch(at, { properties: { condition: 'RR' } }, { 'if-match': '"1"' }),
        two.patch(at, { properties: { condition: 'RB' } }, { 'if-match': '"1"' }),
      ]);
      expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([200, 412]);
    });

    it('merges a patch: null removes an attribute, the rest stays', async () => {
      const { surveyor, at, feature } = await created();
      const reply = await surveyor.patch<Feature>(
        at,
        { properties: { watts: null, poleHeight: 7 } },
        { 'if-match': '"1"', 'content-type': 'application/merge-patch+json' },
      );
      expect(reply.status).to.equal(200);
      expect(reply.body.properties).to.not.have.property('watts');
      expect(reply.body.properties).to.include({ poleHeight: 7, code: feature.properties.code });
      expect(reply.body.geometry).to.deep.equal(feature.geometry);
    });

    it('refuses a patch with a member that a feature does not have, and makes no version of it', async () => {
      const { surveyor, at } = await created();
      const reply = await surveyor.patch(at, { condition: 'RB' }, { 'if-match': '"1"' });
      expect(reply.status).to.equal(422);
      expect(reply.body).to.have.nested.property('errors[0].pointer', '/condition');
      expect((await surveyor.get(at)).headers.get('etag')).to.equal('"1"');
    });

    it('moves the geometry alone by a patch', async () => {
      const { surveyor, at } = await created();
      const reply = await surveyor.patch<Feature>(
        at,
        { geometry: { type: 'Point', coordinates: [120.33, -2.55] } },
        { 'if-match': '"1"' },
      );
      expect(reply.body.geometry.coordinates).to.deep.equal([120.33, -2.55]);
    });

    it('keeps a history of who changed what, and restores a version as a new one', async () => {
      const { surveyor, at } = await created();
      await surveyor.patch(at, { properties: { condition: 'RB' } }, { 'if-match': '"1"' });
      const { body } = await surveyor.get<{ versions: Version[] }>(`${at}/versions`);
      expect(body.versions.map(({ version, operation }) => [version, operation])).to.deep.equal([
        [2, 'update'],
        [1, 'create'],
      ]);
      expect(body.versions[0]).to.deep.include({
        changedBy: { id: userIdOf('surveyor'), name: 'surveyor' },
        changes: [{ member: 'condition', before: null, after: 'RB' }],
      });
      const restored = await surveyor.post<Feature>(`${at}/versions/1/restore`, undefined, { 'if-match': '"2"' });
      expect(restored.status).to.equal(200);
      expect(restored.body.properties).to.include({ version: 3, condition: null });
    });

    it('deletes with a tombstone: 410, out of the pages, its code free, and it can come back', async () => {
      const { surveyor, at, feature } = await created();
      expect((await surveyor.delete(at)).status).to.equal(428);
      expect((await surveyor.delete(at, { 'if-match': '"1"' })).status).to.equal(204);
      expect((await surveyor.get(at)).status).to.equal(410);
      const page = await surveyor.get<FeatureCollection>(`${lamps}?code=${feature.properties.code}`);
      expect(page.body.numberMatched).to.equal(0);
      const restored = await surveyor.post<Feature>(`${at}/versions/1/restore`, undefined, { 'if-match': '"2"' });
      expect(restored.status).to.equal(200);
      expect((await surveyor.get(at)).status).to.equal(200);
    });
  });

  describe('who may do what', () => {
    it("refuses a surveyor another agency's asset", async () => {
      const [admin, surveyor] = await Promise.all([app().as('admin'), app().as('surveyor')]);
      const { body } = await admin.post<Feature>(lamps, lamp({ agency: 'bbws-pompengan-jeneberang' }));
      const reply = await surveyor.patch(
        `${lamps}/${body.id}`,
        { properties: { condition: 'B' } },
        { 'if-match': '"1"' },
      );
      expect(reply.status).to.equal(403);
      expect((await surveyor.post(lamps, lamp({ agency: 'bbws-pompengan-jeneberang' }))).status).to.equal(403);
    });

    it('shows the public what a planner has published, and nothing before', async () => {
      const [surveyor, planner] = await Promise.all([app().as('surveyor'), app().as('planner')]);
      const { body } = await surveyor.post<Feature>(lamps, lamp());
      const at = `${lamps}/${body.id}`;
      const count = async () =>
        (await app().public.get<FeatureCollection>(`${lamps}?code=${body.properties.code}`)).body.numberMatched;
      expect((await app().public.get(at)).status).to.equal(404);
      expect(await count()).to.equal(0);
      expect((await surveyor.patch(at, { properties: { published: true } }, { 'if-match': '"1"' })).status).to.equal(
        403,
      );
      expect((await planner.patch(at, { properties: { published: true } }, { 'if-match': '"1"' })).status).to.equal(
        200,
      );
      expect((await app().public.get(at)).status).to.equal(200);
      expect(await count()).to.equal(1);
    });

    it('writes an audit row for each write', async () => {
      const surveyor = await app().as('surveyor');
      const { body } = await surveyor.post<Feature>(lamps, lamp());
      await surveyor.patch(`${lamps}/${body.id}`, { properties: { condition: 'B' } }, { 'if-match': '"1"' });
      await surveyor.delete(`${lamps}/${body.id}`, { 'if-match': '"2"' });
      const rows = await app().db('audit').where({ noun_id: body.id }).orderBy('id').select('action', 'actor_id');
      expect(rows.map(({ action }) => action)).to.deep.equal(['asset.create', 'asset.update', 'asset.delete']);
      expect(rows[0].actor_id).to.equal(userIdOf('surveyor'));
    });
  });

  describe('reading pages', () => {
    const type = '/api/collections/memorials/items';
    const [west, south] = [120.1, -2.7];
    const total = 25;

    before(async () => {
      const admin = await app().as('admin');
      for (let i = 0; i < total; i += 1)
        await admin.post(type, {
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [west + i / 1000, south] },
          properties: { code: `M-${i}`, condition: i % 5 === 0 ? 'RB' : 'B' },
        });
    });

    it('follows next links to the end and meets each feature once', async () => {
      const codes: unknown[] = [];
      let address: string | undefined = `${type}?limit=10`;
      const sizes: number[] = [];
      while (address !== undefined) {
        const { body }: { body: FeatureCollection } = await app().public.get<FeatureCollection>(address);
        expect(body.numberMatched).to.equal(total);
        expect(body.numberReturned).to.equal(body.features.length);
        sizes.push(body.numberReturned);
        codes.push(...body.features.map(({ properties }) => properties.code));
        address = body.links.find(({ rel }) => rel === 'next')?.href;
      }
      expect(sizes).to.deep.equal([10, 10, 5]);
      expect(new Set(codes).size).to.equal(total);
    });

    it('filters by bbox, by property and by both', async () => {
      const count = async (query: string) =>
        (await app().public.get<FeatureCollection>(`${type}?${query}`)).body.numberMatched;
      const box = `bbox=${west - 0.0001},${south - 0.1},${west + 0.0091},${south + 0.1}`;
      expect(await count(box)).to.equal(10);
      expect(await count('condition=RB')).to.equal(5);
      expect(await count(`${box}&condition=RB`)).to.equal(2);
      expect(await count('code=M-7')).to.equal(1);
      expect(await count('bbox=170,-10,-170,10')).to.equal(0);
    });

    it('filters by datetime of the last change', async () => {
      const count = async (query: string) =>
        (await app().public.get<FeatureCollection>(`${type}?${query}`)).body.numberMatched;
      expect(await count('datetime=2020-01-01/..')).to.equal(total);
      expect(await count('datetime=../2020-01-01')).to.equal(0);
    });

    for (const query of [
      'limit=0',
      'limit=x',
      'bbox=1,2,3',
      'bbox=-2.9,119.6,-1.9,120.7',
      'datetime=yesterday',
      'after=not-a-key',
      'colour=red',
      'condition=broken',
      'condition=B&condition=RB',
      'project=1',
      'year=new',
      'code=%00',
    ])
      it(`answers 400 and names the parameter of ?${query}`, async () => {
        const { status, body } = await app().public.get(`${type}?${query}`);
        expect(status).to.equal(400);
        expect(JSON.stringify(body)).to.contain(query.split('=')[0]);
      });

    it('takes SQL in a parameter for what it is: a text', async () => {
      const { status, body } = await app().public.get<FeatureCollection>(
        `${type}?code=${encodeURIComponent("' or 1=1; drop table assets; --")}`,
      );
      expect([status, body.numberMatched]).to.deep.equal([200, 0]);
    });

    it('does not know other collections, other ids or other methods', async () => {
      expect((await app().public.get('/api/collections/dragons/items')).status).to.equal(404);
      expect((await app().public.get(`${type}/${newId()}`)).status).to.equal(404);
      expect((await app().public.get(`${type}/17`)).status).to.equal(400);
      const refused = await app().public.send('PUT', type, { json: {} });
      expect([refused.status, refused.headers.get('allow')]).to.deep.equal([405, 'HEAD, GET, POST, OPTIONS']);
    });
  });

  describe('bad content', () => {
    const refusals: [name: string, feature: unknown, pointer: RegExp][] = [
      [
        'a wrong geometry type',
        { ...lamp(), geometry: { type: 'LineString', coordinates: [MASAMBA, [120, -2]] } },
        /^\/geometry/,
      ],
      ['swapped axes', lamp({}, [-2.553, 120.327]), /^\/geometry\/coordinates/],
      [
        'coordinates as text',
        { ...lamp(), geometry: { type: 'Point', coordinates: ['120', '-2'] } },
        /^\/geometry\/coordinates\/0/,
      ],
      ['a geometry collection', { ...lamp(), geometry: { type: 'GeometryCollection', geometries: [] } }, /^\/geometry/],
      ['no geometry', { ...lamp(), geometry: null }, /^\/geometry/],
      ['an attribute that the type does not have', lamp({ colour: 'warm' }), /^\/properties\/colour/],
      ['an attribute of the wrong type', lamp({ watts: 'forty' }), /^\/properties\/watts/],
      ['an unknown condition', lamp({ condition: 'rusak' }), /^\/properties\/condition/],
      ['an unknown project', lamp({ project: newId() }), /^\/properties\/project/],
      ['a NUL in a text', lamp({ name: 'a\u0000b' }), /^\/properties\/name/],
      ['an endless code', lamp({ code: 'x'.repeat(61) }), /^\/properties\/code/],
      ['no code', { ...lamp(), properties: {} }, /^\/properties\/code/],
    ];
    for (const [name, feature, pointer] of refusals)
      it(`refuses ${name} and points at it`, async () => {
        const admin = await app().as('admin');
        const { status, body, headers } = await admin.post<{ errors: { pointer: string }[]; detail: string }>(
          lamps,
          feature,
        );
        expect(status).to.equal(422);
        expect(headers.get('content-type')).to.match(/^application\/problem\+json/);
        expect(body.errors.map((error) => error.pointer).join()).to.match(pointer);
      });

    it('refuses a polygon that crosses itself and says where', async () => {
      const planner = await app().as('planner');
      const bow = [
        [120, -2],
        [120.1, -2.1],
        [120.1, -2],
        [120, -2.1],
        [120, -2],
      ];
      const { status, body } = await planner.post<{ errors: { pointer: string; detail: string }[] }>(
        '/api/collections/riverbank-landscapes/items',
        { type: 'Feature', geometry: { type: 'Polygon', coordinates: [bow] }, properties: { code: 'BOW' } },
      );
      expect(status).to.equal(422);
      expect(body.errors[0]).to.include({ pointer: '/geometry/coordinates' });
      expect(body.errors[0]!.detail).to.contain('Self-intersection [120.05, -2.05]');
    });

    it('answers broken JSON, NaN and a wrong media type in words', async () => {
      const admin = await app().as('admin');
      const send = (body: string, type = 'application/geo+json') =>
        admin.send('POST', lamps, { body, headers: { 'content-type': type } });
      expect((await send('{"type":')).status).to.equal(400);
      expect((await send('{"type":"Feature","geometry":{"type":"Point","coordinates":[NaN,1]}}')).status).to.equal(400);
      expect((await send('<x/>', 'application/xml')).status).to.equal(415);
    });

    it('refuses content that is nested without end', async () => {
      const admin = await app().as('admin');
      const deep = '['.repeat(100_000) + ']'.repeat(100_000);
      const body = `{"type":"Feature","geometry":{"type":"Point","coordinates":${deep}},"properties":{"code":"D"}}`;
      const { status } = await admin.send('POST', lamps, { body, headers: { 'content-type': 'application/json' } });
      expect(status).to.equal(400);
    });

    it('refuses a body of 100 MB before reading it whole', async () => {
      const admin = await app().as('admin');
      const { status } = await admin.send('POST', lamps, {
        body: Buffer.alloc(100_000_000, 32),
        headers: { 'content-type': 'application/json' },
      });
      expect(status).to.equal(413);
    });

    it('speaks the language that is asked for, Indonesian when none is', async () => {
      const admin = await app().as('admin');
      const told = async (language: string) =>
        (await admin.post(lamps, lamp({ watts: 'x' }), { 'accept-language': language })).body['title'];
      expect(await told('en')).to.equal('Invalid content');
      expect(await told('id')).to.equal('Isi belum benar');
      expect(await told('fr')).to.equal('Isi belum benar');
    });
  });
});
