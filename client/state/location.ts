/** The address bar as state: view, place, layers, selection and language. Only this module touches history. */
import { Store } from './store.ts';
import { parseLocation, toPath, type AppLocation } from './address.ts';

export const location = new Store<AppLocation>(parseLocation(new URL('http://localhost/')));

/**
 * Goes to another state. Members that are left out stay as they are; a changed view drops what belonged to the old one
 * (its id, its parameters). `replace` is for what Back must not undo step by step, such as panning the map.
 */
export function navigate(change: Partial<AppLocation>, options: { replace?: boolean } = {}): void {
  const next = withChange(location.value, change);
  void ifFree(next, () => {
    const path = toPath(next);
    if (path !== currentPath()) {
      if (options.replace === true) history.replaceState(null, '', path);
      else history.pushState(null, '', path);
    }
    location.set(next);
  });
}

type Guard = () => boolean | Promise<boolean>;
let guard: Guard | null = null;

/**
 * Asks before what is open is left (another view, selection or task; Back; closing the page): a form with unsaved work.
 * The guard answers true when it may be left, and is dropped then. Answers what ends the guarding.
 */
export function guardLeaving(mayLeave: Guard): () => void {
  guard = mayLeave;
  return () => {
    if (guard === mayLeave) guard = null;
  };
}

/** The address of a state for `<a href>`: clicks on it are taken over by `startLocation`. */
export function hrefTo(change: Partial<AppLocation>): string {
  return toPath(withChange(location.value, change));
}

export function startLocation(): void {
  location.set(parseLocation(new URL(window.location.href)));
  window.addEventListener('popstate', followHistory);
  window.addEventListener('beforeunload', (event) => {
    if (guard !== null) event.preventDefault();
  });
  document.addEventListener('click', followLink);
}

function followHistory(): void {
  const next = parseLocation(new URL(window.location.href));
  if (guard === null || !leaves(next)) return location.set(next);
  // The browser has gone already: stay here until the answer, then go once more.
  history.pushState(null, '', toPath(location.value));
  void ifFree(next, () => history.back());
}

/** Runs what goes on to `next`, at once where nothing is guarded, else when the guard lets go. */
async function ifFree(next: AppLocation, go: () => void): Promise<void> {
  const asked = guard;
  if (asked === null || !leaves(next)) return go();
  if (!(await asked())) return;
  if (guard === asked) guard = null;
  go();
}

function leaves(next: AppLocation): boolean {
  const now = location.value;
  return (
    now.view !== next.view ||
    now.viewId !== next.viewId ||
    now.asset?.id !== next.asset?.id ||
    now.edit !== next.edit ||
    now.creating !== next.creating
  );
}

function withChange(from: AppLocation, change: Partial<AppLocation>): AppLocation {
  const next = { ...from, ...change };
  const viewChanged = next.view !== from.view || ('viewId' in change && next.viewId !== from.viewId);
  if (next.view !== from.view && !('viewId' in change)) next.viewId = null;
  if (viewChanged && !('params' in change)) next.params = {};
  // A task belongs to the selection it was begun on.
  if ('asset' in change && !('edit' in change)) next.edit = false;
  if (viewChanged && !('creating' in change)) next.creating = null;
  return next;
}

function followLink(event: MouseEvent): void {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  ) {
    return;
  }
  const anchor = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (anchor === undefined || anchor.target !== '' || anchor.hasAttribute('download')) return;
  const url = new URL(anchor.href);
  if (url.origin !== window.location.origin || url.pathname.startsWith('/api')) return;
  if (url.hash !== '' && url.pathname === window.location.pathname) return;
  event.preventDefault();
  const next = parseLocation(url);
  void ifFree(next, () => {
    if (url.pathname + url.search !== currentPath()) history.pushState(null, '', url);
    location.set(next);
  });
}

const currentPath = (): string => window.location.pathname + window.location.search;
