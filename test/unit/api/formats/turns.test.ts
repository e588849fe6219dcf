import { expect } from 'chai';
import { Turns } from '../../../../api/formats/turns.ts';

/** Work that ends when it is told to. */
function job() {
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (end = resolve));
  let started = false;
  const work = () => {
    started = true;
    return done;
  };
  return { work, end, isStarted: () => started };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('run no more at once than there is room for', async () => {
    const turns = new Turns(2);
    const jobs = [job(), job(), job()];
    const runs = jobs.map(({ work }) => turns.run(1, work));
    await settle();
    expect(jobs.map(({ isStarted }) => isStarted())).to.deep.equal([true, true, false]);
    jobs[0]!.end();
    await settle();
    expect(jobs[2]!.isStarted()).to.equal(true);
    for (const { end } of jobs) end();
    await Promise.all(runs);
  });

  it('let a heavy one run alone, and nobody overtake it', async () => {
    const turns = new Turns(2);
    const [light, heavy, late] = [job(), job(), job()];
    const runs = [turns.run(1, light.work), turns.run(99, heavy.work), turns.run(1, late.work)];
    await settle();
    expect([light, heavy, late].map(({ isStarted }) => isStarted())).to.deep.equal([true, false, false]);
    light.end();
    await settle();
    expect([heavy, late].map(({ isStarted }) => isStarted())).to.deep.equal([true, false]);
    heavy.end();
    await settle();
    expect(late.isStarted()).to.equal(true);
    late.end();
    await Promise.all(runs);
  });

  it('go on after one that failed', async () => {
    const turns = new Turns(1);
    const failed = await turns.run(1, () => Promise.reject(new Error('no'))).catch((error: unknown) => error);
    expect(failed).to.be.instanceOf(Error);
    expect(await turns.run(1, async () => 7)).to.equal(7);
  });
});
