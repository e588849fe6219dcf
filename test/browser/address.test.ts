/** What is on the screen has an address that can be sent; Back and the keyboard do what people expect of them. */
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { settled, useBrowser } from '../support/browser.ts';
import { button, choice, find, heading, link, search, switchOf, text } from '../support/screens.ts';
import { useSite } from '../support/site.ts';

describe('addresses and keys in a browser', function () {
  this.timeout(120_000);
  const visit = useBrowser(useSite());

  it('speaks English once it is chosen, and says so in the address', () =>
    visit({}, async (page) => {
      await page.goto('/saya');
      await choice(page, /^Bahasa/).selectOption({ label: 'English' });
      await heading(page, 'Account').waitFor();
      await link(page, 'Projects').waitFor();
      expect(new URL(page.url()).searchParams.get('lang')).to.equal('en');
      expect(await page.locator('html').getAttribute('lang')).to.equal('en');

      await page.goto('/?lang=en');
      await text(page, 'Illustration data, not survey results').waitFor();
      expect(await page.locator('body').innerText()).not.to.match(/Lapisan|Proyek|Cari/);
    }));

  it('shows place, layers, selection and language to whoever gets the address', async () => {
    let address = '';
    await visit({}, async (page) => {
      await page.goto('/saya?lang=en');
      await page.goto('/?lang=en');
      await switchOf(page, 'Tree lights').uncheck();
      await find(page, 'PJU-040');
      await settled(page);
      await button(page, 'Zoom in').click();
      await page.waitForURL(/at=/);
      await restingPlace(page);
      address = page.url();
    });
    expect(decodeURIComponent(address)).to.match(/at=.*layers=.*asset=street-lights\/.*lang=en/);
    await visit({}, async (page) => {
      await page.goto(address);
      await heading(page, 'PJU-040').waitFor();
      await settled(page);
      expect(await switchOf(page, 'Tree lights').isChecked()).to.equal(false);
      expect(await switchOf(page, 'Street lights').isChecked()).to.equal(true);
      await button(page, 'Show on map').or(link(page, 'Projects')).first().waitFor();
      await restingPlace(page);
      expect(page.url()).to.equal(address);
    });
  });

  it('closes the panel with Back, and opens it again with Forward', () =>
    visit({}, async (page) => {
      await page.goto('/');
      await find(page, 'SM-01');
      await page.goBack();
      await heading(page, 'SM-01').waitFor({ state: 'detached' });
      expect(new URL(page.url()).searchParams.has('asset')).to.equal(false);
      await page.goForward();
      await heading(page, 'SM-01').waitFor();
    }));

  it('focuses the search with / and closes the topmost with Esc', () =>
    visit({}, async (page) => {
      await page.goto('/');
      await settled(page);
      await page.keyboard.press('?');
      await heading(page, 'Pintasan papan ketik', 2).waitFor();
      await page.keyboard.press('Escape');
      await heading(page, 'Pintasan papan ketik', 2).waitFor({ state: 'detached' });

      await page.keyboard.press('/');
      await page.keyboard.type('TBB-01');
      await page.getByRole('option', { name: 'TBB-01' }).waitFor();
      expect(await search(page).inputValue()).to.equal('TBB-01');
      await page.keyboard.press('Enter');
      await heading(page, 'TBB-01').waitFor();
      await page.keyboard.press('Escape');
      await heading(page, 'TBB-01').waitFor({ state: 'detached' });
    }));
});

/** The address follows the map once it rests: waits until it has said the same twice. */
async function restingPlace(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const rest = globalThis as { lastPlace?: string | undefined; since?: number };
    if (rest.lastPlace !== location.href) [rest.lastPlace, rest.since] = [location.href, performance.now()];
    return performance.now() - (rest.since ?? 0) > 600;
  });
}
