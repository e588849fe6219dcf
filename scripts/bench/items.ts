/** A page of 1,000 items beside the same statements, page and count, through `pg` alone. */
import { encodeKey } from '../../api/http/paging.ts';
import { assetPage, countAssets, type AssetFilter } from '../../db/queries/assets.ts';
import type { Floor, Statement } from './floor.ts';
import { LIGHTS } from './lights.ts';
import { comparison, inTurns, kB, type Row } from './measure.ts';
import { expectStatus, type Service } from './service.ts';

const LIMIT = 1000;
const PAGES = 20;
const WARM_UP = 10;

export async function itemRows(service: Service, floor: Floor, rounds: number): Promise<Row[]> {
  const filter: AssetFilter = { type: LIGHTS, publishedOnly: true, columns: {}, attributes: {} };
  const pages: { address: string; statements: Statement[] }[] = [];
  let after: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const from = after;
    const statements = await floor.record(async () => {
      const rows = await assetPage(floor.db, filter, LIMIT, from);
      if (rows.length <= LIMIT) throw new Error('too few lights for the pages');
      after = rows[LIMIT - 1]?.id;
    });
    statements.push(...(await floor.record(() => countAssets(floor.db, filter))));
    const key = from === undefined ? '' : `&after=${encodeKey(from)}`;
    pages.push({ address: `/api/collections/${LIGHTS}/items?limit=${LIMIT}${key}`, statements });
  }
  const pageOf = (round: number) => pages[round % PAGES]!;
  let bytes = 0;
  const ours = (encoding: string) => async (round: number) => {
    const reply = await service.get(pageOf(round).address, { 'accept-encoding': encoding });
    bytes = expectStatus(reply, 200).body.byteLength;
  };
  const theirs = (round: number) => floor.run(pageOf(round).statements);
  const measured = async (what: string, encoding: string, rest: Partial<Row>): Promise<Row> => {
    await inTurns(WARM_UP, ours(encoding), theirs);
    const times = await inTurns(rounds, ours(encoding), theirs);
    return { what: `${what} (${kB(bytes)})`, ...comparison(times), ...rest };
  };
  return [
    // pg's answer is not compressed either: what gzip costs is bought with the network that loopback does not have.
    await measured('a page of 1,000 items', 'identity', { aim: { most: 1.3 } }),
    await measured('the same as a browser asks for it', 'gzip, deflate, br', {}),
  ];
}
