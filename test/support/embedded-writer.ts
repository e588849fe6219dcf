/** A process to be killed: opens the embedded database of a directory, writes rows and reports each that was acknowledged. */
import { connect } from '../../db/connection.ts';
import { openEmbedded } from '../../db/embedded.ts';

export interface WriterReport {
  /** The id of a row whose transaction was answered. */
  acknowledged: number;
}

const [dataDir = '', first = '0'] = process.argv.slice(2);
const embedded = await openEmbedded(dataDir);
const db = connect(embedded.url);
for (let id = Number(first); ; id += 1) {
  await db.transaction(async (trx) => {
    await trx('rows').insert({ id, payload: 'x'.repeat(id % 3000) });
    await trx('rows').where({ id }).update({ isComplete: true });
  });
  process.send?.({ acknowledged: id } satisfies WriterReport);
}
