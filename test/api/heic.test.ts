/** The thread that decodes HEIC. */
import { expect } from 'chai';
import { decodeHeic, stopHeicWorkers } from '../../api/formats/heic.ts';
import { UnreadableImage } from '../../api/formats/unreadable-image.ts';
import { heicFile } from '../support/photos.ts';

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error as Error,
  );

describe('decoding HEIC', () => {
  it('gives upright pixels', async () => {
    const { data, width, height, channels } = await decodeHeic(heicFile);
    expect([width, height, channels]).to.deep.equal([96, 128, 4]);
    expect(data.length).to.equal(96 * 128 * 4);
    expect(data.subarray(0, 4).toString('hex')).to.match(/^(c|d)....../);
  });

  it('ends when it takes too long', async () => {
    const error = await failureOf(decodeHeic(heicFile, 1));
    expect(error).to.be.instanceOf(UnreadableImage).with.property('fault', 'too-slow');
  });

  it('ends with the process, and says so to whoever waits', async () => {
    const decoding = failureOf(decodeHeic(heicFile));
    await stopHeicWorkers();
    expect((await decoding)?.message).to.contain('ended early');
    expect((await decodeHeic(heicFile)).width, 'the next one is not concerned').to.equal(96);
  });
});
