// `npm run layers`: reports each import that design of the layers does not allow, as file:line.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { violationsOf, type Source } from './layers.ts';

const help = `npm run layers [-- <folder>]

Checks who imports whom in api, client, db, scripts and test of the project (or of a folder that is built like it)
against the table in scripts/layers.ts. Prints file:line and the reason, and ends with 1, when something is amiss.`;

const folders = ['api', 'client', 'db', 'scripts', 'test'];

async function sourcesIn(root: string): Promise<Source[]> {
  const sources: Promise<Source>[] = [];
  for (const folder of folders) {
    for (const entry of await readdir(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.[cm]?[jt]s$/.test(entry.name)) continue;
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(root, file).replaceAll('\\', '/');
      sources.push(readFile(file, 'utf8').then((text) => ({ path: name, text })));
    }
  }
  return Promise.all(sources);
}

async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(help);
    return;
  }
  const sources = await sourcesIn(path.resolve(args[0] ?? path.join(import.meta.dirname, '..')));
  const violations = violationsOf(sources);
  for (const { path: file, line, reason } of violations) console.error(`${file}:${line}: ${reason}`);
  if (violations.length > 0) process.exitCode = 1;
  else console.log(`${sources.length} files keep to their layers.`);
}

await main(process.argv.slice(2));
