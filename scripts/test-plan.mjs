// Decides which test files a run of `npm test` takes, and whether it needs a browser.

import { existsSync, readdirSync } from 'node:fs';
import { findChromium } from './chromium.mjs';
import { root } from './steps.mjs';

const folders = ['unit', 'contract', 'db', 'api', 'browser'];

/**
 * @param {string[]} args what came after `npm test --`
 * @returns {{ args: string[], browser?: string, skipped: string[] }} mocha's arguments, the browser's program when
 *   one is needed and there, and the files that are skipped because none is there
 */
export function planTests(args) {
  const chosen = args.filter(isTest);
  const files = chosen.length > 0 ? [] : folders.flatMap(testsIn);
  const isForBrowser = (file) => file.includes('test/browser');
  const browser = [...chosen, ...files].some(isForBrowser) ? findChromium() : undefined;
  const skipped = browser ? [] : [...chosen, ...files].filter(isForBrowser);
  const kept = args.filter((arg) => !skipped.includes(arg));
  return { args: [...kept, ...files.filter((file) => !skipped.includes(file))], browser, skipped };
}

const isTest = (arg) => !arg.startsWith('-') && (arg.endsWith('.test.ts') || /^(\.\/)?test(\/|$)/.test(arg));

function testsIn(folder) {
  const url = new URL(`test/${folder}/`, root);
  if (!existsSync(url)) return [];
  const names = readdirSync(url, { recursive: true }).filter((name) => name.endsWith('.test.ts'));
  return names.map((name) => `test/${folder}/${name.replaceAll('\\', '/')}`).toSorted();
}
