// `npm start`: makes everything ready and serves, on a machine with nothing but Node.js and npm.

import './node-version.mjs';

const help = `npm start

Installs what is missing, builds what is stale, opens the database and serves. Nothing has to be done before.
The environment has the settings: PORT, HOST, DATA_DIR, DATABASE_URL, DEMO, DEMO_PASSWORD, ... (see README.md).`;

async function start() {
  if (process.argv.includes('--help')) {
    console.log(help);
    return;
  }
  const { prepare } = await import('./prepare.mjs');
  const { root, steps } = await import('./steps.mjs');
  await steps(() => prepare(['server', 'client']));
  await import(new URL('dist/api/main.js', root).href);
}

start().catch((error) => {
  console.error(error);
  process.exit(1);
});
