/** If-None-Match. */
import { expect } from 'chai';
import type { Request } from 'express';
import { isUnmodified } from '../../../../api/http/unmodified.ts';

const asking = (header: string | undefined) => ({ get: () => header }) as unknown as Request;

describe('If-None-Match', () => {
  for (const header of ['"a1"', 'W/"a1"', '"x", W/"a1" , "y"', '*', '"a1-gzip"'])
    it(`${header} knows the tag`, () => expect(isUnmodified(asking(header), 'a1')).to.equal(true));
  for (const header of [undefined, '', '"a"', '"a11"', 'a1', '"A1"'])
    it(`${header} does not`, () => expect(isUnmodified(asking(header), 'a1')).to.equal(false));
});
