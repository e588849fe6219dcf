/** Photos: the row is the receipt; the bytes are in the photo store under the photo's id. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table photos (
      id uuid primary key,
      asset_id uuid references assets (id),
      project_id uuid references projects (id),
      report_id uuid references progress_reports (id),
      phase smallint check (phase in (0, 50, 100)),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      bytes bigint not null check (bytes > 0),
      media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp', 'image/heic')),
      width integer not null check (width > 0),
      height integer not null check (height > 0),
      original_name text not null default '',
      taken_at timestamptz,
      taken_at_source text check (taken_at_source in ('exif', 'device')),
      received_at timestamptz not null default now(),
      geom geometry(Point, 4326),
      position_source text check (position_source in ('exif', 'device', 'manual')),
      -- Metres.
      accuracy double precision check (accuracy >= 0),
      -- Degrees clockwise from north.
      azimuth double precision check (azimuth >= 0 and azimuth < 360),
      warnings jsonb not null default '[]',
      agency_id text not null references agencies (id),
      uploaded_by uuid references users (id),
      illustration boolean not null default false,
      deleted_at timestamptz,
      check (asset_id is not null or project_id is not null),
      check ((geom is null) = (position_source is null)),
      check ((taken_at is null) = (taken_at_source is null))
    );
    create index photos_asset_id on photos (asset_id, received_at, id);
    create index photos_project_id on photos (project_id, received_at, id);
    create index photos_report_id on photos (report_id);
    create index photos_agency_id on photos (agency_id);
    create index photos_uploaded_by on photos (uploaded_by);
    create index photos_geom on photos using gist (geom) where deleted_at is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table photos');
}
