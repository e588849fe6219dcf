/** The address bar as state, on a history of our own in the place of the browser's. */
import { expect } from 'chai';
import { guardLeaving, hrefTo, location, navigate, startLocation } from '../../../../client/state/location.ts';

const id = '019a0000-0000-7000-8000-000000000001';

describe('the address bar', () => {
  let browser: ReturnType<typeof fakeBrowser>;

  beforeEach(() => {
    browser = fakeBrowser('/?at=15/-2.55300/120.32700');
    startLocation();
  });

  afterEach(() => browser.restore());

  it('is read at the start', () => {
    expect(location.value.place?.zoom).to.equal(15);
  });

  it('gets an entry for what Back shall undo, and none for panning', () => {
    navigate({ asset: { type: 'street-lights', id } });
    navigate({ place: { zoom: 16, latitude: -2.5, longitude: 120.3 } }, { replace: true });
    expect(browser.entries).to.have.length(2);
    browser.back();
    expect(location.value.asset).to.equal(null);
  });

  it('drops what belonged to the view that is left', () => {
    navigate({ view: 'projects', params: { dimension: 'branding' } });
    navigate({ view: 'project', viewId: id });
    expect(location.value.params).to.deep.equal({});
    navigate({ view: 'map' });
    expect(location.value.viewId).to.equal(null);
  });

  it('closes the form when another asset is selected', () => {
    navigate({ asset: { type: 'street-lights', id }, edit: true });
    navigate({ asset: { type: 'street-lights', id: 'other' } });
    expect(location.value.edit).to.equal(false);
  });

  it('makes links without going there', () => {
    expect(hrefTo({ view: 'project', viewId: id })).to.equal(`/proyek/${id}?at=15/-2.55300/120.32700`);
    expect(location.value.view).to.equal('map');
  });

  it('stays while the guard says so, and goes once it lets go', async () => {
    let mayLeave = false;
    guardLeaving(() => mayLeave);
    navigate({ view: 'projects' });
    await settled();
    expect(location.value.view).to.equal('map');
    mayLeave = true;
    navigate({ view: 'projects' });
    await settled();
    expect(location.value.view).to.equal('projects');
  });

  it('asks the guard before Back too, and then goes back once', async () => {
    navigate({ asset: { type: 'street-lights', id }, edit: true });
    let mayLeave = false;
    guardLeaving(() => mayLeave);
    browser.back();
    await settled();
    expect(location.value.edit).to.equal(true);
    expect(browser.path()).to.contain('edit=1');
    mayLeave = true;
    browser.back();
    await settled();
    expect(location.value.edit).to.equal(false);
    expect(browser.path()).not.to.contain('edit=1');
  });

  it('lets the map be panned while the guard stands', () => {
    const end = guardLeaving(() => false);
    navigate({ place: { zoom: 12, latitude: 0, longitude: 120 } }, { replace: true });
    expect(location.value.place?.zoom).to.equal(12);
    end();
  });
});

/** Until the promises under way have run. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function fakeBrowser(start: string) {
  const listeners: (() => void)[] = [];
  const entries = [start];
  let at = 0;
  const goBack = (): void => {
    at = Math.max(0, at - 1);
    for (const listener of listeners) listener();
  };
  const fakes = {
    history: {
      pushState: (_state: unknown, _title: string, path: string) => {
        entries.splice(++at, entries.length, path);
      },
      replaceState: (_state: unknown, _title: string, path: string) => {
        entries[at] = path;
      },
      back: goBack,
    },
    window: {
      get location() {
        return new URL(entries[at] ?? '/', 'http://localhost');
      },
      addEventListener: (type: string, listener: () => void) => type === 'popstate' && listeners.push(listener),
    },
    document: { addEventListener: () => undefined },
  };
  const before = Object.keys(fakes).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const [name, value] of Object.entries(fakes)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  return {
    entries,
    back: goBack,
    path: () => entries[at],
    restore: () => {
      for (const [name, descriptor] of before) {
        if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
        else Object.defineProperty(globalThis, name, descriptor);
      }
    },
  };
}
