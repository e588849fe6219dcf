/** A canvas over the whole view that is drawn anew whenever the map comes to rest: labels, ticks, the grid. */
import * as L from 'leaflet';

export interface ScreenView {
  map: L.Map;
  /** In pixels of the canvas: where a position lies. */
  toPixel(latlng: L.LatLngExpression): L.Point;
  width: number;
  height: number;
  /** Pixels that the canvas reaches over the view on each side. */
  margin: number;
  bounds: L.LatLngBounds;
}

/** The part of the view by which the canvas reaches over it, so that a pan does not meet its edge at once. */
const REACH = 0.12;

export class ScreenLayer extends L.Layer {
  readonly #draw: (context: CanvasRenderingContext2D, view: ScreenView) => void;
  readonly #canvas = document.createElement('canvas');
  #map: L.Map | undefined;
  #moving = false;

  constructor(pane: string, draw: (context: CanvasRenderingContext2D, view: ScreenView) => void) {
    super();
    L.Util.setOptions(this, { pane });
    this.#draw = draw;
    this.#canvas.className = 'leaflet-zoom-hide';
    Object.assign(this.#canvas.style, { position: 'absolute', pointerEvents: 'none' });
  }

  override onAdd(map: L.Map): this {
    this.#map = map;
    this.getPane()?.append(this.#canvas);
    this.redraw();
    return this;
  }

  override onRemove(): this {
    this.#canvas.remove();
    this.#map = undefined;
    return this;
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      movestart: () => (this.#moving = true),
      moveend: () => {
        this.#moving = false;
        this.redraw();
      },
      resize: () => this.redraw(),
    };
  }

  /** Draws anew; while the map moves, that waits for its rest. */
  redraw(): void {
    const map = this.#map;
    if (map === undefined || this.#moving) return;
    const size = map.getSize();
    const margin = Math.round(Math.max(size.x, size.y) * REACH);
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const [width, height] = [size.x + 2 * margin, size.y + 2 * margin];
    this.#canvas.width = width * ratio;
    this.#canvas.height = height * ratio;
    Object.assign(this.#canvas.style, { width: `${width}px`, height: `${height}px` });
    const corner = map.containerPointToLayerPoint([-margin, -margin]);
    L.DomUtil.setPosition(this.#canvas, corner);
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    context.scale(ratio, ratio);
    const bounds = L.latLngBounds(
      map.containerPointToLatLng([-margin, size.y + margin]),
      map.containerPointToLatLng([size.x + margin, -margin]),
    );
    const toPixel = (latlng: L.LatLngExpression): L.Point => map.latLngToLayerPoint(latlng).subtract(corner);
    this.#draw(context, { map, toPixel, width, height, margin, bounds });
  }
}
