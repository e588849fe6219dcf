/** What lies under the pointer. */
import { expect } from 'chai';
import { contains, distanceTo, hitTile } from '../../../../client/map/hit-test.ts';
import type { TileLayerPart } from '../../../../client/map/tile-draw.ts';
import type { TileAsset, TilePoint, TileShape } from '../../../../client/map/tile-parse.ts';

const whole = { scale: 1, left: 0, top: 0 };
const asset = (id: string): TileAsset => ({ id, code: id, condition: 'B', status: 'built' });
const point = (id: string, x: number, y: number): TilePoint => ({ ...asset(id), x, y });
const shape = (id: string, closed: boolean, ...rings: number[][]): TileShape => ({
  ...asset(id),
  closed,
  parts: rings.map((ring) => Float32Array.from(ring)),
});
const square = [100, 100, 200, 100, 200, 200, 100, 200, 100, 100];

function part(type: string, symbol: string, points: TilePoint[], shapes: TileShape[] = []): TileLayerPart {
  return { style: { id: type, symbol }, tile: { points, shapes, clusters: [] } };
}
function hit(
  parts: TileLayerPart[],
  x: number,
  y: number,
  tolerance = 4,
  window = whole,
  zoom = 15,
): string | undefined {
  const found = hitTile(parts, window, zoom, x, y, tolerance);
  return found !== undefined && 'asset' in found ? `${found.type}/${found.asset.id}` : undefined;
}

describe('a hit', () => {
  it('is the nearest point', () => {
    const lights = [part('lights', 'lamp', [point('a', 50, 50), point('b', 58, 50)])];
    expect(hit(lights, 53, 50)).to.equal('lights/a');
    expect(hit(lights, 56, 50)).to.equal('lights/b');
    expect(hit(lights, 90, 50)).to.equal(undefined);
  });

  it('reaches as far as a fingertip when touched', () => {
    const lights = [part('lights', 'lamp', [point('a', 50, 50)])];
    expect(hit(lights, 70, 50, 4)).to.equal(undefined);
    expect(hit(lights, 70, 50, 22)).to.equal('lights/a');
  });

  it('prefers points to lines and lines to areas', () => {
    const parts = [
      part('banks', 'bank', [], [shape('bank', true, square)]),
      part('rivers', 'river', [], [shape('river', false, [100, 150, 200, 150])]),
      part('lights', 'lamp', [point('a', 120, 150)]),
    ];
    expect(hit(parts, 122, 150)).to.equal('lights/a');
    expect(hit(parts, 160, 152)).to.equal('rivers/river');
    expect(hit(parts, 160, 180)).to.equal('banks/bank');
  });

  it('is found where a magnified tile draws it', () => {
    const lights = [part('lights', 'lamp', [point('a', 300, 40)])];
    expect(hit(lights, 88, 160, 4, { scale: 4, left: 1112, top: 0 }, 20)).to.equal('lights/a');
  });
});

describe('a shape', () => {
  it('contains what is inside it, but not what is in its hole', () => {
    const ring = shape('x', true, square, [140, 140, 160, 140, 160, 160, 140, 160, 140, 140]);
    expect(contains(ring, 120, 120)).to.equal(true);
    expect(contains(ring, 150, 150)).to.equal(false);
    expect(contains(ring, 90, 150)).to.equal(false);
  });

  it('is as far as its nearest segment', () => {
    expect(distanceTo(shape('x', false, [0, 0, 100, 0]), 50, 30)).to.equal(30);
    expect(distanceTo(shape('x', false, [0, 0, 100, 0]), 140, 30)).to.equal(50);
    expect(distanceTo(shape('x', false, [5, 5, 5, 5]), 8, 9)).to.equal(5);
  });
});
