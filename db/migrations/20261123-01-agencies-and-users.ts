/** Who keeps things and who signs in: agencies, users, sessions, sign-in attempts, tokens. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create extension if not exists postgis;
    create extension if not exists pg_trgm;

    create table agencies (
      id text primary key check (id ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(id) <= 60),
      name text not null check (length(name) between 1 and 200),
      short_name text not null check (length(short_name) between 1 and 60),
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );

    create table users (
      id uuid primary key,
      email text not null unique check (email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
      name text not null check (length(name) between 1 and 200),
      role text not null check (role in ('admin', 'planner', 'surveyor', 'liaison', 'viewer')),
      agency_id text not null references agencies (id),
      password_hash text not null,
      active boolean not null default true,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index users_agency_id on users (agency_id);

    -- The shape that connect-pg-simple expects.
    create table sessions (
      sid text primary key,
      sess json not null,
      expire timestamptz not null
    );
    create index sessions_expire on sessions (expire);

    create table sign_in_attempts (
      key text primary key,
      hits integer not null,
      resets_at timestamptz not null
    );

    create table tokens (
      id uuid primary key,
      name text not null check (length(name) between 1 and 200),
      role text not null check (role in ('admin', 'planner', 'surveyor', 'liaison', 'viewer')),
      agency_id text not null references agencies (id),
      -- SHA-256 of the secret, which is shown once and never stored.
      token_hash bytea not null unique,
      created_by uuid not null references users (id),
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      revoked_at timestamptz,
      last_used_at timestamptz
    );
    create index tokens_agency_id on tokens (agency_id);
    create index tokens_created_by on tokens (created_by);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table tokens, sign_in_attempts, sessions, users, agencies');
}
