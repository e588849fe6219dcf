/** A list that the API pages by key: what has come so far, and whether there is more. */
import { call } from '../api-client.ts';
import type { List } from '../wire.ts';
import { Store } from './store.ts';
import { loading, type Loadable } from './loadable.ts';

export interface Page<T> {
  items: readonly T[];
  /** Address of what follows; undefined at the end. */
  next?: string | undefined;
}

export class PagedList<T> {
  readonly store = new Store<Loadable<Page<T>>>(loading);
  readonly #first: () => Promise<List<T>>;
  /** Counts the fetches from the beginning: an answer to an earlier one is nobody's any more. */
  #turn = 0;

  constructor(first: () => Promise<List<T>>) {
    this.#first = first;
  }

  /** Fetches from the beginning; what was shown stays until it comes. */
  reload = async (): Promise<void> => {
    this.#turn++;
    const { value } = this.store.value;
    this.store.set({ state: 'loading', value });
    await this.#take(this.#first(), []);
  };

  /** Fetches something else from the beginning: what was shown is not of it. */
  restart = async (): Promise<void> => {
    this.store.set(loading);
    await this.reload();
  };

  more = async (): Promise<void> => {
    const { value } = this.store.value;
    if (value?.next === undefined || this.store.value.state === 'loading') return;
    this.store.set({ state: 'loading', value });
    await this.#take(call<List<T>>('GET', value.next), value.items);
  };

  async #take(page: Promise<List<T>>, before: readonly T[]): Promise<void> {
    const turn = this.#turn;
    try {
      const { items, next } = await page;
      if (turn !== this.#turn) return;
      this.store.set({ state: 'ready', value: { items: [...before, ...items], next } });
    } catch (error) {
      if (turn !== this.#turn) return;
      this.store.set({ state: 'error', value: this.store.value.value, error });
    }
  }
}
