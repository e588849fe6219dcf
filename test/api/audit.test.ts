/** The audit trail as administrators read it. */
import { expect } from 'chai';
import { useApp, userIdOf } from '../support/app.ts';

interface Entry {
  id: number;
  at: string;
  actor: { id: string; name: string } | null;
  token: object | null;
  action: string;
  noun: string;
  nounId: string;
  detail: Record<string, unknown>;
}
interface Page {
  items: Entry[];
  next?: string;
}

describe('the audit trail', () => {
  const app = useApp();

  beforeEach(async () => {
    await app().db('audit').delete();
    const actors = [userIdOf('admin'), userIdOf('planner'), null];
    await app()
      .db('audit')
      .insert(
        Array.from({ length: 9 }, (_, i) => ({
          actor_id: actors[i % 3],
          action: i % 2 === 0 ? 'asset.update' : 'project.update',
          noun: i % 2 === 0 ? 'asset' : 'project',
          noun_id: `thing-${i % 4}`,
          detail: JSON.stringify({ i }),
        })),
      );
  });

  const list = async (query = '') => (await (await app().as('admin')).get<Page>(`/api/audit${query}`)).body;
  const numbers = ({ items }: Page) => items.map(({ detail }) => detail['i']).filter((i) => i !== undefined);

  it('is told newest first, with who did it', async () => {
    const page = await list();
    expect(numbers(page)).to.deep.equal([8, 7, 6, 5, 4, 3, 2, 1, 0]);
    const entry = page.items.find(({ detail }) => detail['i'] === 1)!;
    expect(entry.actor).to.deep.equal({ id: userIdOf('planner'), name: 'planner' });
    expect(entry).to.deep.include({ action: 'project.update', noun: 'project', nounId: 'thing-1', token: null });
    expect(new Date(entry.at).toISOString()).to.equal(entry.at);
    expect(page.items.find(({ detail }) => detail['i'] === 2)?.actor).to.equal(null);
  });

  it('is filtered by noun, thing and actor together', async () => {
    expect(numbers(await list('?noun=project'))).to.deep.equal([7, 5, 3, 1]);
    expect(numbers(await list('?noun=asset&nounId=thing-0'))).to.deep.equal([8, 4, 0]);
    expect(numbers(await list(`?noun=asset&actor=${userIdOf('admin')}`))).to.deep.equal([6, 0]);
    expect(numbers(await list("?noun=asset'%20or%201=1"))).to.deep.equal([]);
  });

  it('is paged without losing or repeating a row while new ones arrive', async () => {
    const seen: unknown[] = [];
    let next: string | undefined = '?noun=asset&limit=2';
    while (next !== undefined) {
      const page: Page = await list(next);
      seen.push(...numbers(page));
      next = page.next?.replace('/api/audit', '');
      await app().db('audit').insert({ action: 'asset.update', noun: 'asset', noun_id: 'late', detail: '{"i":99}' });
    }
    expect(seen).to.deep.equal([8, 6, 4, 2, 0]);
  });

  it('names parameters that it does not take', async () => {
    const admin = await app().as('admin');
    for (const query of ['actor=me', 'after=x', 'limit=1001', 'until=now', 'noun=a%00b'])
      expect((await admin.get(`/api/audit?${query}`)).status, query).to.equal(400);
  });
});
