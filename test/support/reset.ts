/** Brings a test database back to what the migrations made of it. */
import type { Knex } from 'knex';
import { pgQuery } from '../../db/connection.ts';

/** Tables that are not ours to empty. */
const foreign = ['spatial_ref_sys', 'migrations', 'migrations_lock'];

/** As an identifier of SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Keeps a copy of all rows that the migrations made, in a schema beside. */
export async function rememberSeeds(db: Knex): Promise<void> {
  await pgQuery(db, 'create schema if not exists seeds');
  for (const table of await tables(db, 'public')) {
    const { rows } = await pgQuery(db, `select exists (select 1 from ${quoted(table)}) as filled`);
    if (rows[0]?.['filled'] === true)
      await pgQuery(db, `create table if not exists seeds.${quoted(table)} as table ${quoted(table)}`);
  }
}

const statements = new WeakMap<object, string>();

/** One statement, for on the embedded database each costs a millisecond; deleting is faster there than truncating. */
export async function resetStatement(db: Knex): Promise<string> {
  const known = statements.get(db.client);
  if (known !== undefined) return known;
  const deletes = (await tables(db, 'public')).map((table) => `delete from ${quoted(table)};`);
  const inserts: string[] = [];
  for (const table of await tables(db, 'seeds')) {
    const columns = (await storedColumns(db, table)).map(quoted).join(', ');
    const target = `${quoted(table)} (${columns})`;
    inserts.push(`insert into ${target} overriding system value select ${columns} from seeds.${quoted(table)};`);
  }
  const statement = `do $reset$
    -- What is cached of the assets is checked against the revision of their type: it never goes back.
    declare revisions bigint := (select coalesce(max(revision), 0) from asset_types);
    begin
      -- Neither triggers nor foreign keys, so that the order does not matter.
      perform set_config('session_replication_role', 'replica', true);
      ${[...deletes, ...inserts].join('\n      ')}
      update asset_types set revision = revisions + 1;
    end $reset$`;
  statements.set(db.client, statement);
  return statement;
}

async function tables(db: Knex, schema: string): Promise<string[]> {
  const { rows } = await pgQuery<{ name: string }>(
    db,
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = $1 and c.relname <> all($2) order by 1`,
    [schema, foreign],
  );
  return rows.map(({ name }) => name);
}

/** Without the generated ones. */
async function storedColumns(db: Knex, table: string): Promise<string[]> {
  const { rows } = await pgQuery<{ name: string }>(
    db,
    `select attname as name from pg_attribute
     where attrelid = ('public.' || quote_ident($1))::regclass and attnum > 0 and not attisdropped and attgenerated = ''
     order by attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}
