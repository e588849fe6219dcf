/**
 * Chromium for tests. Each visit is a person of their own, whose pages are watched: a visit fails when a page asks another
 * host for anything, breaks its content security policy, or writes an error to the console.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import type { Role } from '../../api/domain/policy.ts';
import { findChromium } from '../../scripts/chromium.mjs';
import { emailOf, PASSWORD, type TestApp } from './app.ts';

/** The two sizes that every screen is made for. */
export const devices = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desk: { viewport: { width: 1440, height: 900 } },
} satisfies Record<string, BrowserContextOptions>;
export type Device = keyof typeof devices;

export interface VisitOptions {
  device?: Device;
  /** Signed in already; without it nobody is. */
  role?: Role;
  /** Where the device is; it may be asked then. */
  position?: { longitude: number; latitude: number; accuracy: number };
  /** Another origin than the site's that may be asked, such as the operator's base map. */
  origin?: string;
  /** Console errors that belong to what is tested. */
  expected?: RegExp;
}

/** What the pages of a visit did. */
export interface Watch {
  /** All addresses that were asked for, but `data:` and `blob:`. */
  requests: string[];
  /** Console errors, uncaught exceptions and breaches of the content security policy. */
  problems: string[];
}

export type Visit = (options: VisitOptions, work: (page: Page, watch: Watch) => Promise<void>) => Promise<void>;

const flags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
];
/** Longer than any answer takes, also where four tests share two cores. */
const PATIENCE_MS = 30_000;
const screenshots = fileURLToPath(new URL('../../screenshots/', import.meta.url));

/** Opens the browser before a file's tests; without a Chromium they are skipped. */
export function useBrowser(site: () => TestApp): Visit {
  let browser: Browser | undefined;
  before(async function () {
    this.timeout(60_000);
    const executablePath = findChromium();
    if (executablePath === undefined) return this.skip();
    // Chromium's sandbox refuses to work for root.
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    browser = await chromium.launch({ executablePath, args: [...flags, ...sandbox] });
  });
  after(async () => {
    await browser?.close();
  });
  return async (options, work) => {
    if (browser === undefined) throw new Error('the browser opens with the first test');
    const context = await openContext(browser, site().url, options);
    const watch = watchContext(context);
    try {
      if (options.role !== undefined) await signIn(context, options.role);
      const page = await context.newPage();
      await work(page, watch).catch(async (error: unknown) => {
        await page.screenshot({ path: path.join(screenshots, 'failed.png') }).catch(() => undefined);
        throw withProblems(error, watch);
      });
      const origins = new Set(watch.requests.map((address) => new URL(address).origin));
      origins.delete(options.origin ?? '');
      expect([...origins], 'the hosts that pages asked').to.deep.equal([site().url]);
      expect(watch.problems.filter((problem) => options.expected?.test(problem) !== true)).to.deep.equal([]);
    } finally {
      await context.close();
    }
  };
}

async function openContext(browser: Browser, baseURL: string, options: VisitOptions): Promise<BrowserContext> {
  const { device = 'desk', position } = options;
  const context = await browser.newContext({
    baseURL,
    locale: 'id-ID',
    reducedMotion: 'reduce',
    ...devices[device],
    ...(position === undefined ? {} : { geolocation: position, permissions: ['geolocation'] }),
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`content security policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  return context;
}

function watchContext(context: BrowserContext): Watch {
  const watch: Watch = { requests: [], problems: [] };
  context.on('request', (request) => {
    if (/^(data|blob|about):/.test(request.url())) return;
    watch.requests.push(request.url());
  });
  context.on('console', (message) => {
    if (message.type() === 'error') watch.problems.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => watch.problems.push(String(error.error())));
  return watch;
}

/** Beside the form, which has a test of its own. */
async function signIn(context: BrowserContext, role: Role): Promise<void> {
  const reply = await context.request.post('/api/session', { data: { email: emailOf(role), password: PASSWORD } });
  expect(reply.status(), await reply.text()).to.equal(200);
}

/** What went wrong, with what the page said of it. */
function withProblems(error: unknown, { problems }: Watch): unknown {
  if (!(error instanceof Error) || problems.length === 0) return error;
  return new Error(`${error.message}\nThe page said:\n${problems.join('\n')}`, { cause: error });
}

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Shows the page in a size and a theme without loading it again. */
export async function showIn(page: Page, device: Device, theme: Theme): Promise<void> {
  await page.setViewportSize(devices[device].viewport);
  await page.emulateMedia({ colorScheme: theme });
  await settled(page);
}

/** Until the map has all its tiles, every picture is there, and what changed is painted. */
export async function settled(page: Page): Promise<void> {
  await page.locator('[role=application][aria-busy=false]').waitFor({ state: 'attached' });
  await page.waitForFunction(() => {
    const roots: (Document | ShadowRoot)[] = [document];
    for (const root of roots)
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot !== null) roots.push(element.shadowRoot);
        if (element instanceof HTMLImageElement && element.checkVisibility() && element.loading !== 'lazy')
          if (!element.complete) return false;
      }
    return !roots.some((root) => root.querySelector('.skeleton, [aria-busy=true]'));
  });
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
}

export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
}

/** The page as it is, in both sizes, themes and languages; afterwards it is as it was. */
export async function picturesOf(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const language of ['id', 'en'] as const) {
    await showLanguage(page, language);
    for (const device of Object.keys(devices) as Device[])
      for (const theme of themes) {
        await showIn(page, device, theme);
        await screenshot(page, `${name}-${device}-${theme}-${language}`);
      }
  }
  await showLanguage(page, 'id');
  if (before !== null) await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** As when Back leads to an address of that language: what is on the screen stays there. */
async function showLanguage(page: Page, language: 'id' | 'en'): Promise<void> {
  await page.evaluate((wanted) => {
    const url = new URL(location.href);
    url.searchParams.set('lang', wanted);
    history.replaceState(null, '', url);
    dispatchEvent(new PopStateEvent('popstate'));
  }, language);
  await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
}
