/** SQL for shapes that several nouns write. */

/**
 * Rings as RFC 7946 §3.1.6 winds them. ST_ForcePolygonCCW by itself also turns lines about (it ends with ST_Reverse),
 * and a river whose vertices run the other way has its stations and its banks exchanged.
 */
export function counterClockwise(shape: string): string {
  // `offset 0` keeps the planner from reading the shape once for each mention.
  return `(select case st_dimension(g) when 2 then st_forcepolygonccw(g) else g end from (select ${shape} as g offset 0) sent)`;
}
