/** Stations of a river: measured on the ellipsoid, clipped exactly, labelled as they are printed. */
import { expect } from 'chai';
import fc from 'fast-check';
import geographiclib from 'geographiclib-geodesic';
import {
  clipLine,
  countStationPoints,
  distanceBetween,
  formatStation,
  lengthOf,
  measureLine,
  parseStation,
  pointAt,
  stationPoints,
  type Coordinate,
} from '../../../../api/domain/stationing.ts';
import { seeded, winding } from '../../../support/river-lines.ts';

const { WGS84 } = geographiclib.Geodesic;
const masamba: Coordinate = [120.327, -2.553];

/** A line that goes `metres` from Masamba by each of the azimuths in turn. */
function traverse(...legs: [azimuth: number, metres: number][]): Coordinate[] {
  const line = [masamba];
  let [longitude = 0, latitude = 0] = masamba;
  for (const [azimuth, metres] of legs) {
    const { lon2 = NaN, lat2 = NaN } = WGS84.Direct(latitude, longitude, azimuth, metres);
    [longitude, latitude] = [lon2, lat2];
    line.push([longitude, latitude]);
  }
  return line;
}

describe('measuring a line', () => {
  it('adds up the geodesic lengths of its legs at Masamba', () => {
    const line = measureLine(traverse([200, 400], [170, 300]));
    expect(line.stations.map((station) => station.toFixed(6))).to.eql(['0.000000', '400.000000', '700.000000']);
    expect(lengthOf(line)).to.be.closeTo(700, 1e-6);
  });

  it('is done on the ellipsoid and not on a sphere', () => {
    // One degree of latitude around 2.55° S is 110 576.6 m by the meridian series of WGS 84, and 111 195 m on the mean sphere.
    expect(distanceBetween([120.327, -2.05], [120.327, -3.05])).to.be.closeTo(110_576.6, 0.5);
  });

  it('begins at the start station that the segment has', () => {
    const line = measureLine(traverse([90, 100]), { startStation: 1250 });
    expect([line.start, Math.round(line.end * 1e6) / 1e6]).to.eql([1250, 1350]);
  });

  it('goes on across the 120th meridian, where the UTM zones meet', () => {
    const whole = distanceBetween([119.98, -2.2], [120.02, -2.2]);
    const { stations } = measureLine([
      [119.98, -2.2],
      [120, -2.2],
      [120.02, -2.2],
    ]);
    expect(stations[2]).to.be.closeTo(whole, 0.01);
    expect((stations[1] ?? 0) * 2).to.be.closeTo(stations[2] ?? NaN, 1e-6);
  });

  it('takes repeated vertices and refuses a line without a length', () => {
    const [a = [], b = []] = traverse([45, 10]);
    expect(lengthOf(measureLine([a, a, b, b]))).to.be.closeTo(10, 1e-6);
    for (const nothing of [[], [a], [a, a], [a, [NaN, 0]]])
      expect(() => measureLine(nothing), JSON.stringify(nothing)).to.throw(RangeError);
  });
});

describe('a point at a station', () => {
  it('lies that far along the line', () => {
    fc.assert(
      fc.property(winding, fc.double({ min: 0, max: 1, noNaN: true }), (coordinates, share) => {
        const line = measureLine(coordinates);
        const station = share * line.end;
        const before = line.coordinates.filter((_, i) => (line.stations[i] ?? 0) < station);
        const walked = [...before, pointAt(line, station)].reduce(
          (sum, at, i, all) => sum + (i === 0 ? 0 : distanceBetween(all[i - 1] ?? [], at)),
          0,
        );
        expect(walked).to.be.closeTo(station, 1e-6);
      }),
      seeded,
    );
  });

  it('is the very vertex at a vertex', () => {
    const coordinates = traverse([10, 33], [80, 44]);
    const line = measureLine(coordinates);
    line.stations.forEach((station, i) => expect(pointAt(line, station)).to.equal(coordinates[i]));
  });

  it('carries the altitude between two vertices that have one', () => {
    const [a = [], b = []] = traverse([45, 100]);
    expect(
      pointAt(
        measureLine([
          [...a, 10],
          [...b, 20],
        ]),
        25,
      )[2],
    ).to.be.closeTo(12.5, 1e-6);
    expect(pointAt(measureLine([[...a, 10], b]), 25)).to.have.length(2);
  });

  it('is refused outside the line', () => {
    const line = measureLine(traverse([45, 100]), { startStation: 50 });
    for (const station of [49.9, 150.1, NaN]) expect(() => pointAt(line, station)).to.throw(RangeError);
  });
});

describe('clipping', () => {
  it('makes parts whose lengths add up to the whole', () => {
    const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(winding, share, (coordinates, at) => {
        const line = measureLine(coordinates);
        const parts = [clipLine(line, 0, at * line.end), clipLine(line, at * line.end, line.end)];
        const lengths = parts.map((part) => lengthOf(measureLine(part.coordinates)));
        expect((lengths[0] ?? 0) + (lengths[1] ?? 0)).to.be.closeTo(lengthOf(line), 1e-5);
      }),
      seeded,
    );
  });

  it('keeps the vertices between its ends, their altitudes and the direction', () => {
    const coordinates = traverse([10, 100], [80, 100], [10, 100]).map((at, i) => [...at, i * 10]);
    const clip = clipLine(measureLine(coordinates, { startStation: 1000, direction: 'upstream' }), 1050, 1200);
    expect(clip.coordinates.slice(1)).to.eql(coordinates.slice(1, 3));
    expect(clip.coordinates[0]?.[2]).to.be.closeTo(5, 1e-6);
    expect(clip).to.include({ start: 1050, end: 1200, direction: 'upstream' });
  });

  it('of the whole is the whole', () => {
    const line = measureLine(traverse([10, 100], [80, 100]));
    expect(clipLine(line, line.start, line.end)).to.eql(line);
  });

  it('refuses ends that are turned about, equal or outside', () => {
    const line = measureLine(traverse([10, 100]));
    for (const [from, to] of [
      [50, 50],
      [60, 50],
      [-1, 50],
      [50, 101],
      [NaN, 50],
    ] as const)
      expect(() => clipLine(line, from, to), `${from} to ${to}`).to.throw(RangeError);
  });
});

describe('station points', () => {
  const stationsOf = (...[line, step]: Parameters<typeof stationPoints>) =>
    stationPoints(line, step).map(({ station }) => Math.round(station * 1e3) / 1e3);

  it('are the first, the multiples of the step and the end', () => {
    const line = measureLine(traverse([45, 234.5]));
    expect(stationsOf(line, 50)).to.eql([0, 50, 100, 150, 200, 234.5]);
    expect(stationsOf(line, 1000)).to.eql([0, 234.5]);
    expect(stationsOf(clipLine(line, 75, 150), 50)).to.eql([75, 100, 150]);
  });

  it('of 700 m by 50 are fifteen, each in its place', () => {
    const line = measureLine(traverse([200, 400], [170, 300]));
    const points = stationPoints(line, 50);
    expect(points.map(({ station }) => formatStation(station, 1))).to.eql([
      ...['000', '050', '100', '150', '200', '250', '300', '350', '400', '450', '500', '550', '600', '650', '700'].map(
        (metres) => `STA 0+${metres}`,
      ),
    ]);
    expect(distanceBetween(masamba, points[7]?.coordinate ?? [])).to.be.closeTo(350, 1e-6);
  });

  it('do not double the label of an end that is a hair from a multiple', () => {
    expect(stationsOf(measureLine(traverse([45, 700.004])), 50).slice(-2)).to.eql([650, 700.004]);
    expect(stationsOf(measureLine(traverse([45, 100]), { startStation: 49.98 }), 50)).to.eql([49.98, 100, 149.98]);
  });

  it('count upward from a start below the origin', () => {
    expect(stationsOf(measureLine(traverse([45, 100]), { startStation: -60 }), 50)).to.eql([-60, -50, 0, 40]);
  });

  it('are never more than was counted beforehand, and at most three fewer', () => {
    const length = fc.double({ min: 0.5, max: 5000, noNaN: true });
    fc.assert(
      fc.property(
        length,
        fc.integer({ min: -500, max: 5000 }),
        fc.integer({ min: 1, max: 300 }),
        (metres, from, step) => {
          const line = measureLine(traverse([45, metres]), { startStation: from });
          const counted = countStationPoints(line.start, line.end, step);
          expect(stationPoints(line, step)).to.have.length.within(counted - 3, counted);
        },
      ),
      seeded,
    );
  });
});

describe('the label of a station', () => {
  it('is kilometres + metres, to the nearest whole metre', () => {
    const labels: [number, string][] = [
      [0, 'STA 0+000'],
      [-0, 'STA 0+000'],
      [50, 'STA 0+050'],
      [1234, 'STA 1+234'],
      [999.5, 'STA 1+000'],
      [350.4, 'STA 0+350'],
      [-50, 'STA -0+050'],
      [-0.4, 'STA 0+000'],
      [123456, 'STA 123+456'],
    ];
    for (const [metres, label] of labels) expect(formatStation(metres)).to.equal(label);
  });

  it('shows as many decimals as are asked for where they are not zero', () => {
    expect(formatStation(699.996, 1)).to.equal('STA 0+700');
    expect(formatStation(234.5, 1)).to.equal('STA 0+234.5');
    expect(formatStation(1234.05, 2)).to.equal('STA 1+234.05');
    expect(formatStation(-1234.5, 1)).to.equal('STA -1+234.5');
  });

  it('is refused for what is no number', () => {
    for (const metres of [NaN, Infinity]) expect(() => formatStation(metres)).to.throw(RangeError);
  });

  it('is read back in each of its forms', () => {
    const texts: [string, number][] = [
      ['0+350', 350],
      ['STA 0+350', 350],
      ['sta. 1+234.5', 1234.5],
      [' STA0+050 ', 50],
      ['1 + 050,25', 1050.25],
      ['350', 350],
      ['1250.5', 1250.5],
      ['STA -0+050', -50],
      ['-0', 0],
    ];
    for (const [text, metres] of texts) expect(parseStation(text), text).to.equal(metres);
    for (const text of ['', 'STA', '0+1350', '+350', '0+', '1e3', '0x10', '12.', 'STA 0+35a', '0+-5', 'Infinity'])
      expect(parseStation(text), text).to.equal(undefined);
  });

  it('comes back to the same metre', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999, max: 999_999_999 }),
        (metres) => parseStation(formatStation(metres)) === metres,
      ),
      seeded,
    );
  });
});
