/** A value that is fetched: what has come, whether more is under way, and what went wrong. */
export interface Loadable<T> {
  state: 'loading' | 'ready' | 'error';
  /** The last value that came; with state 'error' it is stale. */
  value?: T | undefined;
  error?: unknown;
}

export const loading: Loadable<never> = { state: 'loading' };
