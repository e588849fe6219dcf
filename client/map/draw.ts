/** Drawing and moving one shape on the map: points by a marker, lines and areas by geoman, which is loaded when it is needed. */
import type { LineString, MultiLineString, MultiPolygon, Polygon } from 'geojson';
import Leaflet, * as L from 'leaflet';
import drawCss from './draw.css?inline';
import type { AssetGeometry, GeometryType } from '../wire.ts';

export interface DrawOptions {
  leaflet: L.Map;
  geometryType: GeometryType;
  /** What is being changed; null: drawn from nothing. */
  geometry: AssetGeometry | null;
  /** What the tip at the pointer says while a line or an area is drawn. */
  tips: DrawTips;
  /** The shape after each change. */
  onChange: (geometry: AssetGeometry) => void;
}

export interface DrawTips {
  first: string;
  next: string;
  /** From when the shape can be finished. */
  finish: string;
}

export interface Drawing {
  /** Puts a point where the device is, or where the map's centre is. */
  place(longitude: number, latitude: number): void;
  /** Begins anew. */
  restart(): void;
  remove(): void;
}

type Shape = L.Polyline<LineString | MultiLineString | Polygon | MultiPolygon>;

export async function startDrawing(options: DrawOptions): Promise<Drawing> {
  adoptStyles(options.leaflet, drawCss);
  return options.geometryType === 'Point' ? drawPoint(options) : drawShape(options);
}

const adopted = new WeakMap<Node, Set<string>>();

/** Styles go where the map is: a shadow root does not see the document's. */
function adoptStyles(leaflet: L.Map, css: string): void {
  const root = leaflet.getContainer().getRootNode() as Document | ShadowRoot;
  const known = adopted.get(root) ?? new Set();
  adopted.set(root, known);
  if (known.has(css)) return;
  known.add(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
}

/** A marker that is dragged, or jumps to where the map is tapped. */
function drawPoint({ leaflet, geometry, onChange }: DrawOptions): Drawing {
  const icon = L.divIcon({ className: 'drawing-pin', iconSize: [28, 36], iconAnchor: [14, 34] });
  let marker: L.Marker | null = null;
  const put = (latlng: L.LatLngExpression, tell: boolean): void => {
    marker ??= L.marker(latlng, { icon, draggable: true, keyboard: false, zIndexOffset: 1000 })
      .on('drag', () => tellPoint(marker, onChange))
      .addTo(leaflet);
    marker.setLatLng(latlng);
    if (tell) tellPoint(marker, onChange);
  };
  const click = ({ latlng }: L.LeafletMouseEvent): void => put(latlng.wrap(), true);
  leaflet.on('click', click);
  if (geometry?.type === 'Point') put([geometry.coordinates[1] ?? 0, geometry.coordinates[0] ?? 0], false);
  return {
    place: (longitude, latitude) => put([latitude, longitude], true),
    restart: () => {
      marker?.remove();
      marker = null;
    },
    remove: () => {
      leaflet.off('click', click);
      marker?.remove();
    },
  };
}

function tellPoint(marker: L.Marker | null, onChange: DrawOptions['onChange']): void {
  if (marker === null) return;
  const { lng, lat } = marker.getLatLng();
  onChange({ type: 'Point', coordinates: [round(lng), round(lat)] });
}

/** A line or an area: its vertices are set one by one, and dragged afterwards. */
async function drawShape({ leaflet, geometryType, geometry, tips, onChange }: DrawOptions): Promise<Drawing> {
  await import('@geoman-io/leaflet-geoman-free');
  const { default: geomanCss } = await import('@geoman-io/leaflet-geoman-free/dist/leaflet-geoman.css?inline');
  adoptStyles(leaflet, geomanCss);
  // Maps that were made before geoman came have no `pm` yet. Geoman adds to the module itself, of which `L` is a copy.
  if (leaflet.pm === undefined) Leaflet.PM.reInitLayer(leaflet as unknown as L.Layer);
  const { pm } = leaflet;
  speak(pm, tips);
  leaflet.on('layeradd', hideHandle);
  const className = classOf(geometryType);
  const kind = geometryType === 'LineString' ? 'Line' : 'Polygon';
  let layer: Shape | null = null;

  const tell = (): void => {
    if (layer !== null) onChange(toGeometry(layer, geometryType));
  };
  const edit = (shape: Shape): void => {
    layer = shape;
    shape.addTo(leaflet);
    shape.pm.enable({ allowSelfIntersection: geometryType !== 'Polygon', snappable: true });
    shape.on('pm:edit pm:markerdrag pm:vertexadded pm:vertexremoved', tell);
  };
  const begin = (): void => {
    pm.enableDraw(kind, {
      allowSelfIntersection: kind === 'Line',
      pathOptions: { className },
      templineStyle: { className },
    });
  };
  const created = ({ layer: shape }: { layer: L.Layer }): void => {
    pm.disableDraw();
    edit(shape as Shape);
    tell();
  };
  const drop = (): void => {
    layer?.pm.disable();
    layer?.remove();
    layer = null;
  };

  leaflet.on('pm:create', created);
  const given = geometry === null ? null : toLayer(geometry);
  if (given === null) begin();
  else edit(given);
  return {
    place: (longitude, latitude) => leaflet.panTo([latitude, longitude]),
    restart: () => {
      drop();
      begin();
    },
    remove: () => {
      leaflet.off('pm:create', created);
      leaflet.off('layeradd', hideHandle);
      pm.disableDraw();
      drop();
    },
  };
}

const classOf = (type: GeometryType): string => (type === 'Polygon' ? 'drawing area' : 'drawing');

/** geoman's own words are of many hands: it says ours. */
function speak(pm: L.PM.PMMap, { first, next, finish }: DrawTips): void {
  pm.setLang('id', { tooltips: { firstVertex: first, continueLine: next, finishLine: finish, finishPoly: finish } });
}

/** A vertex's handle is for the pointer alone: as a button without a name it would only stop keyboards and readers. */
function hideHandle({ layer }: L.LayerEvent): void {
  const handle = layer instanceof L.Marker ? layer.getElement() : undefined;
  if (handle?.classList.contains('marker-icon') !== true) return;
  handle.removeAttribute('role');
  handle.removeAttribute('tabindex');
  handle.setAttribute('aria-hidden', 'true');
}

function toLayer(geometry: AssetGeometry): Shape | null {
  const latlngs = (line: number[][]): [number, number][] => line.map(([x = 0, y = 0]) => [y, x]);
  switch (geometry.type) {
    case 'LineString':
      return L.polyline(latlngs(geometry.coordinates), { className: classOf(geometry.type) });
    case 'Polygon':
      return L.polygon(geometry.coordinates.map(latlngs), { className: classOf(geometry.type) });
    case 'Point':
      return null;
  }
}

function toGeometry(layer: Shape, type: GeometryType): AssetGeometry {
  const positions = (line: L.LatLng[]): number[][] => line.map(({ lng, lat }) => [round(lng), round(lat)]);
  if (type === 'LineString') return { type, coordinates: positions(layer.getLatLngs() as L.LatLng[]) };
  const rings = (layer.getLatLngs() as L.LatLng[][]).map((ring) => {
    const open = positions(ring);
    return [...open, open[0] ?? []];
  });
  return { type: 'Polygon', coordinates: rings };
}

/** RFC 7946 §11.2: more than seven decimals tell nothing. */
const round = (degrees: number): number => Number(degrees.toFixed(7));
