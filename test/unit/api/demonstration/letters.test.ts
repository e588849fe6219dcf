/** Captions of the generated pictures are drawn by strokes of our own. */
import { expect } from 'chai';
import { lettering } from '../../../../api/demonstration/letters.ts';
import { MARK } from '../../../../api/demonstration/picture.ts';
import { photos } from '../../../../db/seeds/demonstration/photos.ts';

const at = { x: 0, baseline: 100, height: 20, colour: '#ffffff' };

describe('letters as strokes', () => {
  it('draw a path for each letter and use no font', () => {
    const svg = lettering(MARK, at);
    expect(svg.match(/<path /g)).to.have.lengthOf(MARK.replaceAll(' ', '').length);
    expect(svg).to.not.match(/<text|font/);
  });

  it('know every letter of the captions', () => {
    for (const { caption } of photos) expect(() => lettering(caption, at)).to.not.throw();
  });

  it('refuse a letter that they do not know instead of leaving it out', () => {
    expect(() => lettering('漢', at)).to.throw(RangeError);
  });

  it('shrink a text that is too wide', () => {
    const scaleOf = (svg: string) => Number(/scale\(([\d.]+)\)/.exec(svg)?.[1]);
    expect(scaleOf(lettering('ABC', at))).to.equal(1);
    expect(scaleOf(lettering('ABC', { ...at, maxWidth: 10 }))).to.be.lessThan(0.3);
  });
});
