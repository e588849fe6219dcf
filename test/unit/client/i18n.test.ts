/** Every text of the client has its English, under an id that means one thing. The sources are read, not run. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseSync, Visitor } from 'vite';
import { templates } from '../../../client/i18n/en.ts';

interface Use {
  id: string | undefined;
  /** The Indonesian text with `${0}`, `${1}` for values; undefined when it is not a literal. */
  text: string | undefined;
  values: number;
  where: string;
}

const uses = sources('client').flatMap(usesIn);
const english: Record<string, unknown> = templates;

describe('the texts of the client', () => {
  it('are literals with an explicit id', () => {
    expect(uses.length).to.be.greaterThan(20);
    expect(
      uses.filter(({ id, text }) => id === undefined || text === undefined).map(({ where }) => where),
    ).to.deep.equal([]);
  });

  it('are the same Indonesian wherever an id is used', () => {
    const seen = new Map<string, string>();
    const other = uses.filter(({ id = '', text = '' }) => {
      const known = seen.get(id);
      seen.set(id, known ?? text);
      return known !== undefined && known !== text;
    });
    expect(other.map(({ id, where }) => `${id} (${where})`)).to.deep.equal([]);
  });

  it('all have an English text', () => {
    expect(uses.filter(({ id = '' }) => !(id in english)).map(({ id, where }) => `${id} (${where})`)).to.deep.equal([]);
  });

  it('leave no English text unused', () => {
    const used = new Set(uses.map(({ id }) => id));
    expect(Object.keys(english).filter((id) => !used.has(id))).to.deep.equal([]);
  });

  it('have as many values in English as in Indonesian', () => {
    const differing = uses.filter(({ id = '', values }) => id in english && highestValue(english[id]) !== values);
    expect(differing.map(({ id, where }) => `${id} (${where})`)).to.deep.equal([]);
  });

  it('change with the language also where the element was in the page before its code', () => {
    // Decorators run from the last to the first, and defining an element makes those that wait in the page at once.
    const late = sources('client').filter((file) => /@localized\(\)\s+@customElement/.test(readFileSync(file, 'utf8')));
    expect(late).to.deep.equal([]);
  });
});

/** How many values an English text takes: `str` templates hold the indices of the values. */
function highestValue(text: unknown): number {
  if (typeof text === 'string') return 0;
  const { values } = text as { values: readonly number[] };
  return new Set(values).size;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .map((path) => join(folder, path));
}

function usesIn(file: string): Use[] {
  const source = readFileSync(file, 'utf8');
  const found: Use[] = [];
  const visitor = new Visitor({
    CallExpression(call) {
      if (call.callee.type !== 'Identifier' || call.callee.name !== 'msg') return;
      const line = source.slice(0, call.start).split('\n').length;
      const [text, options] = call.arguments;
      found.push({ id: idOf(options), ...textOf(text), where: `${file}:${line}` });
    },
  });
  visitor.visit(parseSync(file, source).program);
  return found;
}

type Argument = Parameters<
  NonNullable<ConstructorParameters<typeof Visitor>[0]['CallExpression']>
>[0]['arguments'][number];

function idOf(options: Argument | undefined): string | undefined {
  if (options?.type !== 'ObjectExpression') return undefined;
  for (const property of options.properties) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier' || property.key.name !== 'id') continue;
    if (property.value.type === 'Literal' && typeof property.value.value === 'string') return property.value.value;
  }
  return undefined;
}

function textOf(node: Argument | undefined): { text: string | undefined; values: number } {
  if (node?.type === 'Literal' && typeof node.value === 'string') return { text: node.value, values: 0 };
  if (node?.type === 'TaggedTemplateExpression' && node.tag.type === 'Identifier' && node.tag.name === 'str') {
    const { quasis, expressions } = node.quasi;
    const text = quasis.map(({ value }, i) => (value.cooked ?? '') + (i < expressions.length ? `\${${i}}` : ''));
    return { text: text.join(''), values: expressions.length };
  }
  return { text: undefined, values: 0 };
}
