// The check of import directions, on a small tree in which things are wrong.

import { expect } from 'chai';
import { layers, violationsOf } from '../../../scripts/layers.ts';

const findings = (...sources: [path: string, text: string][]) =>
  violationsOf(sources.map(([path, text]) => ({ path, text }))).map(
    ({ path, line, reason }) => `${path}:${line}: ${reason}`,
  );

describe('layers', () => {
  it('finds each forbidden import in a bad tree, with its file and line', () => {
    expect(
      findings(
        ['db/queries/photos.ts', "import knex from 'knex';\n\nimport { policy } from '../../api/domain/policy.ts';\n"],
        [
          'api/domain/policy.ts',
          "import { readFile } from 'node:fs/promises';\nimport { x } from '../http/problems.ts';",
        ],
        ['api/contract/photos.ts', "import { z } from 'zod';\nimport ajv from 'ajv';"],
        ['api/routes/photos.ts', "import { connect } from '../../db/connection.ts';"],
        ['client/map/tiles.ts', "import L from 'leaflet';\nimport { html } from 'lit/html.js';"],
        ['client/state/session.ts', "import '../elements/lutra-app.ts';"],
        ['api/app.ts', "import './main.ts';"],
        ['db/seeds/demo.ts', "import { seeded } from '../../test/support/random.ts';"],
        ['api/http/health.ts', "import { violationsOf } from '../../scripts/layers.ts';"],
      ),
    ).to.deep.equal([
      'db/queries/photos.ts:3: db may not import api/domain (api/domain/policy.ts)',
      'api/domain/policy.ts:1: api/domain may not import the package node:fs',
      'api/domain/policy.ts:2: api/domain may not import api/http (api/http/problems.ts)',
      'api/contract/photos.ts:2: api/contract may not import the package ajv',
      'api/routes/photos.ts:1: api/routes may not import db (db/connection.ts)',
      'client/map/tiles.ts:2: client/map may not import the package lit',
      'client/state/session.ts:1: client/state may not import client/elements (client/elements/lutra-app.ts)',
      'api/app.ts:1: nothing imports api/main.ts',
      'db/seeds/demo.ts:1: db may not import test (test/support/random.ts)',
      'api/http/health.ts:1: api/http may not import scripts (scripts/layers.ts)',
    ]);
  });

  for (const [kind, text] of [
    ['a type', "import type { App } from '../../api/app.ts';"],
    ['an inline type', "import { type App } from '../../api/app.ts';"],
    ['a re-export', "export { app } from '../../api/app.ts';"],
    ['a re-export of all', "export * from '../../api/app.ts';"],
    ['a dynamic import', "const app = await import('../../api/app.ts');"],
    ['a dynamic import by template', 'const app = await import(`../../api/app.ts`);'],
    ['a type by import()', "type App = import('../../api/app.ts').App;"],
    ['a side effect', "import '../../api/app.ts';"],
  ] as const) {
    it(`sees ${kind}`, () => {
      expect(findings(['db/queries/a.ts', text])).to.deep.equal([
        'db/queries/a.ts:1: db may not import api (api/app.ts)',
      ]);
    });
  }

  it('is not misled by text that looks like an import', () => {
    const text =
      "// import '../api/app.ts'\nconst a = \"import x from '../api/app.ts'\";\nconst b = `import('../api/app.ts')`;";
    expect(findings(['db/errors.ts', text])).to.be.empty;
  });

  it('lets pass what the design allows', () => {
    expect(
      findings(
        [
          'api/routes/photos.ts',
          "import '../http/operation.ts';\nimport '../../db/queries/photos.ts';\nimport './index.ts';",
        ],
        [
          'api/domain/policy.ts',
          "import type { Text } from '../contract/text.ts';\nimport length from '@turf/length';",
        ],
        [
          'client/elements/a.ts',
          "import '../map/a.ts';\nimport '../../api/domain/policy.ts';\nimport css from 'leaflet/a.css?inline';",
        ],
        ['client/map/a.ts', "import type { B } from '../../api/contract/b.ts';"],
        ['test/unit/scripts/a.test.ts', "import '../../../scripts/layers.ts';\nimport '../../support/random.ts';"],
      ),
    ).to.be.empty;
  });

  it('reports a file outside of every layer, and an import of one', () => {
    expect(findings(['lib/util.ts', ''], ['api/app.ts', "import '../lib/util.ts';"])).to.deep.equal([
      'lib/util.ts:1: this file belongs to no layer',
      'api/app.ts:1: lib/util.ts belongs to no layer',
    ]);
  });

  it('says which file it cannot read', () => {
    expect(() => findings(['db/errors.ts', 'import {'])).to.throw(SyntaxError, 'db/errors.ts');
  });

  it('lets nobody but the tests import tests or scripts', () => {
    for (const { path, may } of layers.filter((layer) => layer.path !== 'test')) {
      expect(may, path).not.to.include.members(['test']);
      expect(may, path).not.to.include.members(['scripts']);
    }
  });
});
