/** How sent shapes are stored: rings wound as GeoJSON has it, lines as they were drawn. */
import { expect } from 'chai';
import type { Knex } from 'knex';
import { counterClockwise } from '../../db/queries/shapes.ts';
import { testDatabase } from '../support/database.ts';

describe('a stored shape', () => {
  let db: Knex;
  before(async () => {
    ({ db } = await testDatabase());
  });

  const cases: [what: string, sent: string, stored: string][] = [
    ['winds the outer ring counter-clockwise', 'POLYGON((0 0,0 1,1 1,0 0))', 'POLYGON((0 0,1 1,0 1,0 0))'],
    ['leaves a ring that is right', 'POLYGON((0 0,1 1,0 1,0 0))', 'POLYGON((0 0,1 1,0 1,0 0))'],
    ['keeps the direction of a line', 'LINESTRING(0 0,1 0,1 5)', 'LINESTRING(0 0,1 0,1 5)'],
    ['keeps a point', 'POINT(1 2)', 'POINT(1 2)'],
  ];
  for (const [what, sent, stored] of cases)
    it(what, async () => {
      const sql = `select st_astext(${counterClockwise('st_geomfromtext(?, 4326)')}) as stored`;
      const { rows } = await db.raw<{ rows: { stored: string }[] }>(sql, [sent]);
      expect(rows[0]?.stored).to.equal(stored);
    });
});
