/**
 * Counts of points on the world grid, kept by triggers, so that a clustered tile never reads the points themselves:
 * of a million lights the rows of a few thousand cells are left to add up.
 */
import type { Knex } from 'knex';

const counted = (sign: string, points: string) => `
  insert into asset_cells as cell (type_id, cell_x, cell_y, published, total, b, rr, rb, sum_x, sum_y)
  select type_id, world_x(geom_3857) >> 15, world_y(geom_3857) >> 15, published, ${sign} * count(*),
    ${sign} * count(*) filter (where condition = 'B'), ${sign} * count(*) filter (where condition = 'RR'),
    ${sign} * count(*) filter (where condition = 'RB'),
    ${sign} * sum(world_x(geom_3857)), ${sign} * sum(world_y(geom_3857))
  from ${points} where geometry_type = 'Point' and deleted_at is null
  group by 1, 2, 3, 4 order by 1, 2, 3, 4`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Web Mercator as whole numbers from 0 to 2^30 - 1 (3.7 cm at the equator), y downwards as tiles are counted:
    -- shifted right by 30 - z they are the column and row of the tile at zoom z, for every point exactly one.
    create function world_x(point geometry) returns integer language sql immutable parallel safe as $$
      select least(1073741823, greatest(0, floor((st_x(point) / 40075016.68557849 + 0.5) * 1073741824)))::integer
    $$;
    create function world_y(point geometry) returns integer language sql immutable parallel safe as $$
      select least(1073741823, greatest(0, floor((0.5 - st_y(point) / 40075016.68557849) * 1073741824)))::integer
    $$;

    -- 2^15 cells a side: an eighth of a tile of zoom 12, the deepest one that is always clustered.
    create table asset_cells (
      type_id text not null references asset_types (id) on delete cascade,
      cell_x integer not null,
      cell_y integer not null,
      published boolean not null,
      total integer not null,
      b integer not null,
      rr integer not null,
      rb integer not null,
      -- Sums of world_x and world_y: divided by the total they are the middle of the points.
      sum_x bigint not null,
      sum_y bigint not null,
      primary key (type_id, cell_x, cell_y, published)
    );
    ${counted('1', 'assets')};

    create function count_points_in_cells() returns trigger language plpgsql as $$
    declare
      sign constant integer := tg_argv[0];
    begin
      ${counted('sign', 'changed')}
      on conflict (type_id, cell_x, cell_y, published) do update set
        total = cell.total + excluded.total, b = cell.b + excluded.b, rr = cell.rr + excluded.rr,
        rb = cell.rb + excluded.rb, sum_x = cell.sum_x + excluded.sum_x, sum_y = cell.sum_y + excluded.sum_y;
      return null;
    end $$;
    -- Fired in the order of their names: after the bump, whose row lock makes two writers of one type wait.
    create trigger assets_cells_of_inserted after insert on assets
      referencing new table as changed for each statement execute function count_points_in_cells('1');
    create trigger assets_cells_of_deleted after delete on assets
      referencing old table as changed for each statement execute function count_points_in_cells('-1');
    create trigger assets_cells_before_update after update on assets
      referencing old table as changed for each statement execute function count_points_in_cells('-1');
    create trigger assets_cells_after_update after update on assets
      referencing new table as changed for each statement execute function count_points_in_cells('1');

    -- No transition table tells what a truncation took: it took all.
    create function forget_points_in_cells() returns trigger language plpgsql as $$
    begin
      delete from asset_cells;
      update asset_types set revision = revision + 1;
      return null;
    end $$;
    create trigger assets_cells_of_truncated after truncate on assets
      for each statement execute function forget_points_in_cells();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger assets_cells_of_inserted on assets;
    drop trigger assets_cells_of_deleted on assets;
    drop trigger assets_cells_before_update on assets;
    drop trigger assets_cells_after_update on assets;
    drop trigger assets_cells_of_truncated on assets;
    drop function count_points_in_cells, forget_points_in_cells;
    drop table asset_cells;
    drop function world_x, world_y;
  `);
}
