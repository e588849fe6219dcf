/** The client as it is built: what the bundler could break, and what its pages ask for. */
import { expect } from 'chai';
import { settled, useBrowser } from '../support/browser.ts';
import { find, heading, link, photos, text } from '../support/screens.ts';
import { until } from '../support/until.ts';
import { useSite } from '../support/site.ts';

describe('the built client in a browser', function () {
  this.timeout(120_000);
  const site = useSite();
  const visit = useBrowser(site);

  it('draws an element again when a property of it changes', () =>
    visit({}, async (page) => {
      await page.goto('/');
      await find(page, 'PJU-040');
      const words = await page.evaluate(async () => {
        await customElements.whenDefined('lutra-condition');
        type Condition = HTMLElement & { value: string; updateComplete: Promise<unknown> };
        const element = document.createElement('lutra-condition') as Condition;
        document.body.append(element);
        const shown: (string | undefined)[] = [];
        for (const value of ['B', 'RB']) {
          element.value = value;
          await element.updateComplete;
          shown.push(element.shadowRoot?.textContent?.trim());
        }
        element.remove();
        return shown;
      });
      expect(words).to.deep.equal(['Baik', 'Rusak berat']);
    }));

  it('draws a line on the map, point by point', () =>
    visit({ role: 'surveyor' }, async (page) => {
      await page.goto('/?at=17/-2.55310/120.32710&new=tree-lights');
      await page.locator('.geoman-draw-cursor').waitFor();
      for (const x of [450, 500, 550, 550]) await page.mouse.click(x, 650);
      await page
        .getByRole('status')
        .filter({ hasText: /^1\d\d m$/ })
        .waitFor();
    }));

  it('asks no other host for anything, on any page', () =>
    visit({ role: 'admin' }, async (page, { requests }) => {
      await page.goto('/');
      await find(page, 'SM-01');
      await photos(page).first().waitFor();
      await settled(page);
      for (const address of [
        '/proyek',
        '/foto',
        '/saya',
        '/kelola/users',
        '/kelola/asset-types',
        '/?new=tree-lights',
      ]) {
        await page.goto(address);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await settled(page);
      }
      await page.goto('/proyek');
      await link(page, /Penataan Sungai Masamba/).click();
      await heading(page, /Penataan Sungai Masamba/).waitFor();
      await settled(page);
      expect(requests.length).to.be.greaterThan(50);
      expect(requests.filter((address) => !address.startsWith(`${site().url}/`))).to.deep.equal([]);
    }));

  it('keeps within its content security policy, which stops a script from elsewhere', () =>
    visit({ expected: /content security policy/i }, async (page, { problems }) => {
      const reply = await page.goto('/');
      expect(reply?.headers()['content-security-policy']).to.match(/script-src 'self'(;|$)/);
      await text(page, 'Data ilustrasi, bukan hasil survei').waitFor();
      expect(problems).to.deep.equal([]);
      await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.head.append(script);
      });
      expect(await page.evaluate(() => 'ran' in globalThis)).to.equal(false);
      await until(() => problems.some((problem) => /content security policy/.test(problem)));
    }));
});
