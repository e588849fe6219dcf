/** The only fetch of the client: typed calls of the API's public paths, problems as errors, progress for uploads. */
import { getLocale } from './i18n/locale.ts';
import { lastContact, online } from './state/network.ts';
import type {
  AssetType,
  AssetTypeInput,
  Collection,
  Account,
  Agency,
  AgencyInput,
  AuditEntry,
  Feature,
  FeatureCollection,
  FeatureInput,
  List,
  NewToken,
  Photo,
  Project,
  ProjectInput,
  Report,
  ReportInput,
  SearchHit,
  Settings,
  Token,
  TokenInput,
  User,
  UserInput,
  UserPatch,
  Version,
} from './wire.ts';

/** RFC 9457. `slug` is the last part of the type, which is what code decides by. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly slug: string;
  readonly title: string;
  readonly errors: readonly { pointer: string; detail: string }[];
  /** The whole answer: extension members such as the current state of a 412. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Record<string, unknown>) {
    const title = typeof body['title'] === 'string' ? body['title'] : `HTTP ${status}`;
    super(typeof body['detail'] === 'string' ? body['detail'] : title);
    this.name = 'ApiProblem';
    this.status = status;
    this.title = title;
    this.slug = typeof body['type'] === 'string' ? (body['type'].split('/').at(-1) ?? '') : '';
    this.errors = Array.isArray(body['errors']) ? body['errors'] : [];
    this.body = body;
  }
}

/** The server was not reached at all: no network, or it is down. Nothing was written as far as we know. */
export class NetworkError extends Error {
  constructor(cause?: unknown) {
    super('network', { cause });
    this.name = 'NetworkError';
  }
}

export interface RequestOptions {
  signal?: AbortSignal | undefined;
  /** The version that a write builds on; becomes `If-Match`. */
  version?: number | undefined;
  query?: Record<string, string | number | boolean | readonly string[] | null | undefined> | undefined;
  /** JSON body. */
  json?: unknown;
  contentType?: string;
  accept?: string;
  /** Asks the server even where the browser has a copy that is young enough. */
  fresh?: boolean;
}

let csrfToken: string | null = null;

/** `state/session.ts` sets it after sign-in; writes by cookie carry it. */
export function useCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** Sends one request. @throws ApiProblem for an answer that is not 2xx, NetworkError when none came, AbortError. */
export async function send(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
  const init: RequestInit = { method, headers: headersOf(method, options), credentials: 'same-origin' };
  if (options.json !== undefined) init.body = JSON.stringify(options.json);
  if (options.signal !== undefined) init.signal = options.signal;
  if (options.fresh === true) init.cache = 'no-cache';
  let response: Response;
  try {
    response = await fetch(withQuery(path, options.query), init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new NetworkError(error);
  }
  online.set(true);
  lastContact.set(new Date());
  if (!response.ok) throw new ApiProblem(response.status, await problemOf(response));
  return response;
}

/** Sends and reads JSON; 204 gives undefined. */
export async function call<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(method, path, options);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export interface UploadProgress {
  sent: number;
  total: number;
}

/** Sends a form with progress, which fetch cannot tell. @throws as `send` */
export function upload<T>(
  path: string,
  form: FormData,
  options: { signal?: AbortSignal; onProgress?: (progress: UploadProgress) => void } = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(headersOf('POST', {}))) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => options.onProgress?.({ sent: loaded, total });
    request.onload = () => {
      const body = parseJson(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as T);
      else reject(new ApiProblem(request.status, isRecord(body) ? body : {}));
    };
    request.onerror = () => reject(new NetworkError());
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    if (options.signal?.aborted === true) return request.onabort(new ProgressEvent('abort'));
    options.signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}

function headersOf(method: string, options: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = {
    'Accept-Language': getLocale(),
    Accept: options.accept ?? 'application/json, application/problem+json',
  };
  if (options.json !== undefined) headers['Content-Type'] = options.contentType ?? 'application/json';
  if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`;
  if (csrfToken !== null && method !== 'GET') headers['X-CSRF-Token'] = csrfToken;
  return headers;
}

function withQuery(path: string, query: RequestOptions['query']): string {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === '') continue;
    parts.set(key, String(value));
  }
  return parts.size === 0 ? path : `${path}?${parts}`;
}

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  const body = parseJson(await response.text());
  return isRecord(body) ? body : {};
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined; // a proxy's page instead of our JSON: the status speaks
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (...parts: string[]): string => `/api/${parts.map(encodeURIComponent).join('/')}`;
const items = (type: string, ...rest: string[]): string => at('collections', type, 'items', ...rest);

/** The calls by noun. Whatever a page of a list leaves is behind `next`, which `call('GET', next)` follows. */
export const api = {
  settings: (signal?: AbortSignal) => call<Settings>('GET', '/api/settings', { signal }),
  search: (q: string, signal?: AbortSignal) =>
    call<{ items: SearchHit[] }>('GET', '/api/search', { query: { q }, signal }),
  session: {
    read: () => call<{ user: User | null; csrfToken?: string }>('GET', '/api/session'),
    signIn: (email: string, password: string) =>
      call<{ user: User; csrfToken: string }>('POST', '/api/session', { json: { email, password } }),
    signOut: () => call<undefined>('DELETE', '/api/session'),
    changePassword: (json: { current: string; new: string }) =>
      call<undefined>('PUT', '/api/session/password', { json }),
  },
  collections: () => call<{ collections: Collection[] }>('GET', '/api/collections'),
  assetTypes: {
    list: () => call<List<AssetType>>('GET', '/api/asset-types'),
    read: (id: string) => call<AssetType>('GET', at('asset-types', id)),
    create: (json: AssetTypeInput) => call<AssetType>('POST', '/api/asset-types', { json }),
    replace: (json: AssetTypeInput, version: number) =>
      call<AssetType>('PUT', at('asset-types', json.id), { json, version }),
    remove: (id: string, version: number) => call<undefined>('DELETE', at('asset-types', id), { version }),
  },
  assets: {
    read: (type: string, id: string, signal?: AbortSignal) => call<Feature>('GET', items(type, id), { signal }),
    list: (type: string, query: RequestOptions['query'], signal?: AbortSignal) =>
      call<FeatureCollection>('GET', items(type), { query, signal }),
    /** Creates with the client's own id, or replaces `version`. */
    put: (type: string, feature: FeatureInput & { id: string }, version?: number) =>
      call<Feature>('PUT', items(type, feature.id), { json: feature, version, contentType: 'application/geo+json' }),
    patch: (type: string, id: string, json: unknown, version: number) =>
      call<Feature>('PATCH', items(type, id), { json, version, contentType: 'application/merge-patch+json' }),
    remove: (type: string, id: string, version: number) => call<undefined>('DELETE', items(type, id), { version }),
    versions: (type: string, id: string) => call<{ versions: Version[] }>('GET', items(type, id, 'versions')),
    restore: (type: string, id: string, restored: number, version: number) =>
      call<Feature>('POST', items(type, id, 'versions', String(restored), 'restore'), { version }),
  },
  agencies: {
    list: () => call<List<Agency>>('GET', '/api/agencies', { query: { limit: 1000 } }),
    create: (json: AgencyInput) => call<Agency>('POST', '/api/agencies', { json }),
    patch: (id: string, json: Partial<AgencyInput>, version: number) =>
      call<Agency>('PATCH', at('agencies', id), { json, version }),
    remove: (id: string, version: number) => call<undefined>('DELETE', at('agencies', id), { version }),
  },
  users: {
    list: () => call<List<Account>>('GET', '/api/users'),
    create: (json: UserInput) => call<Account>('POST', '/api/users', { json }),
    patch: (id: string, json: UserPatch, version: number) => call<Account>('PATCH', at('users', id), { json, version }),
  },
  tokens: {
    list: () => call<List<Token>>('GET', '/api/tokens'),
    create: (json: TokenInput) => call<NewToken>('POST', '/api/tokens', { json }),
    revoke: (id: string) => call<undefined>('DELETE', at('tokens', id)),
  },
  audit: () => call<List<AuditEntry>>('GET', '/api/audit'),
  projects: {
    list: (query: RequestOptions['query'] = {}, signal?: AbortSignal) =>
      call<List<Project>>('GET', '/api/projects', { query, signal }),
    read: (id: string, signal?: AbortSignal) => call<Project>('GET', at('projects', id), { signal }),
    create: (json: ProjectInput) => call<Project>('POST', '/api/projects', { json }),
    patch: (id: string, json: Partial<ProjectInput>, version: number) =>
      call<Project>('PATCH', at('projects', id), { json, version, contentType: 'application/merge-patch+json' }),
    /** The project's assets of all types; each has its `type` among the properties. */
    assets: (id: string, signal?: AbortSignal) =>
      call<{ features: Feature[] }>('GET', at('projects', id, 'assets'), { signal }),
    reports: (id: string, signal?: AbortSignal) => call<List<Report>>('GET', at('projects', id, 'reports'), { signal }),
    report: (id: string, json: ReportInput) => call<Report>('POST', at('projects', id, 'reports'), { json }),
  },
  photos: {
    list: (query: RequestOptions['query']) => call<List<Photo>>('GET', '/api/photos', { query }),
    upload: (form: FormData, options: Parameters<typeof upload>[2]) => upload<Photo>('/api/photos', form, options),
    remove: (id: string) => call<undefined>('DELETE', at('photos', id)),
  },
  riverSegment: {
    /** The whole file, so that a download that was cut off is never saved as one that is not. */
    async exportGeoJson(id: string, query: { from: number | null; to: number | null; step: number }) {
      const response = await send('GET', at('river-segments', id, 'export.geojson'), {
        query,
        accept: 'application/geo+json',
      });
      const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
      return { blob: await response.blob(), name: name ?? `${id}.geojson` };
    },
  },
  /** One vector tile as bytes; null where the tile is empty. */
  async tile(
    { type, z, x, y }: { type: string; z: number; x: number; y: number },
    { signal, fresh }: { signal: AbortSignal; fresh: boolean },
  ): Promise<ArrayBuffer | null> {
    const path = at('collections', type, 'tiles', 'WebMercatorQuad', `${z}`, `${y}`, `${x}`);
    const response = await send('GET', path, { signal, fresh, accept: 'application/vnd.mapbox-vector-tile' });
    return response.status === 204 ? null : await response.arrayBuffer();
  },
};
