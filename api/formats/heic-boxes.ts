/** Checks that an ISO base media file (ISO/IEC 14496-12 §4.2), such as HEIC, is all there. */

/** Whether the top-level boxes end exactly where the file ends. */
export function hasWholeBoxes(file: Buffer): boolean {
  let at = 0;
  while (at + 8 <= file.length) {
    let size = file.readUInt32BE(at);
    // 0: the box goes on to the end of the file; 1: its size follows in 64 bits.
    if (size === 0) return true;
    if (size === 1) {
      if (at + 16 > file.length) return false;
      size = Number(file.readBigUInt64BE(at + 8));
      if (size < 16) return false;
    } else if (size < 8) return false;
    at += size;
  }
  return at === file.length;
}
