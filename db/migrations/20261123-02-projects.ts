/** Projects with their partners, versions and dated progress reports. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table projects (
      id uuid primary key,
      name text not null check (length(name) between 1 and 200),
      description text not null default '',
      dimension text not null check (dimension in ('governance', 'branding', 'society', 'economy', 'living', 'environment')),
      programme text not null default '',
      lead_agency_id text not null references agencies (id),
      -- Rupiah.
      budget numeric(18, 2) check (budget >= 0),
      budget_source text not null default '',
      planned_start date,
      planned_end date check (planned_end >= planned_start),
      actual_start date,
      actual_end date check (actual_end >= actual_start),
      status text not null check (status in ('planned', 'ongoing', 'completed', 'suspended', 'cancelled')),
      -- A shape of its own; without one the project lies where its assets lie.
      geom geometry(Geometry, 4326) check (st_isvalid(geom) and not st_isempty(geom)),
      published boolean not null default false,
      illustration boolean not null default false,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      created_by uuid references users (id),
      updated_at timestamptz not null default now(),
      updated_by uuid references users (id),
      deleted_at timestamptz
    );
    create index projects_lead_agency_id on projects (lead_agency_id);
    create index projects_created_by on projects (created_by);
    create index projects_updated_by on projects (updated_by);
    create index projects_name on projects (name, id) where deleted_at is null;
    create index projects_name_words on projects using gin (name gin_trgm_ops) where deleted_at is null;

    create table project_partners (
      project_id uuid not null references projects (id) on delete cascade,
      agency_id text not null references agencies (id),
      primary key (project_id, agency_id)
    );
    create index project_partners_agency_id on project_partners (agency_id);

    create table project_versions (
      project_id uuid not null references projects (id) on delete cascade,
      version integer not null,
      operation text not null check (operation in ('create', 'update', 'delete', 'restore')),
      changed_at timestamptz not null default now(),
      changed_by uuid references users (id),
      state jsonb not null,
      primary key (project_id, version)
    );
    create index project_versions_changed_by on project_versions (changed_by);

    create table progress_reports (
      id uuid primary key,
      project_id uuid not null references projects (id) on delete cascade,
      reported_on date not null,
      percent numeric(5, 2) not null check (percent between 0 and 100),
      note text not null default '',
      illustration boolean not null default false,
      created_at timestamptz not null default now(),
      created_by uuid references users (id)
    );
    create index progress_reports_latest on progress_reports (project_id, reported_on desc, created_at desc, id desc);
    create index progress_reports_created_by on progress_reports (created_by);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table progress_reports, project_versions, project_partners, projects');
}
