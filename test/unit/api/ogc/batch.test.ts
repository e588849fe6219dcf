/** Questions that are asked together. */
import { expect } from 'chai';
import { Batch } from '../../../../api/ogc/batch.ts';

describe('batch of questions', () => {
  /** Answers each key in capitals, when it is told to. */
  function held() {
    const asked: string[][] = [];
    const answers: ((failure?: Error) => void)[] = [];
    const batch = new Batch<string>((keys) => {
      asked.push(keys);
      return new Promise((resolve, reject) => {
        answers.push((failure) =>
          failure === undefined ? resolve(new Map(keys.map((key) => [key, key.toUpperCase()]))) : reject(failure),
        );
      });
    });
    return { batch, asked, answers };
  }

  it('asks the first at once, and all that come meanwhile together, each once', async () => {
    const { batch, asked, answers } = held();
    const first = batch.get('a');
    const later = [batch.get('b'), batch.get('a'), batch.get('b')];
    expect(asked).to.deep.equal([['a']]);
    answers[0]!();
    expect(await first).to.equal('A');
    answers[1]!();
    expect(await Promise.all(later)).to.deep.equal(['B', 'A', 'B']);
    expect(asked).to.deep.equal([['a'], ['b', 'a']]);
  });

  it('never answers a question by what was asked before it', async () => {
    let state = 1;
    const batch = new Batch(async (keys) => new Map(keys.map((key) => [key, state])));
    const before = batch.get('a');
    state = 2;
    const after = batch.get('a');
    expect(await before).to.equal(1);
    expect(await after).to.equal(2);
  });

  it('fails those who waited for a question that failed, and goes on', async () => {
    const { batch, answers } = held();
    const [first, second] = [batch.get('a'), batch.get('b')];
    answers[0]!(new Error('away'));
    const outcome = await first.then(
      () => 'answered',
      (error: Error) => error.message,
    );
    expect(outcome).to.equal('away');
    answers[1]!();
    expect(await second).to.equal('B');
    const third = batch.get('c');
    answers[2]!();
    expect(await third).to.equal('C');
  });

  it('knows nothing of a key that has no answer', async () => {
    expect(await new Batch(async () => new Map()).get('a')).to.equal(undefined);
  });
});
