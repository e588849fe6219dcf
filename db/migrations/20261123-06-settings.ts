/** What the copies of the service agree on among themselves, such as the key that signs session cookies. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table settings (
      key text primary key,
      value text not null
    )
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table settings');
}
