import { expect } from 'chai';
import fc from 'fast-check';
import { changesBetween, isSame } from '../../../../api/domain/changes.ts';
import { mergePatch } from '../../../../api/domain/merge-patch.ts';

describe('what a version changed', () => {
  it('lists each member with what it was and what it became, in the order of names', () => {
    const before = { geometry: { type: 'Point', coordinates: [1, 2] }, properties: { code: 'A', watts: 40 } };
    const after = { geometry: { type: 'Point', coordinates: [1, 3] }, properties: { code: 'A', arm: 'single' } };
    expect(changesBetween(before, after)).to.deep.equal([
      { member: 'arm', before: null, after: 'single' },
      { member: 'geometry', before: before.geometry, after: after.geometry },
      { member: 'watts', before: 40, after: null },
    ]);
  });

  it('shows everything of a first version and nothing of an unchanged one', () => {
    const state = { properties: { code: 'A', condition: null } };
    expect(changesBetween(undefined, state)).to.deep.equal([{ member: 'code', before: null, after: 'A' }]);
    expect(changesBetween(state, state)).to.deep.equal([]);
  });

  it('finds any JSON value equal to its copy, whatever the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isSame(value, JSON.parse(JSON.stringify(value)))).to.equal(true);
      }),
      { seed: 7 },
    );
    expect(isSame({ a: 1, b: [2] }, { b: [2], a: 1 })).to.equal(true);
    expect(isSame([1], { 0: 1 })).to.equal(false);
    expect(isSame({ a: undefined }, { b: undefined })).to.equal(false);
  });
});

describe('a merge patch (RFC 7396 appendix A)', () => {
  const cases: [target: unknown, patch: unknown, result: unknown][] = [
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ];
  for (const [target, patch, result] of cases)
    it(`${JSON.stringify(target)} with ${JSON.stringify(patch)} is ${JSON.stringify(result)}`, () => {
      expect(mergePatch(target, patch)).to.deep.equal(result);
    });
});
