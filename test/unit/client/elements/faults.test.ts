/** Faults of a refused form: each stands beside its field until that is changed. */
import { expect } from 'chai';
import { ApiProblem } from '../../../../client/api-client.ts';
import { faultsAt, withoutFaults } from '../../../../client/elements/faults.ts';

const refused = new ApiProblem(422, {
  detail: 'Correct 2 entries and send again.',
  errors: [
    { pointer: '/geometry/coordinates/0', detail: 'out of range' },
    { pointer: '/properties/code', detail: 'required' },
  ],
});

describe('faults beside their fields', () => {
  it('are found at their pointer and below it', () => {
    expect(faultsAt(refused, '/geometry')).to.deep.equal(['out of range']);
    expect(faultsAt(refused, '/properties/co')).to.deep.equal([]);
  });

  it('go when their field changes, the others stay', () => {
    const left = withoutFaults(refused, '/geometry');
    expect(faultsAt(left, '/geometry')).to.deep.equal([]);
    expect(faultsAt(left, '/properties/code')).to.deep.equal(['required']);
  });

  it('leave no error when the last one goes, and leave other errors alone', () => {
    expect(withoutFaults(withoutFaults(refused, '/geometry'), '/properties/code')).to.equal(undefined);
    const offline = new Error('network');
    expect(withoutFaults(offline, '/geometry')).to.equal(offline);
  });
});
