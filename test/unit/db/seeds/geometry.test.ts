/** The helpers that lay the demonstration's shapes out in metres. */
import { expect } from 'chai';
import fc from 'fast-check';
import {
  beside,
  course,
  lengthOf,
  signedArea,
  smooth,
  stretch,
  strip,
  travel,
  trim,
  walk,
  type LonLat,
} from '../../../../db/seeds/geometry.ts';

const MASAMBA: LonLat = [120.327, -2.553];
/** 400 m to the east, then 300 m to the south. */
const corner: LonLat = travel(MASAMBA, 90, 400);
const bent: LonLat[] = [MASAMBA, corner, travel(corner, 180, 300)];

describe('shapes of the demonstration', () => {
  it('measure geodesically', () => {
    expect(lengthOf(bent)).to.be.closeTo(700, 1e-6);
  });

  it('walk as far as asked, whatever the distance', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 400, noNaN: true }), (metres) => {
        const { position, azimuth } = walk(bent, metres);
        expect(course(MASAMBA, position).metres).to.be.closeTo(metres, 1e-6);
        expect(azimuth).to.be.closeTo(metres === 400 ? 180 : 90, 0.001);
      }),
      { seed: 7322, numRuns: 50 },
    );
  });

  it('do not walk beyond the ends', () => {
    expect(() => walk(bent, -1)).to.throw(RangeError);
    expect(() => walk(bent, 700.1)).to.throw(RangeError);
    expect(() => walk(bent, 700)).to.not.throw();
  });

  it('put a positive offset on the right hand of who walks along', () => {
    expect(beside(bent, 100, 10)[1]).to.be.lessThan(MASAMBA[1]);
    expect(beside(bent, 100, -10)[1]).to.be.greaterThan(MASAMBA[1]);
    expect(course(walk(bent, 100).position, beside(bent, 100, 10)).metres).to.be.closeTo(10, 0.02);
  });

  it('keep both ends of a stretch', () => {
    const line = stretch(bent, 50, 110, 0, 12);
    expect(line).to.have.lengthOf(6);
    expect(lengthOf(line)).to.be.closeTo(60, 0.05);
  });

  it('close strips counter-clockwise on either side', () => {
    for (const sign of [-1, 1]) {
      const ring = strip(bent, { from: 20, to: 200, near: sign * 10, far: sign * 30 });
      expect(ring.at(-1)).to.deep.equal(ring[0]);
      expect(signedArea(ring)).to.be.greaterThan(0);
    }
  });

  it('trim to a length within millimetres', () => {
    expect(lengthOf(trim(bent, 512.3))).to.be.closeTo(512.3, 0.02);
    expect(() => trim(bent, 701)).to.throw(RangeError);
  });

  it('pass through their control positions when smoothed', () => {
    const line = smooth(bent, 4);
    expect(line).to.have.lengthOf(9);
    expect(course(line[4] ?? MASAMBA, corner).metres).to.be.lessThan(0.02);
  });
});
