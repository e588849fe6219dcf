// `npm run dev`: the API restarts and the page reloads with each change of the code.

import './node-version.mjs';

const help = `npm run dev

Runs the API from its sources on http://127.0.0.1:3000 and the map client on http://localhost:5173, which passes /api on.`;

async function dev() {
  if (process.argv.includes('--help')) {
    console.log(help);
    return;
  }
  const { prepare } = await import('./prepare.mjs');
  const { node, steps } = await import('./steps.mjs');
  await steps(async () => {
    await prepare([]);
    await Promise.all([
      node(['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'api/main.ts'], { show: true }),
      node(['node_modules/vite/bin/vite.js'], { show: true }),
    ]);
  });
}

dev().catch((error) => {
  console.error(error);
  process.exit(1);
});
