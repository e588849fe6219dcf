/** Who did what: one row for each write and for each download of an original, in the transaction that did it. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table audit (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      actor_id uuid references users (id),
      token_id uuid references tokens (id),
      action text not null,
      noun text not null,
      noun_id text not null,
      detail jsonb not null default '{}'
    );
    create index audit_noun on audit (noun, noun_id, id);
    create index audit_actor_id on audit (actor_id, id);
    create index audit_token_id on audit (token_id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table audit');
}
