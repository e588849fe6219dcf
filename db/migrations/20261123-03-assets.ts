/** Asset types as data, the assets of all types, and every state that they have had. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table asset_types (
      id text primary key check (id ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(id) <= 60),
      title_id text not null,
      title_en text not null,
      description_id text not null default '',
      description_en text not null default '',
      geometry_type text not null check (geometry_type in ('Point', 'LineString', 'Polygon')),
      symbol text not null,
      -- Not jsonb, which would forget the order of the attributes, and so of the form.
      schema json not null,
      position integer not null default 0,
      -- Grows with every change of the type's assets: what is cached of them is checked against it.
      revision bigint not null default 1,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      -- Lets the assets refer to it together with the shape that the type asks for.
      unique (id, geometry_type)
    );

    create table assets (
      id uuid primary key,
      type_id text not null,
      -- Repeats the type's, so that the table itself can refuse a wrong shape.
      geometry_type text not null,
      code text not null check (length(code) between 1 and 60),
      name text not null default '' check (length(name) <= 200),
      condition text check (condition in ('B', 'RR', 'RB')),
      status text not null check (status in ('planned', 'built', 'removed')),
      project_id uuid references projects (id),
      agency_id text not null references agencies (id),
      published boolean not null default false,
      illustration boolean not null default false,
      attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
      geom geometry(Geometry, 4326) not null
        check (st_isvalid(geom) and not st_isempty(geom))
        check (st_xmin(geom) >= -180 and st_xmax(geom) <= 180 and st_ymin(geom) >= -90 and st_ymax(geom) <= 90),
      -- Web Mercator for tiles; it ends at 85.06 degrees.
      geom_3857 geometry(Geometry, 3857) not null generated always as (
        st_transform(
          case when abs(st_ymin(geom)) > 85.06 or abs(st_ymax(geom)) > 85.06
            then st_setsrid(st_makepoint(st_x(st_centroid(geom)), greatest(-85.06, least(85.06, st_y(st_centroid(geom))))), 4326)
            else geom end, 3857)) stored,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      created_by uuid references users (id),
      updated_at timestamptz not null default now(),
      updated_by uuid references users (id),
      deleted_at timestamptz,
      foreign key (type_id, geometry_type) references asset_types (id, geometry_type),
      constraint assets_shape check (geometrytype(geom) = upper(geometry_type))
    );
    -- Tombstones give their code free.
    create unique index assets_code on assets (type_id, code) where deleted_at is null;
    create index assets_page on assets (type_id, id) include (published) where deleted_at is null;
    create index assets_type on assets (type_id, geometry_type);
    create index assets_counts on assets (type_id, condition, published) where deleted_at is null;
    create index assets_project_id on assets (project_id);
    create index assets_agency_id on assets (agency_id);
    create index assets_created_by on assets (created_by);
    create index assets_updated_by on assets (updated_by);
    create index assets_geom on assets using gist (geom) where deleted_at is null;
    create index assets_geom_3857 on assets using gist (geom_3857) where deleted_at is null;
    create index assets_words on assets using gin (code gin_trgm_ops, name gin_trgm_ops) where deleted_at is null;

    create table asset_versions (
      asset_id uuid not null references assets (id) on delete cascade,
      version integer not null,
      operation text not null check (operation in ('create', 'update', 'delete', 'restore')),
      changed_at timestamptz not null default now(),
      changed_by uuid references users (id),
      state jsonb not null,
      primary key (asset_id, version)
    );
    create index asset_versions_changed_by on asset_versions (changed_by);

    -- The revision is bumped in the transaction that changes the assets and so by commit order:
    -- the row lock makes two writers of one type wait for each other.
    create function bump_revision_of_changed_types() returns trigger language plpgsql as $$
    begin
      update asset_types set revision = revision + 1 where id in (select distinct type_id from changed);
      return null;
    end $$;
    create trigger assets_bump_on_insert after insert on assets
      referencing new table as changed for each statement execute function bump_revision_of_changed_types();
    create trigger assets_bump_on_update after update on assets
      referencing new table as changed for each statement execute function bump_revision_of_changed_types();
    create trigger assets_bump_on_delete after delete on assets
      referencing old table as changed for each statement execute function bump_revision_of_changed_types();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table asset_versions, assets, asset_types;
    drop function bump_revision_of_changed_types();
  `);
}
