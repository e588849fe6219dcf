/** Starts the client: language and theme first, so that nothing flickers, then the one element that holds the rest. */
import './styles/tokens.css';
import './styles/page.css';
import { startLocale } from './i18n/locale.ts';
import { startLocation } from './state/location.ts';
import { startNetwork } from './state/network.ts';
import { startSession } from './state/session.ts';
import { startSettings } from './state/settings.ts';
import { startTheme } from './state/theme.ts';
import { startUploads } from './state/uploads.ts';

startTheme();
startLocation();
startNetwork();
void startSession();
void startSettings();
void startUploads();
// The elements come after the language is known, so that the first paint already speaks it.
await startLocale();
await import('./elements/lutra-app.ts');
