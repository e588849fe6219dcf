// `npm run verify`: format, lint, types, layers and tests; all of them, also when an early one fails.

import './node-version.mjs';

const help = `npm run verify

Checks format (prettier), lint (oxlint), types (tsc), layers (scripts/check-layers.ts) and runs the tests (npm test).
With LUTRA_TEST_SUMMARY=<file>, each check that fails is appended there as one failure, beside the tests' counts.`;

/* Named with what they run, each from the project's folder. */
const checks = [
  ['Format', ['node_modules/prettier/bin/prettier.cjs', '--check', '.']],
  ['Lint', ['node_modules/oxlint/bin/oxlint']],
  ['Types of the server', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit']],
  ['Types of the client', ['node_modules/typescript/bin/tsc', '-p', 'client', '--noEmit']],
  ['Types of the tests', ['node_modules/typescript/bin/tsc', '-p', 'test', '--noEmit']],
  ['Layers', ['--import', 'tsx', 'scripts/check-layers.ts']],
];

async function verify() {
  if (process.argv.includes('--help')) {
    console.log(help);
    return;
  }
  const { appendFileSync } = await import('node:fs');
  const { prepare } = await import('./prepare.mjs');
  const { node, say, step, StepFailure, steps } = await import('./steps.mjs');
  const failed = [];

  async function run(name, work) {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof StepFailure)) throw error;
      failed.push(name);
      if (error.output) say(error.output.replace(/^(?=.)/gm, '    '));
    }
  }

  await steps(async () => {
    await prepare([]);
    for (const [name, args] of checks) {
      await run(name, () => step(`Checking: ${name.toLowerCase()}`, name, () => node(args, { name })));
    }
    const file = process.env.LUTRA_TEST_SUMMARY;
    for (const check of file ? failed : []) {
      appendFileSync(file, `${JSON.stringify({ check, passed: 0, failed: 1, skipped: 0 })}\n`);
    }
    await run('Tests', () => node(['scripts/test.mjs'], { show: true }));
    if (failed.length > 0) throw new StepFailure(`Not as it should be: ${failed.join(', ')}.`);
    say('All is as it should be.');
  });
}

verify().catch((error) => {
  console.error(error);
  process.exit(1);
});
