/** The grid of latitude and longitude: what gives a place where no base map does. */
import type { Palette } from './palette.ts';
import { gridStep } from './steps.ts';
import { ScreenLayer, type ScreenView } from './screen-layer.ts';

export function createGraticule(palette: () => Palette): ScreenLayer {
  return new ScreenLayer('grid', (context, view) => drawGraticule(context, view, palette()));
}

function drawGraticule(context: CanvasRenderingContext2D, view: ScreenView, palette: Palette): void {
  const { bounds, width, height, margin } = view;
  const step = gridStep((bounds.getEast() - bounds.getWest()) / width);
  const decimals = step < 1 ? Math.max(1, Math.ceil(-Math.log10(step))) : 0;
  context.strokeStyle = palette.grid;
  context.fillStyle = palette.quiet;
  context.lineWidth = 1;
  context.font = '11px system-ui, sans-serif';
  context.beginPath();
  context.textBaseline = 'bottom';
  for (const longitude of multiples(step, bounds.getWest(), bounds.getEast())) {
    const x = Math.round(view.toPixel([0, longitude]).x) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, height);
    context.fillText(label(longitude, decimals, 'E', 'W'), x + 4, height - margin - 26);
  }
  for (const latitude of multiples(step, bounds.getSouth(), bounds.getNorth())) {
    const y = Math.round(view.toPixel([latitude, 0]).y) + 0.5;
    context.moveTo(0, y);
    context.lineTo(width, y);
    context.textAlign = 'right';
    context.fillText(label(latitude, decimals, 'N', 'S'), width - margin - 64, y - 3);
    context.textAlign = 'left';
  }
  context.stroke();
}

function multiples(step: number, from: number, to: number): number[] {
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, i) => (first + i) * step);
}

const sides = { E: 'BT', W: 'BB', N: 'LU', S: 'LS' } as const;

function label(degrees: number, decimals: number, positive: 'E' | 'N', negative: 'W' | 'S'): string {
  const english = document.documentElement.lang === 'en';
  const side = degrees < 0 ? negative : positive;
  const number = new Intl.NumberFormat(english ? 'en-GB' : 'id-ID', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return `${number.format(Math.abs(degrees))}° ${english ? side : sides[side]}`;
}
