/** The arithmetic of WebMercatorQuad. */
import { expect } from 'chai';
import fc from 'fast-check';
import { Problem } from '../../../../api/http/problems.ts';
import { DEEPEST_ZOOM, frameOf, limitsOf, requireTile, tileAt } from '../../../../api/ogc/tiles.ts';

const EDGE = 20037508.342789244;
const zooms = fc.integer({ min: 0, max: DEEPEST_ZOOM });
const seeded = { seed: 20260314 };

describe('tile arithmetic', () => {
  it('gives zoom 0 the whole world', () => {
    expect(frameOf({ zoom: 0, row: 0, column: 0 })).to.deep.equal({ west: -EDGE, north: EDGE, side: 2 * EDGE });
  });

  it('knows the tile of Masamba that other libraries name', () => {
    // By the formula of the OpenStreetMap wiki: x = (lon + 180) / 360 * 2^z; y = (1 - asinh(tan lat) / pi) / 2 * 2^z.
    const [longitude, latitude] = [120.327, -2.553];
    const row = Math.floor(((1 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI) / 2) * 2 ** 14);
    expect(tileAt(14, longitude, latitude)).to.deep.equal({ zoom: 14, row, column: 13668 });
  });

  it('lays the tiles side by side without a gap, to the last bit', () => {
    fc.assert(
      fc.property(zooms, fc.nat(), (zoom, n) => {
        const column = n % 2 ** zoom;
        const [left, right] = [frameOf({ zoom, row: 0, column }), frameOf({ zoom, row: 0, column: column + 1 })];
        expect(left.west + left.side).to.be.closeTo(right.west, 1e-8);
        expect(frameOf({ zoom, row: column, column: 0 }).north).to.equal(-left.west);
      }),
      seeded,
    );
  });

  it('finds every position in the tile that it names', () => {
    fc.assert(
      fc.property(
        zooms,
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: -85, max: 85, noNaN: true }),
        (zoom, longitude, latitude) => {
          const address = requireTile(tileAt(zoom, longitude, latitude));
          const { west, north, side } = frameOf(address);
          const x = (longitude / 180) * EDGE;
          const y = (Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI) * EDGE;
          expect(x).to.be.within(west - 1e-6, west + side + 1e-6);
          expect(y).to.be.within(north - side - 1e-6, north + 1e-6);
        },
      ),
      seeded,
    );
  });

  it('gives the edges and poles of the world to the outermost tiles', () => {
    expect(tileAt(3, 180, 90)).to.deep.equal({ zoom: 3, row: 0, column: 7 });
    expect(tileAt(3, -180, -90)).to.deep.equal({ zoom: 3, row: 7, column: 0 });
  });

  for (const [wrong, address] of [
    ['tileMatrix 23', { zoom: 23, row: 0, column: 0 }],
    ['tileMatrix -1', { zoom: -1, row: 0, column: 0 }],
    ['tileRow 4', { zoom: 2, row: 4, column: 0 }],
    ['tileCol -1', { zoom: 2, row: 0, column: -1 }],
    ['tileCol 4', { zoom: 2, row: 0, column: 4 }],
  ] as const)
    it(`does not find a tile outside the matrix: ${wrong}`, () => {
      expect(() => requireTile(address))
        .to.throw(Problem, wrong)
        .with.property('status', 404);
    });

  it('limits each zoom to the tiles that an extent touches', () => {
    const limits = limitsOf([119.9, -3, 120.9, -2]);
    expect(limits).to.have.length(DEEPEST_ZOOM + 1);
    expect(limits[0]).to.deep.equal({ tileMatrix: '0', minTileRow: 0, maxTileRow: 0, minTileCol: 0, maxTileCol: 0 });
    expect(limits[10]).to.deep.equal({
      tileMatrix: '10',
      minTileRow: 517,
      maxTileRow: 520,
      minTileCol: 853,
      maxTileCol: 855,
    });
  });
});
