/** Codes beside symbols and stations along rivers: text only where it collides with nothing. */
import * as L from 'leaflet';
import type { InView } from './asset-layer.ts';
import type { Palette } from './palette.ts';
import { stationStep } from './steps.ts';
import { ScreenLayer, type ScreenView } from './screen-layer.ts';

/** From this zoom on codes are written. */
const CODES_FROM = 17;
/** Pixels between two labelled ticks, at least. */
const LABEL_APART = 88;

export interface Station {
  metres: number;
  latlng: L.LatLng;
  label: string;
}

export interface River {
  /** The river's metres at every multiple of `step`, with a neighbour to know the direction. */
  stations(step: number): readonly Station[];
}

export interface Annotated {
  assets: readonly InView[];
  rivers: readonly River[];
}

export function createAnnotations(palette: () => Palette, what: () => Annotated): ScreenLayer {
  return new ScreenLayer('labels', (context, view) => drawAnnotations(context, view, palette(), what()));
}

function drawAnnotations(context: CanvasRenderingContext2D, view: ScreenView, palette: Palette, what: Annotated): void {
  const taken: L.Bounds[] = [];
  for (const river of what.rivers) drawStations(context, view, palette, river, taken);
  if (view.map.getZoom() < CODES_FROM) return;
  for (const { latlng } of what.assets) {
    const at = view.toPixel(latlng);
    taken.push(L.bounds(at.subtract([15, 15]), at.add([15, 15])));
  }
  context.font = '600 11px system-ui, sans-serif';
  for (const { latlng, code } of what.assets) write(context, code, view.toPixel(latlng).add([0, 25]), palette, taken);
}

function drawStations(
  context: CanvasRenderingContext2D,
  view: ScreenView,
  palette: Palette,
  river: River,
  taken: L.Bounds[],
): void {
  const middle = view.bounds.getCenter();
  const metresPerPixel = middle.distanceTo([middle.lat, view.bounds.getEast()]) / (view.width / 2);
  const stations = river.stations(stationStep(metresPerPixel));
  const labelStep = stationStep(metresPerPixel, LABEL_APART);
  context.font = '600 11px system-ui, sans-serif';
  for (const [i, { metres, latlng, label }] of stations.entries()) {
    if (!view.bounds.contains(latlng)) continue;
    const at = view.toPixel(latlng);
    const [before, after] = [stations[i - 1] ?? stations[i], stations[i + 1] ?? stations[i]];
    if (before === undefined || after === undefined || before === after) continue;
    const along = view.toPixel(after.latlng).subtract(view.toPixel(before.latlng));
    const length = Math.hypot(along.x, along.y) || 1;
    const across = L.point(-along.y / length, along.x / length);
    const labelled = i === 0 || i === stations.length - 1 || metres % labelStep === 0;
    tick(context, at, across, labelled ? 9 : 6, palette);
    if (labelled)
      write(
        context,
        label,
        at.add(across.multiplyBy(across.x < 0 ? -24 : 24)).add([0, 0]),
        palette,
        taken,
        across.x < 0 ? -across.x : across.x,
      );
  }
}

function tick(context: CanvasRenderingContext2D, at: L.Point, across: L.Point, reach: number, palette: Palette): void {
  for (const [width, color] of [
    [4.5, palette.halo],
    [2, palette.ink],
  ] as const) {
    context.beginPath();
    context.moveTo(at.x - across.x * reach, at.y - across.y * reach);
    context.lineTo(at.x + across.x * reach, at.y + across.y * reach);
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }
}

/** Writes a text with a halo around its middle, unless its box meets another one. `aside`: 0 to 1, how far it is pushed to the right. */
function write(
  context: CanvasRenderingContext2D,
  text: string,
  at: L.Point,
  palette: Palette,
  taken: L.Bounds[],
  aside = 0,
): void {
  if (text === '') return;
  const width = context.measureText(text).width;
  const middle = at.add([(width / 2) * aside, 0]);
  const box = L.bounds(middle.subtract([width / 2 + 2, 7]), middle.add([width / 2 + 2, 7]));
  if (taken.some((other) => other.overlaps(box))) return;
  taken.push(box);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = palette.halo;
  context.strokeText(text, middle.x, middle.y);
  context.fillStyle = palette.ink;
  context.fillText(text, middle.x, middle.y);
}
