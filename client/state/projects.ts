/** The projects by name, fetched page by page, and the agencies that lead them. */
import { api, call } from '../api-client.ts';
import type { Agency, List, Project } from '../wire.ts';
import { loading, type Loadable } from './loadable.ts';
import { Store } from './store.ts';

/** What stands in the address instead of an id while a project is being made. */
export const NEW_PROJECT = 'baru';

export const projects = new Store<Loadable<readonly Project[]>>(loading);
export const agencies = new Store<ReadonlyMap<string, Agency>>(new Map());

/** Fetches all projects; what came before an error stays to be shown. */
export async function loadProjects(): Promise<void> {
  projects.update(({ value }) => ({ state: 'loading', value }));
  try {
    const found: Project[] = [];
    let page = await api.projects.list({ limit: 200 });
    found.push(...page.items);
    while (page.next !== undefined) {
      page = await call<List<Project>>('GET', page.next);
      found.push(...page.items);
    }
    projects.set({ state: 'ready', value: found });
  } catch (error) {
    projects.update(({ value }) => ({ state: 'error', value, error }));
  }
}

/** The agencies' names; without them their ids are shown. */
export async function loadAgencies(): Promise<void> {
  const { items } = await api.agencies.list();
  agencies.set(new Map(items.map((agency) => [agency.id, agency])));
}

/** The short name, or the id while the names are not here. */
export function agencyName(known: ReadonlyMap<string, Agency>, id: string): string {
  return known.get(id)?.shortName ?? id;
}
