/** The colours of the tokens as canvases need them: resolved for the theme that is shown. */
import { conditionKeys, conditionToken, type ConditionKey } from './glyphs.ts';

export interface Palette {
  condition: Readonly<Record<ConditionKey, string>>;
  ground: string;
  ink: string;
  quiet: string;
  halo: string;
  selected: string;
  river: string;
  bank: string;
  water: string;
  land: string;
  coast: string;
  grid: string;
}

/** Reads the tokens where `host` stands. A probe resolves `light-dark()`, which a custom property hands out as written. */
export function readPalette(host: HTMLElement): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const read = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const palette: Palette = {
    condition: Object.fromEntries(conditionKeys.map((key) => [key, read(conditionToken[key])])) as Palette['condition'],
    ground: read('--surface-raised'),
    ink: read('--map-ink'),
    quiet: read('--map-label'),
    halo: read('--map-halo'),
    selected: read('--map-selected'),
    river: read('--map-river'),
    bank: read('--map-bank'),
    water: read('--map-water'),
    land: read('--map-land'),
    coast: read('--map-coast'),
    grid: read('--map-grid'),
  };
  probe.remove();
  return palette;
}
