/** No serious finding of axe on any screen, in both sizes, light and dark. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { Role } from '../../api/domain/policy.ts';
import { devices, screenshot, settled, showIn, themes, useBrowser, type Device } from '../support/browser.ts';
import { find, heading, link, photos, textField } from '../support/screens.ts';
import { useSite } from '../support/site.ts';

interface Screen {
  name: string;
  role?: Role;
  open: (page: Page) => Promise<unknown>;
}

const screens: Screen[] = [
  { name: 'map', open: (page) => page.goto('/') },
  {
    name: 'projects',
    open: async (page) => {
      await page.goto('/proyek');
      await link(page, /Penataan Sungai Masamba/).waitFor();
    },
  },
  {
    name: 'project',
    role: 'planner',
    open: async (page) => {
      await page.goto('/proyek');
      await link(page, /Penataan Sungai Masamba/).click();
      await photos(page).first().waitFor();
    },
  },
  {
    name: 'asset',
    role: 'surveyor',
    open: async (page) => {
      await page.goto('/');
      await find(page, 'SM-01');
      await photos(page).first().waitFor();
    },
  },
  {
    name: 'form',
    role: 'surveyor',
    open: async (page) => {
      await page.goto('/?new=street-lights');
      await textField(page, /^Kode(?! barang)/).waitFor();
    },
  },
  {
    name: 'sign-in',
    open: async (page) => {
      await page.goto('/masuk');
      await heading(page, 'Masuk').waitFor();
    },
  },
  {
    name: 'administration',
    role: 'admin',
    open: async (page) => {
      await page.goto('/kelola/users');
      await page.getByText('surveyor@lutra.example').waitFor();
    },
  },
];

describe('accessibility in a browser', function () {
  this.timeout(180_000);
  const visit = useBrowser(useSite());

  for (const { name, role, open } of screens)
    it(`has no serious finding on: ${name}`, () =>
      visit({ ...(role && { role }) }, async (page) => {
        await open(page);
        for (const device of Object.keys(devices) as Device[])
          for (const theme of themes) {
            await showIn(page, device, theme);
            await screenshot(page, `screen-${name}-${device}-${theme}`);
            expect(await findings(page, theme === 'dark'), `${device}, ${theme}`).to.deep.equal([]);
          }
      }));
});

/** Serious and critical findings as sentences. A theme changes nothing but colours. */
async function findings(page: Page, coloursAlone: boolean): Promise<string[]> {
  await settled(page);
  const axe = new AxeBuilder({ page });
  const { violations } = await (coloursAlone ? axe.withTags('cat.color') : axe).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.flat().join(' ')}: ${failureSummary}`),
    );
}
