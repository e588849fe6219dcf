/** What a first visit transfers until the map shows: in Chromium where there is one, else added up from the built files. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { kB, type Row } from './measure.ts';
import { chromiumFile } from './project.ts';
import type { Service } from './service.ts';

const AIM = { most: 250 };
const PATIENCE_MS = 60_000;
const flags = ['--disable-background-networking', '--disable-component-update', '--no-first-run', '--disable-gpu'];

export async function firstLoadRow(service: Service, clientDir: string): Promise<Row> {
  const executablePath = await chromiumFile();
  const what = "the client's first load, gzipped";
  if (executablePath === undefined) {
    const bytes = await sizeOfFiles(clientDir);
    const note = 'no Chromium was found: the page and the files that its first scripts import, added up.';
    return { what, ours: kB(bytes), figure: bytes / 1000, aim: AIM, unit: ' kB', note };
  }
  // Chromium's sandbox refuses to work for root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args: [...flags, ...sandbox] });
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'id-ID' });
    const { files, answers, count } = await transferOf(page, service.url);
    const bytes = files + answers;
    const note = `${count} requests until the first tile is drawn, with their headers; of it ${kB(files)} the client's files, the rest the API's answers.`;
    return { what, ours: kB(bytes), figure: bytes / 1000, aim: AIM, unit: ' kB', note };
  } finally {
    await browser.close();
  }
}

/** Bytes as they came over the network, headers and compression included. */
async function transferOf(page: Page, url: string): Promise<{ files: number; answers: number; count: number }> {
  const network = await page.context().newCDPSession(page);
  const addresses = new Map<string, string>();
  const bytes = new Map<string, number>();
  network.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (/^https?:/.test(request.url)) addresses.set(requestId, request.url);
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
  await network.send('Network.enable');
  const tile = page.waitForResponse((response) => response.url().includes('/tiles/'), { timeout: PATIENCE_MS });
  await page.goto(url);
  await (await tile).finished();
  // Its layer has drawn what it has when the map is no longer busy.
  await page.locator('[role=application][aria-busy=false]').waitFor({ state: 'attached', timeout: PATIENCE_MS });
  const wanted = [...addresses.keys()];
  const sum = (ids: string[]) => ids.reduce((total, id) => total + (bytes.get(id) ?? 0), 0);
  const answers = wanted.filter((id) => new URL(addresses.get(id) ?? url).pathname.startsWith('/api/'));
  return {
    files: sum(wanted.filter((id) => !answers.includes(id))),
    answers: sum(answers),
    count: wanted.length,
  };
}

async function sizeOfFiles(clientDir: string): Promise<number> {
  const page = await readFile(path.join(clientDir, 'index.html'), 'utf8');
  let total = gzipSync(page).byteLength;
  const entry = /<script type="module"[^>]* src="\/assets\/([^"]+)"/.exec(page)?.[1];
  const wanted = new Set([...page.matchAll(/\/assets\/([\w.-]+)/g)].map(([, name]) => name ?? ''));
  for (const name of wanted) {
    const content = await readFile(path.join(clientDir, 'assets', name), 'utf8');
    total += gzipSync(content).byteLength;
    if (!name.endsWith('.js')) continue;
    const imported = [...content.matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+)["'`]/g)].map(([, file]) => file);
    // The entry imports the frame when the language is known.
    const later = name === entry ? [...content.matchAll(/"assets\/([\w.-]+)"/g)].map(([, file]) => file) : [];
    for (const file of [...imported, ...later]) if (file !== undefined) wanted.add(file);
  }
  return total;
}
