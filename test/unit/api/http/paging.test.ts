import { expect } from 'chai';
import type { Request } from 'express';
import fc from 'fast-check';
import { z } from 'zod';
import { decodeKey, encodeKey, nextLink, pageOf } from '../../../../api/http/paging.ts';
import { Problem } from '../../../../api/http/problems.ts';

const at = (originalUrl: string) => ({ originalUrl }) as Request;

describe('paging', () => {
  it('decodes what it encoded, whatever letters the key has', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
        fc.uuid(),
        (name, id) => {
          expect(decodeKey(z.tuple([z.string(), z.uuid()]), encodeKey([name, id]))).to.deep.equal([name, id]);
        },
      ),
      { seed: 3 },
    );
  });

  it('has no key on the first page', () => {
    expect(decodeKey(z.int(), undefined)).to.equal(undefined);
  });

  it('names `after` with 400 for a key that it did not make', () => {
    const broken = [
      '',
      'x',
      '!',
      '../..',
      encodeKey('a string'),
      encodeKey(null),
      `${encodeKey(5)}=`,
      'bnVsbA',
      '\u0000',
    ];
    for (const after of broken) {
      try {
        decodeKey(z.int(), after);
        expect.fail(`${after} was taken`);
      } catch (error) {
        expect(error, after).to.be.instanceOf(Problem);
        expect((error as Problem).status).to.equal(400);
        expect((error as Problem).extensions['errors']).to.deep.equal([{ parameter: 'after' }]);
      }
    }
  });

  it('refuses a key with a NUL, which the database could not take', () => {
    expect(() => decodeKey(z.tuple([z.string()]), encodeKey(['a\0b']))).to.throw(Problem);
  });

  it('links to the next page of the same list with everything else that was asked', () => {
    const link = nextLink(at('/api/users?limit=2&after=old&q=a%26b'), [1]);
    expect(link).to.equal(`/api/users?limit=2&after=${encodeKey([1])}&q=a%26b`);
  });

  it('never links to another host', () => {
    expect(nextLink(at('//elsewhere.example/api/users'), 1)).to.match(/^\/api\/users\?/);
    expect(nextLink(at('http://elsewhere.example/api/users'), 1)).to.match(/^\/api\/users\?/);
  });

  it('shows `limit` rows and links on only when there is one more', () => {
    const page = (rows: number[]) =>
      pageOf(
        at('/api/x'),
        rows,
        2,
        (row) => row * 10,
        (row) => row,
      );
    expect(page([1, 2, 3])).to.deep.equal({ items: [10, 20], next: `/api/x?after=${encodeKey(2)}` });
    expect(page([1, 2])).to.deep.equal({ items: [10, 20] });
    expect(page([])).to.deep.equal({ items: [] });
  });
});
