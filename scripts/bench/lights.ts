/** Generated street lights: over the regency, in a town, and in the town's middle so dense that tiles of zoom 14 are crowded. */
import type pg from 'pg';
import { pick, seededRandom } from '../../db/seeds/random.ts';

export const LIGHTS = 'street-lights';
/** West, south, east, north: about Kabupaten Luwu Utara. */
const REGENCY = [119.676, -2.917, 120.656, -1.948] as const;
export const TOWN = { longitude: 120.325, latitude: -2.554 };
/** Degrees; by a normal distribution around the town's middle. */
const TOWN_SPREAD = 0.045;
const MIDDLE_SPREAD = 0.006;
const BATCH = 5000;

interface Light {
  id: string;
  code: string;
  condition: string | null;
  longitude: number;
  latitude: number;
  attributes: Record<string, unknown>;
}

/** Inserts them, published, in statements of some thousands each; then the table is as autovacuum would leave it. */
export async function insertLights(client: pg.Client, count: number, agency: string): Promise<void> {
  const lights = generated();
  for (let done = 0; done < count; done += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - done) }, (_, index) => lights(done + index));
    await client.query(
      `insert into assets (id, type_id, geometry_type, code, name, condition, status, agency_id, published, attributes, geom)
       select id, '${LIGHTS}', 'Point', code, '', condition, 'built', $2, true, attributes,
         st_setsrid(st_makepoint(longitude, latitude), 4326)
       from jsonb_to_recordset($1) as light(id uuid, code text, condition text, longitude float8, latitude float8, attributes jsonb)`,
      [JSON.stringify(batch), agency],
    );
  }
  await client.query('vacuum analyze assets');
  await client.query('vacuum analyze asset_cells');
}

function generated(): (index: number) => Light {
  const random = seededRandom(20261123);
  return (index) => {
    const [longitude, latitude] = place(random);
    const panel = Math.floor(index / 40);
    return {
      id: uuid(index, random),
      code: `PJU-${String(index + 1).padStart(6, '0')}`,
      condition: pick(random, [
        ['B', 70],
        ['RR', 15],
        ['RB', 10],
        [null, 5],
      ]),
      longitude,
      latitude,
      attributes: {
        lampKind: pick(random, [
          ['LED', 6],
          ['SON-T', 3],
          ['solar', 1],
        ]),
        watts: pick(random, [
          [60, 1],
          [90, 2],
          [120, 1],
        ]),
        road: `Ruas ${String(Math.floor(index / 120) + 1).padStart(4, '0')}`,
        roadClass: 'regency',
        side: index % 2 === 0 ? 'left' : 'right',
        poleHeight: 7,
        arm: 'single',
        panel: `PNL-${String(panel).padStart(4, '0')}`,
        idpel: String(321_000_000_000 + panel),
        billing: 'metered',
        year: 2012 + Math.floor(random() * 14),
        fundSource: 'APBD',
      },
    };
  };
}

function place(random: () => number): [longitude: number, latitude: number] {
  const share = random();
  const [west, south, east, north] = REGENCY;
  if (share < 0.5) return [west + random() * (east - west), south + random() * (north - south)];
  const spread = share < 0.9 ? TOWN_SPREAD : MIDDLE_SPREAD;
  // Box and Muller: two numbers of a normal distribution from two of an even one.
  const distance = spread * Math.sqrt(-2 * Math.log(1 - random()));
  const angle = 2 * Math.PI * random();
  return [TOWN.longitude + distance * Math.cos(angle), TOWN.latitude + distance * Math.sin(angle)];
}

/** UUIDv7, one each millisecond. */
function uuid(index: number, random: () => number): string {
  const time = (Date.UTC(2026, 0, 5) + index).toString(16).padStart(12, '0');
  const hex = (digits: number) =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`;
}
