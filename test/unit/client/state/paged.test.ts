/** Lists that come page by page: what is shown belongs to what was asked last. */
import { expect } from 'chai';
import { PagedList } from '../../../../client/state/paged.ts';
import type { List } from '../../../../client/wire.ts';

interface Asked {
  answer: (items: string[]) => void;
  fail: (error: Error) => void;
}

function askedList(): { list: PagedList<string>; asked: Asked[] } {
  const asked: Asked[] = [];
  const list = new PagedList<string>(
    () =>
      new Promise<List<string>>((resolve, reject) => {
        asked.push({ answer: (items) => resolve({ items }), fail: reject });
      }),
  );
  return { list, asked };
}

describe('a paged list', () => {
  it('drops the answer to an earlier question that comes late', async () => {
    const { list, asked } = askedList();
    const first = list.restart();
    const second = list.restart();
    asked[1]?.answer(['of the second asset']);
    await second;
    asked[0]?.answer(['of the first asset']);
    await first;
    expect(list.store.value).to.deep.include({ state: 'ready' });
    expect(list.store.value.value?.items).to.deep.equal(['of the second asset']);
  });

  it('keeps what is shown while it is fetched again, and when that fails', async () => {
    const { list, asked } = askedList();
    const first = list.reload();
    asked[0]?.answer(['one']);
    await first;
    const second = list.reload();
    expect(list.store.value.value?.items).to.deep.equal(['one']);
    asked[1]?.fail(new Error('gone'));
    await second;
    expect(list.store.value.state).to.equal('error');
    expect(list.store.value.value?.items).to.deep.equal(['one']);
  });

  it('shows nothing of the old when it begins with something else', () => {
    const { list } = askedList();
    list.store.set({ state: 'ready', value: { items: ['old'] } });
    void list.restart();
    expect(list.store.value.value).to.equal(undefined);
  });
});
