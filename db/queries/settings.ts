/** Values that all copies of the service share. */
import type { Knex } from 'knex';

/** The stored value of a key; where there is none, the one given becomes it. Copies that race all get the same. */
export async function settingOf(db: Knex, key: string, initial: string): Promise<string> {
  await db.raw('insert into settings (key, value) values (?, ?) on conflict (key) do nothing', [key, initial]);
  const result = await db.raw<{ rows: { value: string }[] }>('select value from settings where key = ?', [key]);
  const row = result.rows[0];
  if (row === undefined) throw new Error(`the setting ${key} vanished while it was read`);
  return row.value;
}
