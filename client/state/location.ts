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
  const path = toPath(next);
  if (path !== currentPath()) {
    if (options.replace === true) history.replaceState(null, '', path);
    else history.pushState(null, '', path);
  }
  location.set(next);
}

/** The address of a state for `<a href>`: clicks on it are taken over by `startLocation`. */
export function hrefTo(change: Partial<AppLocation>): string {
  return toPath(withChange(location.value, change));
}

export function startLocation(): void {
  location.set(parseLocation(new URL(window.location.href)));
  window.addEventListener('popstate', () => location.set(parseLocation(new URL(window.location.href))));
  document.addEventListener('click', followLink);
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
  if (url.pathname + url.search !== currentPath()) history.pushState(null, '', url);
  location.set(parseLocation(url));
}

const currentPath = (): string => window.location.pathname + window.location.search;
