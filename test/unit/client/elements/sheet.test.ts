/** Where the bottom sheet comes to rest. */
import { expect } from 'chai';
import { nextHeight, restingHeight, type SheetHeight } from '../../../../client/elements/sheet.ts';

const heights: Record<SheetHeight, number> = { low: 150, half: 400, full: 760 };
const rest = (pixels: number, speed = 0): SheetHeight | 'closed' =>
  restingHeight(pixels, speed, (height) => heights[height]);

describe('the bottom sheet', () => {
  it('rests at the nearest of its three heights', () => {
    expect([rest(180), rest(330), rest(420), rest(700), rest(900)]).to.deep.equal([
      'low',
      'half',
      'half',
      'full',
      'full',
    ]);
  });

  it('follows a fling to the next height', () => {
    expect(rest(170, 1.2)).to.equal('half');
    expect(rest(410, 1.2)).to.equal('full');
    expect(rest(740, -1.2)).to.equal('half');
    expect(rest(390, -1.2)).to.equal('low');
  });

  it('closes when it is pulled or flung below the lowest', () => {
    expect(rest(80)).to.equal('closed');
    expect(rest(140, -1.2)).to.equal('closed');
    expect(rest(140)).to.equal('low');
  });

  it('steps by key and stops at both ends', () => {
    expect(nextHeight('low', 1)).to.equal('half');
    expect(nextHeight('full', 1)).to.equal('full');
    expect(nextHeight('low', -1)).to.equal('low');
  });
});
