/** Starts the client: language and theme first, so that nothing flickers, then the one element that holds the rest. */
import './styles/tokens.css';
import './styles/page.css';
import { msg } from '@lit/localize';
import { startLocale } from './i18n/locale.ts';
import { startLocation } from './state/location.ts';
import { startNetwork } from './state/network.ts';
import { startSession } from './state/session.ts';
import { startSettings } from './state/settings.ts';
import { startTheme } from './state/theme.ts';
import { showToast } from './state/toasts.ts';
import { startUploads } from './state/uploads.ts';

// After an upgrade the parts that an open page has not loaded yet are gone from the server.
window.addEventListener('vite:preloadError', () => {
  showToast(msg('Lutra diperbarui. Muat ulang halaman ini untuk melanjutkan.', { id: 'app.upgraded' }), {
    tone: 'error',
    action: { label: msg('Muat ulang', { id: 'app.reload' }), run: () => window.location.reload() },
  });
});

startTheme();
startLocation();
startNetwork();
void startSession();
void startSettings();
void startUploads();
// The elements come after the language is known, so that the first paint already speaks it.
await startLocale();
await import('./elements/lutra-app.ts');
