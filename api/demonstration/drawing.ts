/** Drawing in metres: a pinhole camera that stands in the scene, and the few SVG elements that the scenes are made of. */
export const WIDTH = 1600;
export const HEIGHT = 1200;

/** Pixels from the left and the top. */
export type Pixel = readonly [x: number, y: number];
/** Metres to the right of the camera, ahead of it, and above the ground on which it stands. */
export type Place = readonly [x: number, z: number, y?: number];

export interface Camera {
  /** Where a place is seen; it must lie ahead. */
  at(place: Place): Pixel;
  /** Pixels to a metre at a distance. */
  scale(z: number): number;
  /** A filled face between places. */
  face(places: readonly Place[], fill: string, attributes?: string): string;
  /** A line as thick as so many metres. */
  bar(from: Place, to: Place, thickness: number, colour: string): string;
}

export interface View {
  /** Where on the picture the camera's axis meets the horizon. */
  vanishing: Pixel;
  /** Pixels of the focal length; 1,600 are about a normal lens. */
  focal?: number;
  /** Metres of the eye above the ground. */
  eye?: number;
}

export function camera({ vanishing: [vx, vy], focal = 1250, eye = 1.7 }: View): Camera {
  const scale = (z: number) => focal / z;
  const at = ([x, z, y = 0]: Place): Pixel => [vx + x * scale(z), vy + (eye - y) * scale(z)];
  return {
    at,
    scale,
    face: (places, fill, attributes = '') => polygon(places.map(at), fill, attributes),
    bar: (from, to, thickness, colour) => {
      const [[x1, y1], [x2, y2]] = [at(from), at(to)];
      const half = [from, to].map(([, z]) => (thickness * scale(z)) / 2);
      const length = Math.hypot(x2 - x1, y2 - y1) || 1;
      const [nx, ny] = [-(y2 - y1) / length, (x2 - x1) / length];
      const [a = 0, b = 0] = half;
      return polygon(
        [
          [x1 + nx * a, y1 + ny * a],
          [x2 + nx * b, y2 + ny * b],
          [x2 - nx * b, y2 - ny * b],
          [x1 - nx * a, y1 - ny * a],
        ],
        colour,
      );
    },
  };
}

const n = (value: number) => value.toFixed(1);

export function polygon(pixels: readonly Pixel[], fill: string, attributes = ''): string {
  return `<polygon points="${pixels.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="${fill}" ${attributes}/>`;
}

export function rect(x: number, y: number, width: number, height: number, fill: string, attributes = ''): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}" ${attributes}/>`;
}

export function ellipse([x, y]: Pixel, rx: number, ry: number, fill: string, attributes = ''): string {
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${attributes}/>`;
}

export function line([x1, y1]: Pixel, [x2, y2]: Pixel, colour: string, width: number): string {
  return `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round"/>`;
}

type Stop = readonly [offset: number, colour: string, opacity?: number];
const stopsOf = (stops: readonly Stop[]) =>
  stops
    .map(
      ([offset, colour, opacity = 1]) => `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
    )
    .join('');

/** Top to bottom; used as `url(#id)`. */
export function gradient(id: string, ...stops: readonly Stop[]): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stopsOf(stops)}</linearGradient>`;
}

/** From the middle outward; used as `url(#id)`. */
export function glow(id: string, ...stops: readonly Stop[]): string {
  return `<radialGradient id="${id}">${stopsOf(stops)}</radialGradient>`;
}

/** Distances from near to far whose steps look even. */
export function distances(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => 1 / (1 / from + ((1 / to - 1 / from) * i) / (count - 1)));
}
