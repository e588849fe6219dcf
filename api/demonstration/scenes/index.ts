/** The scenes of the demonstration's photos; each is drawn from one viewpoint and changes with the progress of its work. */
import type { Phase, Scene } from '../../../db/seeds/demonstration.ts';
import { drawBoundary } from './boundary.ts';
import { drawMemorial } from './memorial.ts';
import { drawTreeLights, drawWelcomeGate } from './night.ts';
import { drawPromenade, drawRiverbank } from './river.ts';
import { drawDarkLight, drawLeaningLight, drawStreetLight } from './street.ts';

const scenes: Record<Scene, (progress: Phase) => string> = {
  riverbank: drawRiverbank,
  promenade: drawPromenade,
  boundary: drawBoundary,
  'street-light': drawStreetLight,
  'leaning-light': drawLeaningLight,
  'dark-light': drawDarkLight,
  'tree-lights': drawTreeLights,
  'welcome-gate': drawWelcomeGate,
  memorial: drawMemorial,
};

/** SVG elements of the whole picture. */
export function drawScene(scene: Scene, progress: Phase): string {
  return scenes[scene](progress);
}
