/** Where the project is, and those of its programs that run before anything is built and so are not built themselves. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder of package.json, whether this file runs from its source or built. */
export const root = rootOf(path.dirname(fileURLToPath(import.meta.url)));

function rootOf(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const above = path.dirname(folder);
  if (above === folder) throw new Error('no package.json above the benchmark');
  return rootOf(above);
}

const script = (name: string) => import(pathToFileURL(path.join(root, 'scripts', name)).href);

/** Builds the client where it is missing or stale; gives its folder. */
export async function builtClient(): Promise<string> {
  const { prepare } = (await script('prepare.mjs')) as { prepare: (names: string[]) => Promise<void> };
  await prepare(['client']);
  return path.join(root, 'dist', 'client');
}

/** @throws when CHROMIUM_PATH names a file that is not there */
export async function chromiumFile(): Promise<string | undefined> {
  const { findChromium } = (await script('chromium.mjs')) as { findChromium: () => string | undefined };
  return findChromium();
}

/** A line for whoever waits; stdout is the table's. */
export function say(line: string): void {
  process.stderr.write(`  … ${line}\n`);
}
