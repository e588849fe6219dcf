/** Steps that fit the scale, land that is put together again, and places along a line. */
import { expect } from 'chai';
import { toPositions } from '../../../../client/map/rings.ts';
import { walk } from '../../../../client/map/walk.ts';
import { gridStep, stationStep } from '../../../../client/map/steps.ts';
import { conditionKeys, conditionShapes, glyphOf, glyphs } from '../../../../client/map/glyphs.ts';
import { symbols } from '../../../../api/contract/asset-types.ts';

describe('steps', () => {
  it('keep grid lines apart at every scale', () => {
    expect(gridStep(1e-5)).to.equal(0.002);
    expect(gridStep(0.001)).to.equal(0.2);
    expect(gridStep(1)).to.equal(20);
  });

  it('keep stations apart at every scale', () => {
    expect(stationStep(0.3)).to.equal(10);
    expect(stationStep(2)).to.equal(50);
    expect(stationStep(1e6)).to.equal(5000);
  });
});

describe('a ring of differences', () => {
  it('becomes positions again', () => {
    expect(toPositions([120_000, -2000, 500, 0, 0, 250], 1000)).to.deep.equal([
      [120, -2],
      [120.5, -2],
      [120.5, -1.75],
    ]);
  });
});

describe('walking along a line', () => {
  it('visits places at even distances, over its bends', () => {
    const visited: number[][] = [];
    walk(Float32Array.from([0, 0, 10, 0, 10, 10]), 5, false, (x, y) => visited.push([x, y]));
    expect(visited).to.deep.equal([
      [2.5, 0],
      [7.5, 0],
      [10, 2.5],
      [10, 7.5],
    ]);
  });

  it('closes a ring', () => {
    let count = 0;
    walk(Float32Array.from([0, 0, 10, 0, 10, 10, 0, 10]), 5, true, () => count++);
    expect(count).to.equal(8);
  });

  it('stands still on a line without length', () => {
    walk(Float32Array.from([3, 3, 3, 3]), 5, false, () => expect.fail('there is nowhere to go'));
  });
});

describe('the symbol family', () => {
  it('has a glyph for each symbol of the contract', () => {
    expect(symbols.filter((symbol) => !(symbol in glyphs))).to.deep.equal([]);
    expect(glyphOf('something new')).to.equal(glyphs['dot']);
  });

  it('has a shape of its own for each condition', () => {
    const outlines = conditionKeys.map((key) => conditionShapes[key].outline);
    expect(new Set(outlines).size).to.equal(conditionKeys.length);
  });
});
