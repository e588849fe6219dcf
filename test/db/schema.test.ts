/** Rules that the whole schema keeps. */
import { expect } from 'chai';
import type { Knex } from 'knex';
import { testDatabase } from '../support/database.ts';

describe('the schema', () => {
  let db: Knex;
  before(async () => {
    ({ db } = await testDatabase());
  });

  it('has an index that begins with the columns of each foreign key', async () => {
    const { rows } = await db.raw<{ rows: { name: string }[] }>(`
      select c.conname as name from pg_constraint c
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
        select 1 from pg_index i where i.indrelid = c.conrelid
          and (string_to_array(i.indkey::text, ' ')::smallint[])[1:cardinality(c.conkey)] @> c.conkey
      )`);
    expect(rows.map(({ name }) => name)).to.deep.equal([]);
  });

  it('keeps every time with its zone', async () => {
    const { rows } = await db.raw<{ rows: { name: string }[] }>(`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type = 'timestamp without time zone'`);
    expect(rows.map(({ name }) => name)).to.deep.equal([]);
  });

  it('keeps a shape in WGS 84 and refuses what is not valid, of another type or off the earth', async () => {
    const insert = (geometryType: string, wkt: string) =>
      db.transaction(async (trx) => {
        await trx.raw("insert into agencies (id, name, short_name) values ('schema-test', 'x', 'x')");
        await trx.raw(
          `insert into assets (id, type_id, geometry_type, code, status, agency_id, geom)
           select gen_random_uuid(), id, geometry_type, 'X', 'built', 'schema-test', st_geomfromtext(?, 4326)
           from asset_types where geometry_type = ? order by id limit 1`,
          [wkt, geometryType],
        );
        throw new Error('accepted');
      });
    const told = async (geometryType: string, wkt: string): Promise<string> => {
      const error: unknown = await insert(geometryType, wkt).catch((reason: unknown) => reason);
      return error instanceof Error ? error.message : '';
    };
    expect(await told('Point', 'POINT (120 -2)')).to.equal('accepted');
    expect(await told('Point', 'LINESTRING (120 -2, 121 -2)')).to.contain('assets_shape');
    expect(await told('Point', 'POINT (190 -2)')).to.contain('check constraint');
    expect(await told('Point', 'POINT EMPTY')).to.contain('check constraint');
    expect(await told('Polygon', 'POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))')).to.contain('check constraint');
  });
});
