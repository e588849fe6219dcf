import { expect } from 'chai';
import type { Request } from 'express';
import fc from 'fast-check';
import { etagOf, parseIfMatch, requireIfMatch } from '../../../../api/http/preconditions.ts';
import { Problem } from '../../../../api/http/problems.ts';

const requestWith = (ifMatch: string | undefined) =>
  ({ get: (name: string) => (name === 'if-match' ? ifMatch : undefined) }) as unknown as Request;

function problemOf(action: () => void): Problem {
  try {
    action();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('preconditions', () => {
  it('lets the current version pass, alone, in a list, weakened or marked by a compressing proxy', () => {
    for (const value of [
      '"7"',
      'W/"7"',
      '"6", "7"',
      '"6",W/"7" ,"x"',
      ', "7",',
      '*',
      ' * ',
      '"7-gzip"',
      'W/"7-br"',
      '"7;zstd"',
    ])
      expect(() => requireIfMatch(requestWith(value), 7, {}), value).not.to.throw();
  });

  it('asks for the header with 428 when it is missing', () => {
    expect(problemOf(() => requireIfMatch(requestWith(undefined), 7, {})).status).to.equal(428);
  });

  it('answers 412 with the current state and its tag to any other version', () => {
    for (const value of ['"6"', '"77"', '""', 'W/"8", "9"', '"7-1"']) {
      const problem = problemOf(() => requireIfMatch(requestWith(value), 7, { name: 'now' }));
      expect(problem.status, value).to.equal(412);
      expect(problem.extensions['current']).to.deep.equal({ name: 'now' });
      expect(problem.headers['ETag']).to.equal('"7"');
    }
  });

  it('answers 412 to any tag, also *, for a thing that does not exist', () => {
    for (const value of ['"1"', '*']) {
      const problem = problemOf(() => requireIfMatch(requestWith(value), undefined, undefined));
      expect(problem.status).to.equal(412);
      expect(problem.extensions['current']).to.equal(null);
    }
  });

  it('names the header with 400 when it cannot be read', () => {
    for (const value of ['7', '', ' ', ',', '"7', '7"', '"7" "8"', '"7", *', "'7'", 'w/"7"', '"a"b'])
      expect(problemOf(() => requireIfMatch(requestWith(value), 7, {})).extensions['errors'], value).to.deep.equal([
        { parameter: 'If-Match' },
      ]);
  });

  it('reads every list of tags that it writes, and ends on any text', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (versions) => {
        expect(parseIfMatch(versions.map(etagOf).join(', '))).to.deep.equal(versions.map(String));
      }),
      { seed: 1 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseIfMatch(text);
      }),
      { seed: 2 },
    );
  });
});
