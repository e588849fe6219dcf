/** What the benchmark concludes from its times, and how it tells it. */
import { expect } from 'chai';
import { comparison, inTurns, median, tableOf, verdictOf } from '../../../../scripts/bench/measure.ts';

const row = { what: 'a page', ours: '' };

describe('figures of the benchmark', () => {
  it('take the middle, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).to.equal(2);
    expect(median([4, 1, 3, 2])).to.equal(2.5);
  });

  it('compare medians, which one slow round does not move', () => {
    expect(comparison({ ours: [6, 6, 600], floor: [5, 5, 5] })).to.include({ ours: '6.00 ms', ratio: 1.2 });
  });

  it('hold the ratio against its aim, and a figure where there is no ratio', () => {
    expect(verdictOf({ ...row, ratio: 1.3, aim: { most: 1.3 } })).to.equal('ok');
    expect(verdictOf({ ...row, ratio: 1.31, aim: { most: 1.3 } })).to.equal('over');
    expect(verdictOf({ ...row, ratio: 9.9, aim: { least: 10 } })).to.equal('over');
    expect(verdictOf({ ...row, figure: 251, aim: { most: 250 } })).to.equal('over');
  });

  it('judge nothing that was not measured', () => {
    expect(verdictOf({ ...row, aim: { most: 1.3 } })).to.equal('');
    expect(verdictOf({ ...row, ratio: 2 })).to.equal('');
  });

  it('let ours and the floor begin in turns', async () => {
    const order: string[] = [];
    const note = (name: string) => async (round: number) => order.push(`${name}${round}`);
    await inTurns(2, note('ours'), note('floor'), note('before'));
    expect(order).to.deep.equal(['before0', 'ours0', 'floor0', 'before1', 'floor1', 'ours1']);
  });

  it('stand in columns, with notes beneath', () => {
    const lines = tableOf([
      { what: 'a page', ours: '13 ms', floor: '10 ms', ratio: 1.3, aim: { most: 1.3 } },
      { what: 'first load', ours: '200 kB', figure: 200, unit: ' kB', aim: { most: 250 }, note: 'from the files' },
    ]).split('\n');
    expect(lines[1]).to.match(/^a page +13 ms +10 ms +1\.30x +<= 1\.3x +ok$/);
    expect(lines[2]).to.match(/^first load +200 kB +<= 250 kB +ok$/);
    expect(lines.at(-1)).to.equal('first load: from the files');
  });
});
