/** Vector tiles as points, clusters and shapes in pixels. */
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { expect } from 'chai';
import { parseTile } from '../../../../client/map/tile-parse.ts';

type Features = Parameters<typeof fromGeojsonVt>[0][string]['features'];

function encode(name: string, features: Features): ArrayBuffer {
  const bytes = fromGeojsonVt({ [name]: { features } }, { version: 2, extent: 4096 });
  return Uint8Array.from(bytes).buffer;
}

describe('a vector tile', () => {
  it('gives points with what is drawn of them', () => {
    const tags = { id: 'a', code: 'PJU-001', condition: 'RB', status: 'planned' };
    const { points } = parseTile(
      encode('street-lights', [{ type: 1, geometry: [[2048, 1024]], tags }]),
      'street-lights',
    );
    expect(points).to.deep.equal([{ id: 'a', code: 'PJU-001', condition: 'RB', status: 'planned', x: 256, y: 128 }]);
  });

  it('takes a missing condition as unknown and a missing status as built', () => {
    const { points } = parseTile(encode('x', [{ type: 1, geometry: [[0, 0]], tags: { id: 'a' } }]), 'x');
    expect(points[0]).to.include({ condition: 'unknown', status: 'built', code: '' });
  });

  it('tells clusters by their count', () => {
    const tags = { count: 12, B: 7, RR: 2, RB: 1, unknown: 2 };
    const tile = parseTile(encode('x', [{ type: 1, geometry: [[4096, 0]], tags }]), 'x');
    expect(tile.points).to.deep.equal([]);
    expect(tile.clusters).to.deep.equal([{ x: 512, y: 0, count: 12, share: { B: 7, RR: 2, RB: 1, unknown: 2 } }]);
  });

  it('takes a cluster of one that keeps its id as the point that it is', () => {
    const tags = {
      id: 'a',
      code: 'TB-01',
      condition: 'B',
      status: 'planned',
      count: 1,
      B: 1,
      RR: 0,
      RB: 0,
      unknown: 0,
    };
    const tile = parseTile(encode('x', [{ type: 1, geometry: [[0, 0]], tags }]), 'x');
    expect(tile.clusters).to.deep.equal([]);
    expect(tile.points[0]).to.include({ id: 'a', status: 'planned' });
  });

  it('gives lines and areas with their parts', () => {
    const line = [
      [0, 0],
      [4096, 2048],
    ];
    const ring = [
      [0, 0],
      [0, 4096],
      [4096, 4096],
      [0, 0],
    ];
    const { shapes } = parseTile(
      encode('x', [
        { type: 2, geometry: [line], tags: { id: 'l' } },
        { type: 3, geometry: [ring], tags: { id: 'p' } },
      ]),
      'x',
    );
    expect(shapes.map(({ id, closed }) => ({ id, closed }))).to.deep.equal([
      { id: 'l', closed: false },
      { id: 'p', closed: true },
    ]);
    expect([...(shapes[0]?.parts[0] ?? [])]).to.deep.equal([0, 0, 512, 256]);
  });

  it('is empty without its layer', () => {
    expect(parseTile(encode('other', [{ type: 1, geometry: [[0, 0]], tags: {} }]), 'x').points).to.deep.equal([]);
  });
});
