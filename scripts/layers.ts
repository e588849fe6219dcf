// Who may import whom: the layers of the project as a table, and the check of sources against it.

import path from 'node:path';
import { parseSync, Visitor } from 'vite';

interface Layer {
  /** A folder, or one file, from the project's root. The longest that matches a file is its layer. */
  readonly path: string;
  /** Paths of layers (a folder stands for all in it) that may be imported; a layer always knows itself. */
  readonly may: readonly string[];
  /** Which packages may be imported; all where this is not said. */
  readonly packages?: { readonly only: RegExp } | { readonly not: RegExp };
}

const pure = ['api/contract', 'api/domain'];
const talking = ['client/api-client.ts', 'client/wire.ts'];
const lit = /^(lit|lit-.*|@lit\/.*|@lit-labs\/.*|@awesome\.me\/webawesome)$/;

/* Neither main, nor scripts, nor test is in anyone's list but the tests' own, who try the scripts. */
export const layers: readonly Layer[] = [
  { path: 'api/contract', may: [], packages: { only: /^zod$/ } },
  // Pure functions: no I/O, no clock, no framework.
  {
    path: 'api/domain',
    may: ['api/contract'],
    packages: { only: /^(zod|ajv.*|lru-cache|@turf\/.*|geographiclib-.*)$/ },
  },
  { path: 'api/config.ts', may: pure },
  { path: 'api/storage', may: pure },
  { path: 'api/http', may: [...pure, 'api/config.ts', 'api/storage', 'db/queries', 'db/errors.ts'] },
  { path: 'api/ogc', may: [...pure, 'api/http', 'db/queries'] },
  { path: 'api/formats', may: [...pure, 'api/ogc'] },
  {
    path: 'api/routes',
    may: [...pure, 'api/http', 'api/ogc', 'api/formats', 'api/storage', 'db/queries', 'db/errors.ts'],
  },
  { path: 'api', may: ['api', 'db'] },
  { path: 'api/main.ts', may: ['api', 'db'] },
  { path: 'db', may: [] },
  { path: 'client/wire.ts', may: pure },
  { path: 'client/api-client.ts', may: [...pure, 'client/wire.ts', 'client/i18n', 'client/state/network.ts'] },
  { path: 'client/styles', may: [] },
  { path: 'client/i18n', may: [...pure, 'client/state'] },
  { path: 'client/state', may: [...pure, ...talking, 'client/i18n', 'client/map'] },
  { path: 'client/map', may: [...pure, ...talking, 'client/i18n', 'client/state'], packages: { not: lit } },
  { path: 'client/elements', may: [...pure, ...talking, 'client/i18n', 'client/map', 'client/state', 'client/styles'] },
  { path: 'client', may: [...pure, 'client'] },
  { path: 'client/main.ts', may: [...pure, 'client'] },
  { path: 'scripts', may: ['api', 'db'] },
  { path: 'test', may: ['api', 'db', 'client', 'scripts'] },
];

/** Files that run when they are imported: no `may` includes them. */
const mains = new Set(['api/main.ts', 'client/main.ts']);

export interface Source {
  /** From the project's root, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly reason: string;
}

/**
 * Checks each import of each source: static, dynamic, of types, and re-exports. Imports of a computed address are
 * beyond it.
 */
export function violationsOf(sources: readonly Source[]): Violation[] {
  return sources.flatMap((source) => {
    const layer = layerOf(source.path);
    if (!layer) return [{ path: source.path, line: 1, reason: 'this file belongs to no layer' }];
    return importsOf(source).flatMap(({ line, specifier }) => {
      const reason = specifier.startsWith('.')
        ? faultOfFile(layer, path.posix.join(path.posix.dirname(source.path), withoutQuery(specifier)))
        : faultOfPackage(layer, packageOf(specifier));
      return reason === undefined ? [] : [{ path: source.path, line, reason }];
    });
  });
}

function faultOfFile(from: Layer, target: string): string | undefined {
  const to = layerOf(target);
  if (!to) return `${target} belongs to no layer`;
  if (mains.has(target)) return `nothing imports ${target}`;
  const allowed = to === from || from.may.some((may) => isWithin(target, may));
  return allowed ? undefined : `${from.path} may not import ${to.path} (${target})`;
}

function faultOfPackage(from: Layer, name: string): string | undefined {
  if (!from.packages) return undefined;
  const allowed = 'only' in from.packages ? from.packages.only.test(name) : !from.packages.not.test(name);
  return allowed ? undefined : `${from.path} may not import the package ${name}`;
}

function layerOf(file: string): Layer | undefined {
  const matching = layers.filter((layer) => isWithin(file, layer.path));
  return matching.toSorted((a, b) => b.path.length - a.path.length)[0];
}

const isWithin = (file: string, folder: string) => file === folder || file.startsWith(`${folder}/`);
const withoutQuery = (specifier: string) => specifier.replace(/\?.*$/, '');

/** `@lit/localize/x.js` -> `@lit/localize`; what Node.js brings along keeps its prefix: `node:fs`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** What matters of a syntax node: a literal has a value, a template has its constant parts. */
interface Node {
  readonly start: number;
  readonly value?: unknown;
  readonly quasis?: readonly { readonly value: { readonly cooked: string | null } }[];
}

function importsOf({ path: file, text }: Source): { line: number; specifier: string }[] {
  const { program, errors } = parseSync(file, text);
  const [error] = errors;
  if (error) throw new SyntaxError(`${file}: ${error.message}`);
  const found: { line: number; specifier: string }[] = [];
  const note = (node: Node | null) => {
    const specifier = node && (node.quasis?.length === 1 ? node.quasis[0]?.value.cooked : node.value);
    if (typeof specifier !== 'string') return;
    found.push({ line: text.slice(0, node?.start).split('\n').length, specifier });
  };
  new Visitor({
    ImportDeclaration: (node) => note(node.source),
    ExportAllDeclaration: (node) => note(node.source),
    ExportNamedDeclaration: (node) => note(node.source),
    ImportExpression: (node) => note(node.source),
    TSImportType: (node) => note(node.source),
    TSExternalModuleReference: (node) => note(node.expression),
  }).visit(program);
  return found;
}
