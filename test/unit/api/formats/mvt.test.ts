/** Vector tiles that are encoded in Node. */
import { expect } from 'chai';
import { encodeMvt } from '../../../../api/formats/mvt.ts';
import { decodeTile } from '../../../support/tiles.ts';

const ring = (at: number, size: number): [number, number][] => [
  [at, at],
  [at + size, at],
  [at + size, at + size],
  [at, at + size],
  [at, at],
];

describe('MVT encoder', () => {
  it('writes points, lines and polygons with holes so that clients read them back', () => {
    const hole = ring(120, 10).toReversed();
    const tile = encodeMvt('things', 4096, [
      { geometry: { type: 'Point', coordinates: [5, 4095] }, properties: { count: 3, id: 'a' } },
      {
        geometry: {
          type: 'MultiLineString',
          coordinates: [
            [
              [-64, 0],
              [10, 20],
            ],
            [
              [30, 30],
              [4160, 31],
            ],
          ],
        },
        properties: { id: 'b' },
      },
      { geometry: { type: 'Polygon', coordinates: [ring(100, 50), hole] }, properties: { id: 'c' } },
      { geometry: { type: 'MultiPolygon', coordinates: [[ring(0, 9)], [ring(20, 9)]] }, properties: { id: 'd' } },
    ]);
    expect(decodeTile(tile, 'things')).to.deep.equal([
      { type: 1, properties: { count: 3, id: 'a' }, parts: [[[5, 4095]]] },
      {
        type: 2,
        properties: { id: 'b' },
        parts: [
          [
            [-64, 0],
            [10, 20],
          ],
          [
            [30, 30],
            [4160, 31],
          ],
        ],
      },
      { type: 3, properties: { id: 'c' }, parts: [ring(100, 50), hole] },
      { type: 3, properties: { id: 'd' }, parts: [ring(0, 9), ring(20, 9)] },
    ]);
  });

  it('makes nothing of no features', () => {
    expect(encodeMvt('things', 4096, [])).to.have.length(0);
  });
});
