/** Points beside a river: station, offset and the bank as seen facing downstream. */
import { expect } from 'chai';
import fc from 'fast-check';
import geographiclib from 'geographiclib-geodesic';
import { createLocator, locate } from '../../../../api/domain/stationing-locate.ts';
import { clipLine, distanceBetween, measureLine, pointAt, type Coordinate } from '../../../../api/domain/stationing.ts';
import { offsetFrom, seeded, winding } from '../../../support/river-lines.ts';

const { WGS84 } = geographiclib.Geodesic;

const origin: Coordinate = [120.327, -2.553];
const at = (east: number, north: number) => offsetFrom(origin, east, north);
const path = (...metres: [east: number, north: number][]) => metres.map(([east, north]) => at(east, north));
const rounded = ({ station, offset, side, beyond }: ReturnType<typeof locate>) => ({
  station: Math.round(station * 100) / 100 + 0,
  offset: Math.round(offset * 100) / 100 + 0,
  side,
  beyond,
});

describe('locating a point beside a river', () => {
  // South for 350 m, then west for 350 m: at Masamba downstream is southward.
  const river = measureLine(path([0, 0], [0, -350], [-350, -350]));

  it('gives station, offset and bank at Masamba', () => {
    expect(rounded(locate(river, at(12.5, -100)))).to.eql({ station: 100, offset: 12.5, side: 'left', beyond: null });
    expect(rounded(locate(river, at(-12.5, -100)))).to.eql({ station: 100, offset: 12.5, side: 'right', beyond: null });
    expect(rounded(locate(river, at(-200, -430)))).to.eql({ station: 550, offset: 80, side: 'left', beyond: null });
  });

  it('comes back to the same millimetre from any station', () => {
    fc.assert(
      fc.property(winding, fc.double({ min: 0, max: 1, noNaN: true }), (coordinates, share) => {
        const line = measureLine(coordinates, { startStation: 350 });
        const station = line.start + share * (line.end - line.start);
        const found = locate(line, pointAt(line, station));
        expect(found.station).to.be.closeTo(station, 0.001);
        expect(found.offset).to.be.lessThan(0.001);
        expect(found).to.include({ side: 'on', beyond: null });
      }),
      seeded,
    );
  });

  it('comes back from a point square to a straight river', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        number(0, 360),
        number(10, 20_000),
        number(0, 1),
        number(-500, 500),
        (azimuth, length, share, across) => {
          const end = WGS84.Direct(-2.553, 120.327, azimuth, length);
          const foot = WGS84.InverseLine(-2.553, 120.327, end.lat2 ?? NaN, end.lon2 ?? NaN).Position(share * length);
          const point = WGS84.Direct(foot.lat2 ?? NaN, foot.lon2 ?? NaN, (foot.azi2 ?? NaN) + 90, across);
          const line = measureLine([
            [120.327, -2.553],
            [end.lon2 ?? NaN, end.lat2 ?? NaN],
          ]);
          const found = locate(line, [point.lon2 ?? NaN, point.lat2 ?? NaN]);
          expect(found.station).to.be.closeTo(share * length, 0.001);
          expect(found.offset).to.be.closeTo(Math.abs(across), 0.001);
          expect(found.side).to.equal(Math.abs(across) < 0.005 ? 'on' : across > 0 ? 'right' : 'left');
        },
      ),
      seeded,
    );
  });

  it('changes the bank and nothing else when the stations run upstream', () => {
    const metres = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(winding, metres, metres, (coordinates, east, north) => {
        const point = offsetFrom(coordinates[0] ?? origin, east, north);
        const down = locate(measureLine(coordinates, { direction: 'downstream' }), point);
        const up = locate(measureLine(coordinates, { direction: 'upstream' }), point);
        const other = { left: 'right', right: 'left', on: 'on' } as const;
        expect(up).to.eql({ ...down, side: other[down.side] });
      }),
      seeded,
    );
  });

  it('gives the same bank whichever way the river was digitised, when the direction says so', () => {
    const metres = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(winding, metres, metres, (coordinates, east, north) => {
        const point = offsetFrom(coordinates[0] ?? origin, east, north);
        const down = locate(measureLine(coordinates), point);
        const line = measureLine(coordinates.toReversed(), { direction: 'upstream' });
        const up = locate(line, point);
        expect(up.side).to.equal(down.side);
        expect(up.offset).to.be.closeTo(down.offset, 0.001);
        // Where two stretches are equally near, each way takes the one that it meets first: both are as far.
        const [foot, mirrored] = [pointAt(line, up.station), pointAt(line, line.end - down.station)];
        expect(distanceBetween(foot, point)).to.be.closeTo(distanceBetween(mirrored, point), 0.001);
      }),
      seeded,
    );
  });

  it('finds the least offset of all positions on the line', () => {
    const metres = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(
        winding,
        metres,
        metres,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (coordinates, east, north, share) => {
          const line = measureLine(coordinates);
          const point = offsetFrom(coordinates[0] ?? origin, east, north);
          const [longitude = NaN, latitude = NaN] = pointAt(line, share * line.end);
          const other = WGS84.Inverse(latitude, longitude, point[1] ?? NaN, point[0] ?? NaN).s12 ?? NaN;
          expect(locate(line, point).offset).to.be.at.most(other + 1e-4);
        },
      ),
      seeded,
    );
  });

  it('finds the same place among many stretches as by looking at each alone', () => {
    const away = fc.double({ min: -3000, max: 3000, noNaN: true });
    const steps = fc.array(fc.tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -90, max: 90 })), {
      minLength: 100,
      maxLength: 150,
    });
    fc.assert(
      fc.property(steps, away, away, (walk, east, north) => {
        const coordinates: Coordinate[] = [origin];
        for (const [x, y] of walk.filter((step) => step.some((metres) => metres !== 0)))
          coordinates.push(offsetFrom(coordinates.at(-1) ?? origin, x, y));
        const line = measureLine(coordinates);
        const point = at(east, north);
        const alone = coordinates.slice(1).map((b, i) => {
          const stretch = measureLine([coordinates[i] ?? b, b], { startStation: line.stations[i] ?? NaN });
          return locate(stretch, point);
        });
        const least = Math.min(...alone.map(({ offset }) => offset));
        const found = locate(line, point);
        expect(found.offset).to.be.closeTo(least, 1e-4);
        expect(
          alone.some(({ station, offset }) => offset < least + 1e-4 && Math.abs(station - found.station) < 1e-3),
        ).to.equal(true);
      }),
      { ...seeded, numRuns: 50 },
    );
  });
});

describe('beyond the ends of a river', () => {
  const river = measureLine(path([0, 0], [0, -100]), { startStation: 50 });

  it('clamps to the end, says which, and keeps the bank of the continuation', () => {
    expect(rounded(locate(river, at(30, 40)))).to.eql({ station: 50, offset: 50, side: 'left', beyond: 'start' });
    expect(rounded(locate(river, at(-30, -140)))).to.eql({ station: 150, offset: 50, side: 'right', beyond: 'end' });
    expect(rounded(locate(river, at(0, -120)))).to.eql({ station: 150, offset: 20, side: 'on', beyond: 'end' });
  });

  it('is not yet where the point stands square to the end', () => {
    expect(rounded(locate(river, at(20, 0)))).to.eql({ station: 50, offset: 20, side: 'left', beyond: null });
    expect(rounded(locate(river, at(0, -100)))).to.eql({ station: 150, offset: 0, side: 'on', beyond: null });
  });

  it('means the ends of the clipped part', () => {
    const part = clipLine(river, 80, 120);
    expect(rounded(locate(part, at(5, -10)))).to.include({ station: 80, beyond: 'start' });
    expect(rounded(locate(part, at(5, -90)))).to.include({ station: 120, beyond: 'end' });
  });
});

describe('bends, loops and crooked input', () => {
  it('takes the bank of both stretches outside of a sharp bend', () => {
    // A hairpin: east, then back west-south-west. The point ahead of the tip is on the outside, which is the left.
    const hairpin = measureLine(path([0, 0], [100, 0], [0, -20]));
    expect(locate(hairpin, at(120, 10)).side).to.equal('left');
    expect(locate(hairpin, at(120, -5)).side).to.equal('left');
    expect(locate(hairpin, at(50, -5)).side).to.equal('right');
    const mirrored = measureLine(path([0, 0], [100, 0], [0, 20]));
    expect(locate(mirrored, at(120, -10)).side).to.equal('right');
    expect(locate(mirrored, at(120, 5)).side).to.equal('right');
  });

  it('lets the nearest stretch win where a meander comes near itself', () => {
    const meander = measureLine(path([0, 0], [200, 0], [200, -30], [0, -30]));
    expect(rounded(locate(meander, at(50, -14)))).to.include({ station: 50, offset: 14, side: 'right' });
    expect(rounded(locate(meander, at(50, -16)))).to.include({ station: 380, offset: 14, side: 'right' });
  });

  it('takes the lower station where two stretches are equally near', () => {
    // Both legs run along a meridian, mirrored on the point's: equal to the last bit.
    const [west, east] = [120.3265, 120.3275];
    const legs: Coordinate[] = [
      [west, -2.553],
      [west, -2.556],
      [east, -2.556],
      [east, -2.553],
    ];
    const found = locate(measureLine(legs), [120.327, -2.554]);
    expect(found.station).to.be.closeTo(110.6, 0.1);
    expect(locate(measureLine(legs.toReversed()), [120.327, -2.554]).station).to.be.closeTo(110.6, 0.1);
  });

  it('takes the first passage through a crossing of its own', () => {
    const loop = measureLine(path([0, 0], [100, 0], [100, 50], [50, 50], [50, -50]));
    expect(rounded(locate(loop, at(50, 0)))).to.include({ station: 50, side: 'on' });
  });

  it('has no end in a ring', () => {
    const ring = measureLine([origin, ...path([100, 0], [100, 100], [0, 100]), origin]);
    expect(rounded(locate(ring, at(-3, -4)))).to.eql({ station: 0, offset: 5, side: 'right', beyond: null });
    expect(rounded(locate(ring, at(1, 50)))).to.eql({ station: 350, offset: 1, side: 'left', beyond: null });
  });

  it('is not disturbed by repeated vertices nor by those a hair apart', () => {
    const clean = path([0, 0], [0, -50], [40, -80]);
    const [a = [], b = [], c = []] = clean;
    const hair = offsetFrom(b, 0.0001, 0.0002);
    const tail = offsetFrom(c, -0.0002, 0.0002);
    const crooked = createLocator(measureLine([a, a, b, hair, b, b, c, c, tail]));
    for (const point of path([10, -20], [-10, -52], [3, -55], [30, -90], [60, -80])) {
      const found = crooked(point);
      const expected = locate(measureLine(clean), point);
      expect(found.station).to.be.closeTo(expected.station, 0.002);
      expect(found.offset).to.be.closeTo(expected.offset, 0.002);
      expect(found).to.include({ side: expected.side, beyond: expected.beyond });
    }
  });

  it('takes altitudes and lines across the 120th meridian', () => {
    const river = measureLine([
      [119.999, -2.2, 30],
      [120.001, -2.2, 20],
    ]);
    const found = locate(river, [120, -2.2005, 12]);
    expect(found.station).to.be.closeTo(river.end / 2, 0.001);
    expect(found.offset).to.be.closeTo(55.29, 0.01);
    expect(found.side).to.equal('right');
  });

  it('takes a line of two vertices across half the regency', () => {
    const river = measureLine([
      [119.7, -2.0],
      [120.6, -2.9],
    ]);
    const station = 71_234.5;
    const found = locate(river, pointAt(river, station));
    expect(found.station).to.be.closeTo(station, 0.001);
    expect(found.offset).to.be.lessThan(0.001);
  });
});
