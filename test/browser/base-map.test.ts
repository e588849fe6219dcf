/** The map without the operator's base map, which is how it looks where the internet does not reach. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { screenshot, settled, useBrowser } from '../support/browser.ts';
import { credit } from '../support/screens.ts';
import { useSite } from '../support/site.ts';

describe('the map without a base map in a browser', function () {
  this.timeout(120_000);
  const visit = useBrowser(useSite());

  it('says in one line that there is none, and shows land and grid', () =>
    visit({}, async (page) => {
      await page.goto('/');
      await settled(page);
      expect(await credit(page).innerText()).to.equal('Tanpa peta dasar: hanya daratan dan kisi');
      expect(await colours(page, 'land')).to.be.greaterThan(1);
      await screenshot(page, 'map-without-base');
    }));
});

describe('the map with a base map that fails in a browser', function () {
  this.timeout(120_000);
  let host: Server;
  let asked = 0;
  before(async () => {
    host = createServer((_req, res) => {
      asked += 1;
      res.writeHead(500).end();
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  });
  after(() => host.close());
  const origin = () => `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  const visit = useBrowser(
    useSite(() => ({ BASEMAP_URL: `${origin()}/{z}/{x}/{y}.png`, BASEMAP_ATTRIBUTION: 'Peta' })),
  );

  it('says that it cannot be reached, and shows land and grid instead', () =>
    visit({ origin: origin(), expected: /status of 500/ }, async (page) => {
      await page.goto('/');
      await credit(page).filter({ hasText: 'Peta dasar tidak terjangkau: hanya daratan dan kisi' }).waitFor();
      await settled(page);
      expect(asked).to.be.greaterThan(2);
      expect(await colours(page, 'land')).to.be.greaterThan(1);
      await screenshot(page, 'map-with-failing-base');
    }));
});

/** How many colours a pane's canvas has; an empty one has none but "nothing". */
async function colours(page: Page, pane: string): Promise<number> {
  const found = await page.waitForFunction((name) => {
    const inMap = document.querySelector('lutra-app')?.shadowRoot?.querySelector('lutra-map')?.shadowRoot;
    const canvas = inMap?.querySelector<HTMLCanvasElement>(`.leaflet-${name}-pane canvas`);
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    if (pixels === undefined) return 0;
    const size = new Set(new Uint32Array(pixels.buffer)).size;
    return size > 1 ? size : 0;
  }, pane);
  return found.jsonValue();
}
