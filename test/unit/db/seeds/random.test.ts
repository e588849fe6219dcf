/** Chance and ids of the demonstration are the same on every machine. */
import { expect } from 'chai';
import { validate, version } from 'uuid';
import { namedId, pick, seededRandom } from '../../../../db/seeds/random.ts';

describe('seeded chance', () => {
  it('repeats itself', () => {
    const [a, b] = [seededRandom(5), seededRandom(5)];
    const drawn = Array.from({ length: 100 }, () => a());
    expect(Array.from({ length: 100 }, () => b())).to.deep.equal(drawn);
    expect(drawn.every((value) => value >= 0 && value < 1)).to.equal(true);
    expect(new Set(drawn).size).to.equal(100);
  });

  it('picks by weight', () => {
    const random = seededRandom(1);
    const drawn = Array.from({ length: 1000 }, () => pick(random, [['often', 9] as const, ['seldom', 1] as const]));
    expect(drawn.filter((value) => value === 'seldom')).to.have.length.within(60, 140);
    expect(() => pick(random, [])).to.throw(RangeError);
  });
});

describe('ids from names', () => {
  it('are UUIDv7 with the time that they are given', () => {
    const id = namedId('2026-03-09T08:30:00+08:00', 'asset PJU-001');
    expect(validate(id) && version(id)).to.equal(7);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).to.equal(Date.UTC(2026, 2, 9, 0, 30));
  });

  it('differ with the name and stay with it', () => {
    const at = '2026-03-09T08:30:00+08:00';
    expect(namedId(at, 'a')).to.equal(namedId(at, 'a'));
    expect(namedId(at, 'a')).to.not.equal(namedId(at, 'b'));
  });
});
