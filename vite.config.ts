// Builds the map client to dist/client; in development, serves it beside an API on port 3000.

import { defineConfig } from 'vite';
import { landPlugin } from './scripts/land.mjs';

export default defineConfig({
  // Lit needs TypeScript's older decorators and fields that are assigned: Vite takes both from client/tsconfig.json.
  root: 'client',
  plugins: [landPlugin()],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    sourcemap: true,
    rolldownOptions: {
      output: {
        // What every page needs comes in one file instead of thirty small ones.
        codeSplitting: {
          groups: [
            {
              name: 'core',
              test: /client\/(state|api-client|styles\/shared)|client\/i18n\/(locale|format)|node_modules\/(lit|@lit|lit-html|lit-element)/,
            },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:3000' } },
});
