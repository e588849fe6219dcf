/** The three jobs that the product is made for, each by the hands of the one who does it. */
import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { picturesOf, settled, useBrowser } from '../support/browser.ts';
import { emailOf, PASSWORD, type TestApp } from '../support/app.ts';
import { exifPosition, jpeg } from '../support/photos.ts';
import {
  button,
  choice,
  dialog,
  find,
  gallery,
  heading,
  labelled,
  link,
  map,
  numberField,
  photos,
  radio,
  text,
  textField,
} from '../support/screens.ts';
import { useSite } from '../support/site.ts';

const SLOW_MS = 120_000;
/** On the main road of Masamba. */
const road = { longitude: 120.3271, latitude: -2.5531 };

describe('the three jobs in a browser', function () {
  this.timeout(SLOW_MS);
  const site = useSite();
  const visit = useBrowser(site);

  it('lets a surveyor add a street light with two photos from a phone', () =>
    visit({ device: 'phone' }, async (page) => {
      await page.goto('/?at=17/-2.55310/120.32710');
      await link(page, 'Saya').tap();
      await link(page, 'Masuk').tap();
      await labelled(page, 'Surel').fill(emailOf('surveyor'));
      await labelled(page, /^Kata sandi$/).fill(PASSWORD);
      await button(page, 'Masuk').tap();

      await link(page, 'Tambah').tap();
      await link(page, /Lampu jalan/).tap();
      await placeByTap(page);
      await fillLight(page, 'PJU-901');
      await picturesOf(page, 'surveyor-1-form');
      await button(page, /^Simpan/).tap();

      await text(page, 'PJU-901 tersimpan di server.').waitFor();
      await heading(page, 'PJU-901').waitFor();
      await gallery(page).setInputFiles(await twoPhotos());
      await text(page, '2 dari 2 foto diterima server').waitFor();
      await text(page, '2 dari 2 foto diterima server').scrollIntoViewIfNeeded();
      await picturesOf(page, 'surveyor-2-saved');

      const { lights, received } = await stored(site(), 'PJU-901');
      expect(lights).to.have.length(1);
      expect(lights[0]).to.include({ condition: 'B', status: 'built', agency_id: 'dputrkp2' });
      expect(received).to.deep.equal([{ bytes: 'kept' }, { bytes: 'kept' }]);
    }));

  it("takes a new light's place from the device, with its accuracy", () =>
    visit({ device: 'phone', role: 'surveyor', position: { ...road, accuracy: 4 } }, async (page) => {
      await page.goto('/?new=street-lights');
      // The map's own tool of this name has a symbol alone.
      await button(page, 'Posisi saya').filter({ hasText: 'Posisi saya' }).tap();
      await text(page, 'ketelitian ± 4 m').waitFor();
      await button(page, 'Pakai posisi ini').tap();
      await fillLight(page, 'PJU-902');
      await button(page, /^Simpan/).tap();

      await text(page, 'PJU-902 tersimpan di server.').waitFor();
      const { lights } = await stored(site(), 'PJU-902');
      expect(lights[0]).to.include(road);
    }));

  it('lets a planner read a project, its percent, and an asset of it with its photo', () =>
    visit({ role: 'planner' }, async (page) => {
      await page.goto('/');
      await link(page, 'Proyek').click();
      await link(page, /Penambahan lampu jalan utama Masamba/)
        .getByText('81,0%')
        .waitFor();
      await picturesOf(page, 'planner-1-projects');
      await link(page, /Penambahan lampu jalan utama Masamba/).click();
      await heading(page, 'Penambahan lampu jalan utama Masamba').waitFor();
      await text(page, '81,0%').first().waitFor();
      await picturesOf(page, 'planner-2-project');

      await button(page, /Tampilkan 1\d\d aset/).click();
      await link(page, /PJU-040/).click();
      await heading(page, 'PJU-040').waitFor();
      await photos(page).first().waitFor();
      expect(await photos(page).count()).to.equal(3);
      await picturesOf(page, 'planner-3-asset');
      await photos(page).first().click();
      const large = dialog(page).getByRole('img');
      await large.waitFor();
      await page.waitForFunction((img) => (img as HTMLImageElement).naturalWidth > 1000, await large.elementHandle());
      await picturesOf(page, 'planner-4-photo');
    }));

  it("lets a liaison download the river segment's GeoJSON", () =>
    visit({ role: 'liaison' }, async (page) => {
      await page.goto('/');
      await find(page, 'SM-01');
      await button(page, 'Unduh GeoJSON STA 0+000–0+700').waitFor();
      await settled(page);
      await picturesOf(page, 'liaison-1-river');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        button(page, 'Unduh GeoJSON STA 0+000–0+700').click(),
      ]);
      expect(download.suggestedFilename()).to.match(/\.geojson$/);
      const collection = JSON.parse(await readFile(await download.path(), 'utf8')) as Collection;
      expect(collection.type).to.equal('FeatureCollection');
      expect(collection).not.to.have.property('crs');
      const kinds = collection.features.map(({ properties }) => properties['featureKind']);
      const [line] = collection.features;
      expect(line?.geometry.type).to.equal('LineString');
      expect(line?.properties['length']).to.be.closeTo(700, 0.5);
      const stations = collection.features.filter(({ properties }) => properties['featureKind'] === 'station');
      expect(stations.map(({ properties }) => properties['name'])).to.deep.equal(
        Array.from({ length: 15 }, (_, i) => `STA 0+${String(i * 50).padStart(3, '0')}`),
      );
      expect(kinds).to.include.members(['asset', 'photo']);
    }));
});

interface Collection {
  type: string;
  features: { geometry: { type: string }; properties: Record<string, unknown> }[];
}

/** Taps the free part of the map until the pin stands there: drawing is fetched when the form opens. */
async function placeByTap(page: Page): Promise<void> {
  await settled(page);
  const { x, y, width } = (await map(page).boundingBox()) ?? { x: 0, y: 0, width: 0 };
  await page.touchscreen.tap(x + width / 2, y + 240);
  await text(page, 'Belum ada tempat.').waitFor({ state: 'detached' });
}

async function fillLight(page: Page, code: string): Promise<void> {
  await textField(page, /^Kode(?! barang)/).fill(code);
  await textField(page, /^Nama/).fill('Lampu simpang pasar');
  await radio(page, 'Baik').check();
  await choice(page, /^Status/).selectOption({ label: 'Terbangun' });
  await choice(page, /^Proyek/).selectOption({ label: 'Penambahan lampu jalan utama Masamba' });
  await choice(page, /^Jenis lampu/).selectOption('LED');
  await numberField(page, /^Daya lampu/).fill('60');
}

async function twoPhotos(): Promise<{ name: string; mimeType: string; buffer: Buffer }[]> {
  const exif = { IFD3: exifPosition(road.longitude, road.latitude) };
  const pictures = await Promise.all([1, 2].map((seed) => jpeg(seed, exif, 1600, 1200)));
  return pictures.map((buffer, i) => ({ name: `IMG_000${i + 1}.jpg`, mimeType: 'image/jpeg', buffer }));
}

async function stored({ db }: TestApp, code: string) {
  const { rows: lights } = await db.raw<{ rows: Record<string, unknown>[] }>(
    `select id, condition, status, agency_id, st_x(geom) as longitude, st_y(geom) as latitude from assets where code = ?`,
    [code],
  );
  const received = await db('photos')
    .where({ asset_id: lights[0]?.['id'] ?? null })
    .select(db.raw(`case when bytes > 0 then 'kept' end as bytes`));
  return { lights, received };
}
