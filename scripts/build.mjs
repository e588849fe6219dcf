// `npm run build`: installs what is missing and builds what is stale, for a machine that runs dist/api/main.js itself.

import './node-version.mjs';

const help = `npm run build

Builds the server to dist/ and the map client to dist/client/. What is up to date stays as it is.`;

async function build() {
  if (process.argv.includes('--help')) {
    console.log(help);
    return;
  }
  const { prepare } = await import('./prepare.mjs');
  const { steps } = await import('./steps.mjs');
  await steps(() => prepare(['server', 'client']));
}

build().catch((error) => {
  console.error(error);
  process.exit(1);
});
