import { expect } from 'chai';
import { hasWholeBoxes } from '../../../../api/formats/heic-boxes.ts';

function box(type: string, content: Buffer, size = content.length + 8): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(size);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}
const ftyp = box('ftyp', Buffer.from('heic\0\0\0\0'));

describe('a file of boxes', () => {
  it('is whole when its boxes end where it ends', () => {
    expect(hasWholeBoxes(Buffer.concat([ftyp, box('mdat', Buffer.alloc(100))]))).to.equal(true);
  });

  it('is whole when its last box goes on to the end', () => {
    expect(hasWholeBoxes(Buffer.concat([ftyp, box('mdat', Buffer.alloc(100), 0)]))).to.equal(true);
  });

  it('is whole when a box tells its size in 64 bits', () => {
    const size = Buffer.alloc(8);
    size.writeBigUInt64BE(116n);
    expect(hasWholeBoxes(Buffer.concat([ftyp, box('mdat', Buffer.concat([size, Buffer.alloc(100)]), 1)]))).to.equal(
      true,
    );
  });

  it('is not whole when it is cut anywhere', () => {
    const file = Buffer.concat([ftyp, box('mdat', Buffer.alloc(40))]);
    for (let end = 1; end < file.length; end += 1)
      if (end !== ftyp.length) expect(hasWholeBoxes(file.subarray(0, end)), String(end)).to.equal(false);
  });

  it('is not whole when a size leads nowhere, and the walk ends', () => {
    for (const size of [2, 7, 0xff_ff_ff_ff])
      expect(hasWholeBoxes(box('mdat', Buffer.alloc(20), size))).to.equal(false);
    expect(hasWholeBoxes(box('mdat', Buffer.alloc(20), 1))).to.equal(false);
  });
});
