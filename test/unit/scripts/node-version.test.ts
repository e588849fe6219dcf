// Which versions of Node.js are taken.

import { expect } from 'chai';
import { versionProblem } from '../../../scripts/node-version.mjs';
import { duration } from '../../../scripts/steps.mjs';

describe('versionProblem', () => {
  for (const version of ['20.19.0', '20.20.2', '22.12.0', '24.0.0', '26.1.0']) {
    it(`takes Node.js ${version}`, () => expect(versionProblem(version)).to.equal(undefined));
  }

  for (const version of ['12.22.9', '18.20.4', '20.18.1', '21.7.3']) {
    it(`refuses Node.js ${version} with a sentence that names it`, () => {
      expect(versionProblem(version)).to.include(`this is Node.js ${version}`).and.include('20.19');
    });
  }
});

describe('duration', () => {
  it('is in seconds, and from a minute on in minutes', () => {
    expect([40, 5_230, 59_940, 72_400, 119_700].map(duration)).to.deep.equal([
      '0.0 s',
      '5.2 s',
      '59.9 s',
      '1 min 12 s',
      '2 min 0 s',
    ]);
  });
});
