/** Addresses: what is written is read back, and a malformed one still shows the map. */
import { expect } from 'chai';
import fc from 'fast-check';
import { parseLocation, toPath, type AppLocation } from '../../../../client/state/address.ts';

const read = (path: string): AppLocation => parseLocation(new URL(path, 'http://localhost'));
const id = '019a0000-0000-7000-8000-000000000001';

describe('addresses', () => {
  it('say place, layers, selection and language', () => {
    const state = read(
      `/?at=15/-2.55300/120.32700&layers=street-lights,river-segments&asset=street-lights/${id}&lang=en`,
    );
    expect(state.place).to.deep.equal({ zoom: 15, latitude: -2.553, longitude: 120.327 });
    expect(state.layers).to.deep.equal(['street-lights', 'river-segments']);
    expect(state.asset).to.deep.equal({ type: 'street-lights', id });
    expect(state.language).to.equal('en');
  });

  it('name the views in Indonesian', () => {
    expect(read('/').view).to.equal('map');
    expect(read('/proyek').view).to.equal('projects');
    expect(read(`/proyek/${id}`)).to.include({ view: 'project', viewId: id });
    expect(read('/kelola/pengguna')).to.include({ view: 'administration', viewId: 'pengguna' });
    expect(read('/masuk').view).to.equal('sign-in');
    expect(read('/saya').view).to.equal('account');
    expect(read('/foto').view).to.equal('photos');
  });

  it('tell no layers from all layers', () => {
    expect(read('/').layers).to.equal(null);
    expect(read('/?layers=none').layers).to.deep.equal([]);
    expect(toPath({ ...read('/'), layers: [] })).to.equal('/?layers=none');
  });

  it("keep a view's own parameters", () => {
    const state = read('/proyek?dimension=branding&at=9/1/2');
    expect(state.params).to.deep.equal({ dimension: 'branding' });
    expect(toPath(state)).to.contain('dimension=branding');
  });

  it('leave out what is malformed instead of failing', () => {
    for (const at of ['', 'x', '1/2', '15/a/b', '15/95/120', '15/1/200', '15//120', '99/1/1', '15/1/2/3']) {
      expect(read(`/?at=${at}`).place, at).to.equal(null);
    }
    for (const asset of ['', 'street-lights', 'a/b/c', '/x'])
      expect(read(`/?asset=${asset}`).asset, asset).to.equal(null);
    expect(read('/?lang=fr').language).to.equal(null);
    expect(read('/tidak/ada').view).to.equal('map');
    expect(read('/proyek/%E0%A4%A').viewId).to.equal('%E0%A4%A');
  });

  it('are read back as they were written', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/).filter((text) => text !== 'none');
    const own = new Set(['at', 'layers', 'asset', 'edit', 'new', 'lang']);
    const states = fc.record<AppLocation>({
      view: fc.constantFrom('map', 'projects', 'photos', 'account', 'sign-in'),
      viewId: fc.constant(null),
      place: fc.option(
        fc.record({
          zoom: fc.integer({ min: 0, max: 20 }),
          latitude: fc.integer({ min: -8_500_000, max: 8_500_000 }).map((n) => n / 1e5),
          longitude: fc.integer({ min: -18_000_000, max: 18_000_000 }).map((n) => n / 1e5),
        }),
      ),
      layers: fc.option(fc.array(word, { maxLength: 4 })),
      asset: fc.option(fc.record({ type: word, id: fc.uuid() })),
      edit: fc.boolean(),
      creating: fc.option(fc.oneof(fc.constant(''), word)),
      language: fc.constantFrom('id', 'en', null),
      params: fc.dictionary(
        word.filter((key) => !own.has(key)),
        fc.string({ maxLength: 12 }),
        { noNullPrototype: true },
      ),
    });
    fc.assert(
      fc.property(states, (state) => {
        expect(read(toPath(state))).to.deep.equal(state);
      }),
      { seed: 7322 },
    );
  });
});
