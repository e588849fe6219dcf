/** What the pointer does on assets: a click or tap selects, a cluster opens, a mouse that rests is told what is there. */
import * as L from 'leaflet';
import type { AssetLayer, Hit } from './asset-layer.ts';

export interface PickingOptions {
  map: L.Map;
  assets: AssetLayer;
  enabled: () => boolean;
  onPicked: (hit: Hit | null) => void;
  /** The words of the label beside the pointer. */
  describe: (hit: Hit) => string;
}

/** Half of a 44 px target. */
const FINGER = 22;
const MOUSE = 4;

export class Picking {
  readonly #options: PickingOptions;
  readonly #label = L.tooltip({ direction: 'top', offset: [0, -16], opacity: 1, className: 'asset-label' });
  readonly #words = document.createElement('span');
  #frame = 0;
  #moving = false;

  constructor(options: PickingOptions) {
    this.#options = options;
    this.#label.setContent(this.#words);
    options.map.on('click', this.#click);
    options.map.on('mousemove', this.#move);
    options.map.on('mouseout movestart zoomstart', this.#leave);
    options.map.on('moveend', this.#rest);
  }

  remove(): void {
    const { map } = this.#options;
    cancelAnimationFrame(this.#frame);
    map.off('click', this.#click);
    map.off('mousemove', this.#move);
    map.off('mouseout movestart zoomstart', this.#leave);
    map.off('moveend', this.#rest);
  }

  /** Zooms in on a cluster until it falls apart. */
  open({ latlng }: Hit): void {
    const { map } = this.#options;
    map.setView(latlng, Math.min(map.getMaxZoom(), map.getZoom() + 2));
  }

  readonly #click = ({ latlng, originalEvent }: L.LeafletMouseEvent): void => {
    const { assets, enabled, onPicked } = this.#options;
    if (!enabled()) return;
    const touched = originalEvent instanceof PointerEvent && originalEvent.pointerType !== 'mouse';
    const hit = assets.hit(latlng, touched ? FINGER : MOUSE) ?? null;
    if (hit?.asset === null) this.open(hit);
    else onPicked(hit);
  };

  readonly #move = ({ latlng, originalEvent }: L.LeafletMouseEvent): void => {
    if (originalEvent instanceof PointerEvent && originalEvent.pointerType !== 'mouse') return;
    cancelAnimationFrame(this.#frame);
    if (this.#moving) return;
    this.#frame = requestAnimationFrame(() => this.#hover(latlng));
  };

  readonly #rest = (): void => {
    this.#moving = false;
  };

  readonly #leave = ({ type }: L.LeafletEvent): void => {
    if (type === 'movestart') this.#moving = true;
    cancelAnimationFrame(this.#frame);
    this.#hover(null);
  };

  #hover(latlng: L.LatLng | null): void {
    const { map, assets, enabled, describe } = this.#options;
    const hit = latlng !== null && enabled() ? assets.hit(latlng, MOUSE) : undefined;
    map.getContainer().classList.toggle('over-asset', hit !== undefined);
    if (hit === undefined) {
      this.#label.remove();
      return;
    }
    this.#words.textContent = describe(hit);
    this.#label.setLatLng(hit.latlng).addTo(map);
  }
}
