import { expect } from 'chai';
import { bounded, hashPassword, verifyPassword } from '../../../../api/http/passwords.ts';
import { Problem } from '../../../../api/http/problems.ts';

/** A piece of work that a test ends by hand. */
function piece() {
  let end!: () => void;
  let fail!: (error: Error) => void;
  const promise = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { work: () => promise, end, fail };
}

describe('passwords', () => {
  it('are kept as argon2id with a salt of their own', async () => {
    const [one, other] = await Promise.all([hashPassword('kata sandi panjang'), hashPassword('kata sandi panjang')]);
    expect(one).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.to.equal(other);
  });

  it('match their own hash and no other, and nothing matches an account that does not exist', async () => {
    const hash = await hashPassword('kata sandi panjang');
    expect(await verifyPassword(hash, 'kata sandi panjang')).to.equal(true);
    expect(await verifyPassword(hash, 'kata sandi panjanG')).to.equal(false);
    expect(await verifyPassword(undefined, 'kata sandi panjang')).to.equal(false);
  });

  it('match however the keyboard composes the letters', async () => {
    expect(await verifyPassword(await hashPassword('cafe\u0301 di Masamba'), 'café di Masamba')).to.equal(true);
  });

  it('take as long for an unknown account as for a known one', async () => {
    const hash = await hashPassword('kata sandi panjang');
    const timeOf = async (passwordHash: string | undefined) => {
      const start = performance.now();
      await verifyPassword(passwordHash, 'salah');
      return performance.now() - start;
    };
    await timeOf(undefined);
    // In turns, so that whatever else the machine does slows both down; and the fastest of each is least disturbed.
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let i = 0; i < 9; i += 1) {
      known.push(await timeOf(hash));
      unknown.push(await timeOf(undefined));
    }
    expect(Math.min(...unknown) / Math.min(...known)).to.be.within(0.5, 2);
  });
});

describe('bounded work', () => {
  it('runs no more at once than it may, and the rest in order', async () => {
    const inTurn = bounded(2, 10);
    const started: number[] = [];
    const pieces = [piece(), piece(), piece(), piece()];
    const results = pieces.map(({ work }, i) =>
      inTurn(() => {
        started.push(i);
        return work();
      }),
    );
    expect(started).to.deep.equal([0, 1]);
    pieces[1]!.end();
    await results[1];
    await Promise.resolve();
    expect(started).to.deep.equal([0, 1, 2]);
    for (const { end } of pieces) end();
    await Promise.all(results);
    expect(started).to.deep.equal([0, 1, 2, 3]);
  });

  it('goes on after a piece that failed', async () => {
    const inTurn = bounded(1, 10);
    const failing = piece();
    const first = inTurn(failing.work);
    const second = inTurn(() => Promise.resolve('done'));
    failing.fail(new Error('broken'));
    expect(await first.catch((error: Error) => error.message)).to.equal('broken');
    expect(await second).to.equal('done');
    expect(await inTurn(() => Promise.resolve('again'))).to.equal('again');
  });

  it('refuses with 503 and Retry-After when too many wait', async () => {
    const inTurn = bounded(1, 1);
    const pieces = [piece(), piece()];
    const results = pieces.map(({ work }) => inTurn(work));
    const problem: unknown = await inTurn(() => Promise.resolve()).catch((error: unknown) => error);
    expect(problem).to.be.instanceOf(Problem);
    expect((problem as Problem).status).to.equal(503);
    expect((problem as Problem).headers['Retry-After']).to.equal('5');
    for (const { end } of pieces) end();
    await Promise.all(results);
  });
});
