import { expect } from 'chai';
import { geometryFaults } from '../../../../api/domain/geometry.ts';

const ring = [
  [120.3, -2.5],
  [120.4, -2.5],
  [120.4, -2.4],
  [120.3, -2.5],
];

describe('faults of a sent geometry', () => {
  it('finds none in a sound point, line and polygon', () => {
    expect(geometryFaults({ type: 'Point', coordinates: [120.327, -2.553] }, 'Point')).to.deep.equal([]);
    expect(geometryFaults({ type: 'LineString', coordinates: ring.slice(0, 2) }, 'LineString')).to.deep.equal([]);
    expect(geometryFaults({ type: 'Polygon', coordinates: [ring] }, 'Polygon')).to.deep.equal([]);
  });

  it('names the wrong type', () => {
    const [fault] = geometryFaults({ type: 'Point', coordinates: [120, -2] }, 'LineString');
    expect(fault).to.deep.include({ pointer: '/type' });
    expect(fault?.detail.en).to.contain('LineString');
  });

  it('hints at swapped axes when a latitude could only be a longitude', () => {
    const [fault] = geometryFaults({ type: 'Point', coordinates: [-2.553, 120.327] }, 'Point');
    expect(fault?.pointer).to.equal('/coordinates');
    expect(fault?.detail.en).to.contain('swapped');
    expect(fault?.detail.id).to.contain('tertukar');
  });

  it('takes metres for what they are', () => {
    const [fault] = geometryFaults({ type: 'Point', coordinates: [203_000, 9_717_000] }, 'Point');
    expect(fault?.detail.en).to.contain('metres');
  });

  it('points at the unclosed ring and at the vertex that is off the earth', () => {
    const hole = [...ring.slice(0, 3), [120.35, -2.5]];
    expect(geometryFaults({ type: 'Polygon', coordinates: [ring, hole] }, 'Polygon')).to.have.nested.property(
      '[0].pointer',
      '/coordinates/1',
    );
    const off = [ring[0]!, [500, 500]];
    expect(geometryFaults({ type: 'LineString', coordinates: off }, 'LineString')).to.have.nested.property(
      '[0].pointer',
      '/coordinates/1',
    );
  });

  it('asks for two positions of a line and four of a ring', () => {
    expect(geometryFaults({ type: 'LineString', coordinates: [[120, -2]] }, 'LineString')).to.have.length(1);
    expect(geometryFaults({ type: 'Polygon', coordinates: [ring.slice(0, 3)] }, 'Polygon')).to.have.length(1);
    expect(geometryFaults({ type: 'Polygon', coordinates: [] }, 'Polygon')).to.have.length(1);
  });
});
