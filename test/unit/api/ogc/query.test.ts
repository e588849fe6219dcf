import { expect } from 'chai';
import { Problem } from '../../../../api/http/problems.ts';
import { parseBbox, parseDatetime } from '../../../../api/ogc/query.ts';

describe('bbox', () => {
  it('reads four numbers, and six without their heights', () => {
    expect(parseBbox('119.6,-2.9,120.7,-1.9')).to.deep.equal([119.6, -2.9, 120.7, -1.9]);
    expect(parseBbox('119.6,-2.9,0,120.7,-1.9,100')).to.deep.equal([119.6, -2.9, 120.7, -1.9]);
  });

  it('keeps a box across the antimeridian as it is', () => {
    expect(parseBbox('170,-10,-170,10')).to.deep.equal([170, -10, -170, 10]);
  });

  for (const text of [
    '',
    '1,2,3',
    '1,2,3,4,5',
    'a,b,c,d',
    '1,2,NaN,4',
    '1,2,Infinity,4',
    '0,5,1,4',
    '1,2,3,0x4',
    '1 2,3,4,5',
  ])
    it(`refuses "${text}" and names the parameter`, () => {
      expect(() => parseBbox(text)).to.throw(Problem, 'bbox');
    });

  it('hints at swapped axes', () => {
    expect(() => parseBbox('-2.9,119.6,-1.9,120.7')).to.throw(Problem, 'swapped');
  });
});

describe('datetime', () => {
  it('reads an instant, a whole day and intervals with open ends', () => {
    const instant = new Date('2026-03-14T01:20:00Z');
    expect(parseDatetime('2026-03-14T09:20:00+08:00')).to.deep.equal({ from: instant, to: instant });
    expect(parseDatetime('2026-03-14')).to.deep.equal({
      from: new Date('2026-03-14T00:00:00Z'),
      to: new Date('2026-03-14T23:59:59.999Z'),
    });
    expect(parseDatetime('2026-03-14T01:20:00Z/..')).to.deep.equal({ from: instant, to: null });
    expect(parseDatetime('/2026-03-14T01:20:00Z')).to.deep.equal({ from: null, to: instant });
  });

  for (const text of [
    '',
    '..',
    '../..',
    '/',
    'yesterday',
    '2026-02-30',
    '2026-13-01',
    '2026-01-02/2026-01-01',
    '2026-01-01/2026-01-02/2026-01-03',
  ])
    it(`refuses "${text}"`, () => {
      expect(() => parseDatetime(text)).to.throw(Problem, 'datetime');
    });
});
