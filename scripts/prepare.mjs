// Brings a clone to the point where it runs: installs what is missing, builds what is stale, does nothing twice.

import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockedFor, missingPackages } from './installed.mjs';
import { withLock } from './lock.mjs';
import { node, program, root, say, step } from './steps.mjs';

const at = (...parts) => path.join(fileURLToPath(root), ...parts);

/* `inputs` decide whether a build is stale, `outputs` are what it makes; `dist/.<name>.json` notes both. */
const builds = {
  server: {
    title: 'server',
    inputs: ['api', 'db', 'scripts', 'tsconfig.json', 'package-lock.json'],
    outputs: ['dist/api', 'dist/db', 'dist/scripts'],
    async make() {
      await node(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']);
      // What the code reads beside itself, such as a seed's GeoJSON, has to stand beside the built code as well.
      const data = (from) => statSync(from).isDirectory() || !/\.(ts|mjs)$/.test(from);
      for (const folder of ['api', 'db']) cpSync(at(folder), at('dist', folder), { recursive: true, filter: data });
    },
  },
  client: {
    title: 'map client',
    inputs: ['client', 'api/contract', 'api/domain', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'],
    outputs: ['dist/client'],
    make: () => node(['node_modules/vite/bin/vite.js', 'build'], { env: { ...process.env, NODE_ENV: 'production' } }),
  },
};

/**
 * Installs and builds what is needed and not there; safe to be called by several processes at once.
 * @param {('server' | 'client')[]} names what must be built; the libraries are always seen to
 */
export async function prepare(names) {
  const began = performance.now();
  if (isInstalled() && names.every(isBuilt)) {
    say(
      `  ✓ Libraries${names.length > 0 ? ' and build' : ''} up to date (${((performance.now() - began) / 1000).toFixed(1)} s)`,
    );
    return;
  }
  mkdirSync(at('.cache'), { recursive: true });
  const waiting = (work) => step('Waiting for another start or test to get ready', 'Another one got ready', work);
  await withLock(at('.cache', 'prepare.lock'), waiting, async () => {
    if (!isInstalled()) await step('Installing libraries (npm ci)', 'Libraries installed', install);
    for (const name of names) {
      const { title } = builds[name];
      if (!isBuilt(name)) await step(`Building the ${title}`, `Built the ${title}`, () => build(name));
    }
  });
}

const stamp = at('node_modules', '.lutra-installed');

function isInstalled() {
  const noted = at('node_modules', '.package-lock.json'); // npm writes it as its last act
  if (!existsSync(noted)) return false;
  const lock = readFileSync(at('package-lock.json'), 'utf8');
  const installed = JSON.parse(readFileSync(noted, 'utf8')).packages;
  if (Object.keys(installed).some((folder) => !existsSync(at(folder, 'package.json')))) return false;
  // The stamp is there for packages that npm may leave out; without it (someone else ran npm) all must be in place.
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === installKey(lock)) return true;
  return missingPackages(lockedFor(process, JSON.parse(lock).packages), installed).length === 0;
}

const installKey = (lock) => `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}\n`;

async function install() {
  const lock = readFileSync(at('package-lock.json'), 'utf8');
  rmSync(at('node_modules', '.package-lock.json'), { force: true });
  // The build needs the tools too, also where NODE_ENV=production would leave them out.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const npm = npmProgram();
  if (npm) await node([npm, ...args]);
  else await program('npm', args, { shell: process.platform === 'win32' });
  writeFileSync(stamp, installKey(lock));
}

/** @returns {string | undefined} npm's own file: the npm that runs us, or the one that came with this Node.js */
function npmProgram() {
  const bin = path.dirname(process.execPath);
  const cli = path.join('node_modules', 'npm', 'bin', 'npm-cli.js');
  const known = [process.env.npm_execpath, path.join(bin, '..', 'lib', cli), path.join(bin, cli)];
  return known.find((file) => file && /npm-cli\.c?js$/.test(file) && existsSync(file));
}

const noteOf = (name) => at('dist', `.${name}.json`);

function isBuilt(name) {
  const note = noteOf(name);
  if (!existsSync(note)) return false;
  const { inputs, outputs } = JSON.parse(readFileSync(note, 'utf8'));
  return inputs === contentHash(builds[name].inputs) && outputs === listingHash(builds[name].outputs);
}

async function build(name) {
  const { inputs, outputs, make } = builds[name];
  const before = contentHash(inputs);
  rmSync(noteOf(name), { force: true });
  for (const folder of outputs) rmSync(at(folder), { recursive: true, force: true });
  await make();
  writeFileSync(noteOf(name), JSON.stringify({ inputs: before, outputs: listingHash(outputs) }));
}

const contentHash = (names) => hashFiles(names, (file) => readFileSync(file));
const listingHash = (names) => hashFiles(names, (file) => String(statSync(file).size));

function hashFiles(names, describe) {
  const hash = createHash('sha256');
  for (const file of names.flatMap(filesOf).toSorted()) {
    const content = describe(at(file));
    hash.update(`${file.replaceAll('\\', '/')} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

function filesOf(name) {
  if (!existsSync(at(name))) return [];
  if (!statSync(at(name)).isDirectory()) return [name];
  const entries = readdirSync(at(name), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(at(), path.join(entry.parentPath, entry.name)));
}
