/** What makes a sent shape acceptable before any database sees it; each fault says where it is and what to do. */
import type { AssetGeometry, GeometryType, Position } from '../contract/assets.ts';
import type { Text } from '../contract/text.ts';

export interface GeometryFault {
  /** RFC 6901 pointer below the geometry, e.g. `/coordinates/0/3`. */
  pointer: string;
  detail: Text;
}

/** All faults of a geometry that is asked to be of one type; none means that its numbers and rings are in order. */
export function geometryFaults(geometry: AssetGeometry, expected: GeometryType): GeometryFault[] {
  if (geometry.type !== expected)
    return [
      {
        pointer: '/type',
        detail: {
          id: `Jenis aset ini memakai ${expected}, bukan ${geometry.type}.`,
          en: `This asset type takes a ${expected}, not a ${geometry.type}.`,
        },
      },
    ];
  switch (geometry.type) {
    case 'Point':
      return positionFaults(geometry.coordinates, '/coordinates');
    case 'LineString':
      return lineFaults(geometry.coordinates, '/coordinates', 2);
    case 'Polygon':
      return geometry.coordinates.length === 0
        ? [{ pointer: '/coordinates', detail: { id: 'Poligon kosong.', en: 'The polygon is empty.' } }]
        : geometry.coordinates.flatMap((ring, i) => ringFaults(ring, `/coordinates/${i}`));
  }
}

function positionFaults(position: Position, pointer: string): GeometryFault[] {
  const [longitude = Number.NaN, latitude = Number.NaN] = position;
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude))
    return [{ pointer, detail: { id: 'Koordinat bukan bilangan.', en: 'A coordinate is not a number.' } }];
  if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) return [];
  const swapped = Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90;
  return [
    {
      pointer,
      detail: swapped
        ? {
            id: `Lintang ${latitude} di luar -90 sampai 90. Mungkin bujur dan lintang tertukar: GeoJSON memakai [bujur, lintang].`,
            en: `Latitude ${latitude} is outside -90 to 90. The axes are likely swapped: GeoJSON takes [longitude, latitude].`,
          }
        : {
            id: `[${longitude}, ${latitude}] di luar bumi; kirim derajat WGS 84 (EPSG:4326), bukan meter.`,
            en: `[${longitude}, ${latitude}] is off the earth; send WGS 84 degrees (EPSG:4326), not metres.`,
          },
    },
  ];
}

function lineFaults(line: Position[], pointer: string, atLeast: number): GeometryFault[] {
  if (line.length < atLeast)
    return [
      {
        pointer,
        detail: { id: `Perlu paling sedikit ${atLeast} titik.`, en: `At least ${atLeast} positions are needed.` },
      },
    ];
  // The first fault is enough: a line with swapped axes would otherwise repeat itself for every vertex.
  for (const [i, position] of line.entries()) {
    const faults = positionFaults(position, `${pointer}/${i}`);
    if (faults.length > 0) return faults;
  }
  return [];
}

/** RFC 7946 §3.1.6: a ring has four or more positions and ends where it begins. */
function ringFaults(ring: Position[], pointer: string): GeometryFault[] {
  const faults = lineFaults(ring, pointer, 4);
  const first = ring[0];
  const last = ring.at(-1);
  if (faults.length === 0 && (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]))
    return [
      {
        pointer,
        detail: {
          id: 'Cincin belum tertutup: titik terakhir harus sama dengan titik pertama.',
          en: 'The ring is not closed: its last position must equal its first.',
        },
      },
    ];
  return faults;
}
