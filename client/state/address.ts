/** How a state is written as an address and read back; pure, so that links can be made and tested without a browser. */

export type ViewName = 'map' | 'projects' | 'project' | 'photos' | 'account' | 'sign-in' | 'administration';

export interface Place {
  zoom: number;
  latitude: number;
  longitude: number;
}

export interface AssetAddress {
  type: string;
  id: string;
}

export interface AppLocation {
  view: ViewName;
  /** The project's id, or the section of the administration. */
  viewId: string | null;
  /** Where the map looks; null: the regency's home. */
  place: Place | null;
  /** The ids of the layers that are shown; null: all. */
  layers: readonly string[] | null;
  /** The selected asset. */
  asset: AssetAddress | null;
  /** The selected asset's form is open. */
  edit: boolean;
  /** The asset type of the new asset that is being drawn; '' while the type is being chosen. */
  creating: string | null;
  language: 'id' | 'en' | null;
  /** What only the view itself understands, such as a filter. */
  params: Readonly<Record<string, string>>;
}

const paths: Record<ViewName, string> = {
  map: '/',
  projects: '/proyek',
  project: '/proyek',
  photos: '/foto',
  account: '/saya',
  'sign-in': '/masuk',
  administration: '/kelola',
};
const own = new Set(['at', 'layers', 'asset', 'edit', 'new', 'lang']);

/** Reads an address; whatever is malformed in it is left out, because a bad link should still show the map. */
export function parseLocation(url: URL): AppLocation {
  const [first = '', second = ''] = url.pathname.split('/').slice(1);
  const query = url.searchParams;
  const view = viewOf(first, second);
  const layers = query.get('layers');
  const language = query.get('lang');
  return {
    view,
    viewId: view === 'project' || view === 'administration' ? decode(second) || null : null,
    place: parsePlace(query.get('at')),
    layers: layers === null ? null : layers.split(',').filter((id) => id !== '' && id !== 'none'),
    asset: parseAsset(query.get('asset')),
    edit: query.has('edit'),
    creating: query.get('new'),
    language: language === 'id' || language === 'en' ? language : null,
    params: Object.fromEntries([...query].filter(([key]) => !own.has(key))),
  };
}

/** Writes a state as path and query, always in the same order. */
export function toPath(state: AppLocation): string {
  const query: string[] = [];
  if (state.place !== null) query.push(`at=${formatPlace(state.place)}`);
  if (state.layers !== null) query.push(`layers=${state.layers.map(encodeURIComponent).join(',') || 'none'}`);
  if (state.asset !== null) {
    query.push(`asset=${encodeURIComponent(state.asset.type)}/${encodeURIComponent(state.asset.id)}`);
  }
  if (state.edit) query.push('edit=1');
  if (state.creating !== null) query.push(`new=${encodeURIComponent(state.creating)}`);
  for (const [key, value] of Object.entries(state.params)) {
    query.push(`${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  }
  if (state.language !== null) query.push(`lang=${state.language}`);
  const path = state.viewId === null ? paths[state.view] : `${paths[state.view]}/${encodeURIComponent(state.viewId)}`;
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

/** `15/-2.55300/120.32700`: five decimals are about a metre. */
export function formatPlace({ zoom, latitude, longitude }: Place): string {
  return `${Number(zoom.toFixed(2))}/${latitude.toFixed(5)}/${longitude.toFixed(5)}`;
}

function parsePlace(text: string | null): Place | null {
  const parts = text?.split('/') ?? [];
  if (parts.length !== 3 || parts.some((part) => part === '')) return null;
  const [zoom, latitude, longitude] = parts.map(Number) as [number, number, number];
  const valid = zoom >= 0 && zoom <= 22 && Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180;
  return valid ? { zoom, latitude, longitude } : null;
}

function parseAsset(text: string | null): AssetAddress | null {
  const [type, id, ...rest] = text?.split('/') ?? [];
  return type && id && rest.length === 0 ? { type, id } : null;
}

function viewOf(first: string, second: string): ViewName {
  switch (`/${first}`) {
    case paths.projects:
      return second === '' ? 'projects' : 'project';
    case paths.photos:
      return 'photos';
    case paths.account:
      return 'account';
    case paths['sign-in']:
      return 'sign-in';
    case paths.administration:
      return 'administration';
    default:
      return 'map';
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray % in a typed address
  }
}
