// `npm run admin` and the like: makes everything ready and runs one of the programs of this folder.

import './node-version.mjs';

async function run(name, args) {
  const { existsSync } = await import('node:fs');
  const { fileURLToPath } = await import('node:url');
  const { prepare } = await import('./prepare.mjs');
  const { reportTo, root, steps } = await import('./steps.mjs');
  if (!name || !/^[a-z][a-z-]*$/.test(name) || !existsSync(new URL(`scripts/${name}.ts`, root))) {
    console.log('node scripts/run.mjs <program> [arguments]\n\nRuns scripts/<program>.ts; each answers --help.');
    process.exitCode = name === '--help' ? 0 : 1;
    return;
  }
  reportTo(process.stderr); // stdout belongs to the program's answer
  await steps(() => prepare(['server']));
  const program = new URL(`dist/scripts/${name}.js`, root);
  process.argv = [process.argv[0], fileURLToPath(program), ...args];
  await import(program.href);
}

run(process.argv[2], process.argv.slice(3)).catch((error) => {
  console.error(error);
  process.exit(1);
});
