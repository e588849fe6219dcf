// `npm test`: runs every test, on a machine with nothing but Node.js and npm.

import './node-version.mjs';

const help = `npm test [-- <mocha's arguments>]

Runs the unit, API, database, contract and browser tests; installs and builds what they need. With files of its own
(npm test -- test/unit/domain/policy.test.ts) it runs these alone; other arguments go to mocha (npm test -- --grep tile).

  TEST_DATABASE_URL   run on this PostgreSQL with PostGIS instead of the embedded database
  CHROMIUM_PATH       the browser; without it the usual places are looked at, and without one the browser tests are skipped
  LUTRA_TEST_SUMMARY  a file; the counts are appended to it as a line of JSON`;

async function test(args) {
  if (args.includes('--help')) {
    console.log(help);
    return;
  }
  const { prepare } = await import('./prepare.mjs');
  const { node, say, steps } = await import('./steps.mjs');
  const { planTests } = await import('./test-plan.mjs');
  await steps(async () => {
    const plan = planTests(args);
    await prepare(plan.browser ? ['client'] : []);
    say(`  Database: ${process.env.TEST_DATABASE_URL ? 'PostgreSQL of TEST_DATABASE_URL' : 'embedded PostGIS'}`);
    say(`  Browser: ${plan.browser ?? 'none'}`);
    const env = plan.browser ? { ...process.env, CHROMIUM_PATH: plan.browser } : process.env;
    const mocha = ['--import', 'tsx', 'node_modules/mocha/lib/cli/cli.js', '--fail-zero'];
    const report = ['--reporter', 'scripts/mocha-reporter.mjs'];
    try {
      await node([...mocha, ...report, ...plan.args], { name: 'mocha', show: true, env });
    } finally {
      if (plan.skipped.length > 0) say('  Skipped, for no Chromium was found (CHROMIUM_PATH can name one):');
      for (const file of plan.skipped) say(`  - ${file}`);
    }
  });
}

test(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
