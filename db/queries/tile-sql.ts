/**
 * The SQL of a vector tile's features: their geometry in whole units of the tile (4096 a side, y downwards), their
 * properties as columns. The same text serves ST_AsMVT and the encoder in Node, so that both draw the same features.
 */

export const TILE_EXTENT = 4096;
/** Below this zoom points always come as counted clusters. */
export const CLUSTERS_BELOW_ZOOM = 13;
/** More points than this make a tile of any zoom a clustered one. */
export const MOST_POINTS = 1500;
/** A cluster counts the points of one cell of the world grid: an eighth of a tile's side, 64 px where a tile is drawn at 512. */
export const CELLS_PER_SIDE = 8;
const CELL = TILE_EXTENT / CELLS_PER_SIDE;
/** Of world_x and world_y, which the migration of asset_cells explains. */
const WORLD_BITS = 30;
const WORLD_METRES = 40075016.68557849;

/** Units of lines and areas beyond the tile's edge, so that strokes are not cut there. */
const SHAPE_BUFFER = 64;
/** One of 512. What is smaller is drawn as a dash or a square of this size. */
const PIXEL = 8;
/** Of the shapes below 8 px only the largest in each square of 8 px is kept: a crowd is thinned, none vanishes alone. */
const TINY = 64;
/**
 * With 1,500 ids (36 B each), geometries and tags (30 B) this keeps a tile below 250 kB whatever the codes are;
 * a longer one is read from the feature itself.
 */
const CODE_BYTES = 60;

export interface TileFrame {
  zoom: number;
  row: number;
  column: number;
  /** West and north edge in metres of EPSG:3857. */
  west: number;
  north: number;
  /** Metres of a side. */
  side: number;
}

export interface TileLayer {
  /** Also the name of the layer in the tile. */
  type: string;
  geometryType: 'Point' | 'LineString' | 'Polygon';
  publishedOnly: boolean;
  /** What demonstration data says of itself in the property `illustration`. */
  illustration: string;
}

export interface Sql {
  text: string;
  /** The columns beside `geom`. */
  columns: readonly string[];
  bindings: Record<string, string | number>;
}

/** Points as such only where `clustered` is false: whether they are too many is for the caller to see. */
export function featuresSql(layer: TileLayer, frame: TileFrame, clustered: boolean): Sql {
  const unit = frame.side / TILE_EXTENT;
  const bindings = {
    type: layer.type,
    illustration: layer.illustration,
    row: frame.row,
    column: frame.column,
    tiles: 2 ** frame.zoom,
    west: frame.west,
    south: frame.north - frame.side,
    east: frame.west + frame.side,
    north: frame.north,
    unit,
    buffer: unit * SHAPE_BUFFER,
    // From metres to units: scaled, then moved.
    scale: 1 / unit,
    left: -frame.west / unit,
    top: frame.north / unit,
  };
  const published = layer.publishedOnly ? 'and published' : '';
  const visible = `type_id = :type and deleted_at is null ${published}`;
  if (layer.geometryType !== 'Point')
    return { text: shapes(layer.geometryType, visible), columns: featureColumns, bindings };
  if (!clustered) return { text: points(frame, visible), columns: featureColumns, bindings };
  const counts = frame.zoom < CLUSTERS_BELOW_ZOOM ? keptCounts(frame, published) : freshCounts(frame, visible);
  return { text: clusters(counts, visible), columns: [...featureColumns, ...countColumns], bindings };
}

const featureColumns = ['id', 'code', 'condition', 'status', 'illustration'];
const countColumns = ['count', '"B"', '"RR"', '"RB"', 'unknown'];
const properties = `id::text as id, case when octet_length(code) <= ${CODE_BYTES} then code end as code, condition, status,
  case when illustration then cast(:illustration as text) end as illustration`;
const envelope = 'st_makeenvelope(:west, :south, :east, :north, 3857)';
const buffered = `st_expand(${envelope}, :buffer)`;

/**
 * Points as they are, and one more than a tile may hold to tell of a crowd. Each is in one tile alone: a point beyond the
 * edge would be drawn and counted twice by whoever does not know that it is also in the tile beside.
 */
function points({ zoom }: TileFrame, visible: string): string {
  const shift = WORLD_BITS - zoom;
  const within = (units: string) => `least(${TILE_EXTENT - 1}, greatest(0, floor(${units})))`;
  return `
    select st_makepoint(${within('(st_x(geom_3857) - :west) / :unit')}, ${within('(:north - st_y(geom_3857)) / :unit')}) as geom,
      ${properties}
    from assets
    where ${visible} and geom_3857 && ${envelope}
      and world_x(geom_3857) >> ${shift} = :column and world_y(geom_3857) >> ${shift} = :row
    limit ${MOST_POINTS + 1}`;
}

/** Counts by cell from the points themselves. */
function freshCounts({ zoom }: TileFrame, visible: string): string {
  const shift = WORLD_BITS - zoom - Math.log2(CELLS_PER_SIDE);
  // "offset 0" keeps the planner from testing the cell for each point, and from then expecting next to none of them.
  return `
    select * from (
      select world_x(geom_3857) >> ${shift} as cell_x, world_y(geom_3857) >> ${shift} as cell_y, count(*) as total,
        count(*) filter (where condition = 'B') as b, count(*) filter (where condition = 'RR') as rr,
        count(*) filter (where condition = 'RB') as rb, sum(world_x(geom_3857)) as sum_x, sum(world_y(geom_3857)) as sum_y
      from assets where ${visible} and geom_3857 && ${envelope}
      group by 1, 2 offset 0
    ) cells
    where cell_x / ${CELLS_PER_SIDE} = :column and cell_y / ${CELLS_PER_SIDE} = :row`;
}

/** Counts by cell added up from those that the triggers keep for the deepest zoom of clusters. */
function keptCounts({ zoom }: TileFrame, published: string): string {
  const shift = CLUSTERS_BELOW_ZOOM - 1 - zoom;
  const kept = CELLS_PER_SIDE << shift;
  const within = (cell: string, index: string) => `${cell} between ${index} * ${kept} and (${index} + 1) * ${kept} - 1`;
  return `
    select cell_x >> ${shift} as cell_x, cell_y >> ${shift} as cell_y, sum(total) as total, sum(b) as b, sum(rr) as rr,
      sum(rb) as rb, sum(sum_x) as sum_x, sum(sum_y) as sum_y
    from asset_cells
    where type_id = :type and total > 0 ${published} and ${within('cell_x', ':column')} and ${within('cell_y', ':row')}
    group by 1, 2`;
}

/**
 * One point a cell, at the middle of what it counts but a quarter of a cell or more from the cell's edge, so that
 * bubbles keep 32 px between their middles. A point that is alone stays where it is and keeps its id.
 */
function clusters(counts: string, visible: string): string {
  const middle = (axis: 'x' | 'y', origin: string) =>
    `floor((sum_${axis} / total / ${2 ** WORLD_BITS} * :tiles - ${origin}) * ${TILE_EXTENT})`;
  const inset = (place: string, axis: 'x' | 'y') => {
    const edge = `cell_${axis} % ${CELLS_PER_SIDE} * ${CELL}`;
    return `case when total = 1 then ${place} else least(greatest(${place}, ${edge} + ${CELL / 4}), ${edge} + ${(CELL * 3) / 4}) end`;
  };
  const metres = (sum: string) => `(${sum} / ${2 ** WORLD_BITS} - 0.5) * ${WORLD_METRES}`;
  // The limit is never reached: it tells the planner how few cells there are.
  return `
    select st_makepoint(${inset(middle('x', ':column'), 'x')}, ${inset(middle('y', ':row'), 'y')}) as geom,
      alone.id, alone.code, alone.condition, alone.status, alone.illustration, total::integer as count,
      b::integer as "B", rr::integer as "RR", rb::integer as "RB", (total - b - rr - rb)::integer as unknown
    from (select cell_x, cell_y, total, b, rr, rb, sum_x::float8, sum_y::float8
      from (${counts}) cells limit ${CELLS_PER_SIDE ** 2}) counted
    left join lateral (
      select ${properties} from assets
      where total = 1 and ${visible} and world_x(geom_3857) = sum_x and world_y(geom_3857) = sum_y
        and geom_3857 && st_expand(st_setsrid(st_makepoint(${metres('sum_x')}, -(${metres('sum_y')})), 3857), 1)
      limit 1
    ) alone on true`;
}

/** Lines and polygons: cut to the tile and its buffer, simplified to its units; what is tiny is thinned, see TINY. */
function shapes(geometryType: 'LineString' | 'Polygon', visible: string): string {
  const drawn = geometryType === 'LineString' ? drawnLine : drawnPolygon;
  // "offset 0": each box is measured once, not at each mention.
  return `
    with near as materialized (
      select id, code, condition, status, illustration, size, middle_x, middle_y,
        case when size >= ${PIXEL} then shape end as shape
      from (
        select *, greatest(st_xmax(box) - st_xmin(box), st_ymax(box) - st_ymin(box)) / :unit as size,
          round(((st_xmin(box) + st_xmax(box)) / 2 - :west) / :unit) as middle_x,
          round((:north - (st_ymin(box) + st_ymax(box)) / 2) / :unit) as middle_y
        from (
          select ${properties}, geom_3857 as shape, box3d(geom_3857) as box
          from assets where ${visible} and geom_3857 && ${buffered} offset 0
        ) boxed
      ) measured
    ), kept as (
      select * from near where size >= ${TINY}
      union all
      (select distinct on (floor(middle_x / ${TINY}), floor(middle_y / ${TINY})) * from near where size < ${TINY}
        order by floor(middle_x / ${TINY}), floor(middle_y / ${TINY}), size desc, id)
    ), drawn as materialized (
      select *, st_setsrid(${drawn}, 0) as geom from kept
    )
    select geom, id, code, condition, status, illustration from drawn where not st_isempty(geom)`;
}

/** From metres to units of the tile, within the tile and its buffer. */
const cut = (shape: string) =>
  `st_affine(st_clipbybox2d(${shape}, ${buffered}), cast(:scale as float8), 0, 0, -cast(:scale as float8), :left, :top)`;

const drawnLine = `case when shape is null then st_makeline(st_makepoint(middle_x - ${PIXEL / 2}, middle_y),
      st_makepoint(middle_x + ${PIXEL / 2}, middle_y))
    else st_collectionextract(st_snaptogrid(st_simplify(${cut('shape')}, 1), 1), 2) end`;

const pixel = ['x - ', 'y - ', 'x + ', 'y + '].map((side) => `middle_${side}${PIXEL / 2}`).join(', ');
const roundedByGeos = (shape: string) => `st_collectionextract(st_reduceprecision(st_makevalid(${cut(shape)}), 1), 3)`;

/**
 * Rounding can make a polygon touch itself, or leave nothing of a narrow one: the first is rounded anew by GEOS, which
 * keeps it valid, and the second is drawn a pixel wide. Outer rings run as MVT 2.1 §4.3.4.4 asks.
 */
const drawnPolygon = `st_forcepolygonccw(
  case when shape is null then st_makeenvelope(${pixel})
  else (
    select case when st_isvalid(simple) and not st_isempty(simple) then simple
      else (
        select case when st_isempty(valid) then ${roundedByGeos(`st_buffer(shape, cast(:unit as float8) * ${PIXEL / 2}, 'quad_segs=1')`)} else valid end
        from (select ${roundedByGeos('shape')} as valid offset 0) slow
      ) end
    from (select st_snaptogrid(st_simplify(${cut('shape')}, 1), 1) as simple offset 0) quick
  ) end)`;
