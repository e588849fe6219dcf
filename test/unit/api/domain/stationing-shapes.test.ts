/** Lines and areas beside a river: bank, offset and the stations that they span; and the boxes that find them. */
import { expect } from 'chai';
import fc from 'fast-check';
import geographiclib from 'geographiclib-geodesic';
import { boxAround, corridorPieces } from '../../../../api/domain/stationing-corridor.ts';
import { createShapeLocator, type ShapeLocation } from '../../../../api/domain/stationing-shapes.ts';
import { lengthOf, measureLine, pointAt } from '../../../../api/domain/stationing.ts';
import { offsetFrom, seeded, winding } from '../../../support/river-lines.ts';

const origin = [120.327, -2.553];
const path = (...metres: [east: number, north: number][]) =>
  metres.map(([east, north]) => [...offsetFrom(origin, east, north)]);
const line = (...metres: [number, number][]) => ({ type: 'LineString' as const, coordinates: path(...metres) });
const polygon = (...rings: [number, number][][]) => ({
  type: 'Polygon' as const,
  coordinates: rings.map((ring) => path(...ring, ring[0] ?? [0, 0])),
});
const rounded = ({ station, offset, side, stationFrom, stationTo }: ShapeLocation) => ({
  station: Math.round(station),
  offset: Math.round(offset * 10) / 10,
  side,
  span: [Math.round(stationFrom), Math.round(stationTo)],
});

describe('a shape along a river', () => {
  // Southward, so that the left bank is in the east.
  const river = measureLine(path([0, 0], [0, -350], [0, -700]));
  const locate = createShapeLocator(river, 100);

  it('of one point is where the point is', () => {
    expect(locate({ type: 'Point', coordinates: path([0, 30])[0] ?? [] })).to.include({ side: 'on', beyond: 'start' });
    const found = locate({ type: 'Point', coordinates: path([20, -50])[0] ?? [] });
    expect(rounded(found)).to.eql({ station: 50, offset: 20, side: 'left', span: [50, 50] });
  });

  it('on one bank spans the stations beside it', () => {
    const lights = line([-20, -100], [-15, -300]);
    expect(rounded(locate(lights))).to.eql({ station: 300, offset: 15, side: 'right', span: [100, 300] });
    const park = polygon([
      [10, -600],
      [50, -600],
      [50, -200],
      [10, -200],
    ]);
    expect(rounded(locate(park))).to.eql({ station: 200, offset: 10, side: 'left', span: [200, 600] });
  });

  it('that crosses touches both banks, with the station of the crossing', () => {
    const bridge = line([-40, -240], [40, -260]);
    expect(rounded(locate(bridge))).to.eql({ station: 250, offset: 0, side: 'both', span: [240, 260] });
  });

  it('that covers the river lies on both banks, also where its edges are out of reach', () => {
    const basin = polygon([
      [-500, 200],
      [-500, -900],
      [500, -900],
      [500, 200],
    ]);
    expect(rounded(locate(basin))).to.eql({ station: 0, offset: 0, side: 'both', span: [0, 700] });
    const withHole = polygon(
      [
        [-500, 200],
        [-500, -900],
        [500, -900],
        [500, 200],
      ],
      [
        [-50, 100],
        [-50, -800],
        [60, -800],
        [60, 100],
      ],
    );
    expect(rounded(locate(withHole))).to.include({ offset: 50, side: 'both' });
  });

  it('spans no more than what of it lies within reach', () => {
    // From 20 m beside the river straight away from it by 45°: 80 m later it is 100 m off.
    const leaving = line([20, -100], [420, -500]);
    expect(rounded(locate(leaving))).to.eql({ station: 100, offset: 20, side: 'left', span: [100, 180] });
  });

  it('out of reach is located at its nearest place', () => {
    const far = line([250, -100], [300, -150]);
    expect(rounded(locate(far))).to.eql({ station: 100, offset: 250, side: 'left', span: [100, 100] });
  });

  it('is nearest at a vertex of the river where a long edge passes the outside of a bend', () => {
    const bend = measureLine(path([0, 0], [100, -100], [0, -200]));
    const wall = line([130, 300], [130, -500]);
    expect(rounded(createShapeLocator(bend, 100)(wall))).to.include({ station: 141, offset: 30, side: 'left' });
  });

  it('keeps the clipped ends', () => {
    const along = line([10, 500], [10, -1500]);
    expect(rounded(locate(along))).to.eql({ station: 0, offset: 10, side: 'left', span: [0, 700] });
  });
});

describe('the boxes along a river', () => {
  const { WGS84 } = geographiclib.Geodesic;

  it('hold everything within reach', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const azimuth = fc.double({ min: 0, max: 360, noNaN: true });
    fc.assert(
      fc.property(winding, share, azimuth, (coordinates, at, heading) => {
        const river = measureLine(coordinates);
        const [longitude = NaN, latitude = NaN] = pointAt(river, at * river.end);
        const { lon2 = NaN, lat2 = NaN } = WGS84.Direct(latitude, longitude, heading, 99.999);
        const inside = corridorPieces(river, 100).some(
          ({ box: [west, south, east, north] }) => lon2 >= west && lon2 <= east && lat2 >= south && lat2 <= north,
        );
        expect(inside).to.equal(true);
      }),
      seeded,
    );
  });

  it('are little larger than they need to be', () => {
    const [west, south, east, north] = boxAround([origin], 100);
    const half = WGS84.Inverse(south, west, north, east).s12 ?? NaN;
    expect(half / 2).to.be.within(Math.SQRT2 * 100, Math.SQRT2 * 100 * 1.01);
  });

  it('are one for each kilometre, and their pieces make the whole', () => {
    const river = measureLine(path([0, 0], [3000, -2000], [9000, -2500]));
    const pieces = corridorPieces(river, 100);
    expect(pieces).to.have.length(Math.ceil(lengthOf(river) / 1000));
    const sum = pieces.reduce((metres, { coordinates }) => metres + lengthOf(measureLine(coordinates)), 0);
    expect(sum).to.be.closeTo(lengthOf(river), 1e-4);
  });
});
