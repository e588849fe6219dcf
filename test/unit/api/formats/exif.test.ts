import { expect } from 'chai';
import { readExif } from '../../../../api/formats/exif.ts';
import { exifBlock } from '../../../support/photos.ts';

const gps = {
  GPSLatitudeRef: 'S',
  GPSLatitude: '2/1 33/1 1080/100',
  GPSLongitudeRef: 'E',
  GPSLongitude: '120/1 19/1 3720/100',
};

describe('EXIF data', () => {
  it('is absent without being broken', () => {
    expect(readExif(undefined)).to.deep.equal({
      broken: false,
      takenAt: null,
      offset: null,
      position: null,
      accuracy: null,
      azimuth: null,
    });
  });

  it('gives time, offset, position, accuracy and direction', async () => {
    const exif = readExif(
      await exifBlock({
        IFD2: { DateTimeOriginal: '2026:11:23 08:05:09', OffsetTimeOriginal: '+08:00' },
        IFD3: { ...gps, GPSHPositioningError: '45/10', GPSImgDirectionRef: 'T', GPSImgDirection: '360/1' },
      }),
    );
    expect(exif).to.include({
      broken: false,
      takenAt: '2026-11-23T08:05:09',
      offset: '+08:00',
      accuracy: 4.5,
      azimuth: 0,
    });
    expect(exif.position?.latitude).to.be.closeTo(-2.553, 1e-9);
    expect(exif.position?.longitude).to.be.closeTo(120.327, 1e-9);
  });

  it('is read with and without its head', async () => {
    const block = await exifBlock({ IFD3: gps });
    expect(block.subarray(0, 4).toString()).to.equal('Exif');
    expect(readExif(block.subarray(6))).to.deep.equal(readExif(block));
  });

  it('has no position when the camera had none (0/0)', async () => {
    const exif = readExif(await exifBlock({ IFD3: { ...gps, GPSLatitude: '0/0 0/0 0/0' } }));
    expect(exif).to.include({ broken: false, position: null });
  });

  it('is broken when a position has no hemisphere or lies off the globe', async () => {
    const { GPSLatitudeRef: _, ...withoutHemisphere } = gps;
    for (const ifd of [
      withoutHemisphere,
      { ...gps, GPSLatitude: '91/1 0/1 0/1' },
      { ...gps, GPSLongitude: '1/0 0/1 0/1' },
    ])
      expect(readExif(await exifBlock({ IFD3: ifd }))).to.include({ broken: true, position: null });
  });

  it('has no time when the camera wrote blanks or zeros, and a broken one when the day does not exist', async () => {
    const read = async (time: string) => readExif(await exifBlock({ IFD2: { DateTimeOriginal: time } }));
    expect(await read('0000:00:00 00:00:00')).to.include({ broken: false, takenAt: null });
    expect(await read('    :  :     :  :  ')).to.include({ broken: false, takenAt: null });
    for (const time of ['2026:02:31 10:00:00', 'yesterday at noon!!', '2026:01:01 25:00:00'])
      expect(await read(time), time).to.include({ broken: true, takenAt: null });
  });

  it('never throws at damage, wherever it is', async () => {
    const block = await exifBlock({ IFD2: { DateTimeOriginal: '2026:11:23 08:05:09' }, IFD3: gps });
    for (let at = 6; at < block.length - 4; at += 1) {
      const damaged = Buffer.from(block);
      damaged.fill(0xff, at, at + 4);
      expect(() => readExif(damaged)).to.not.throw();
      expect(() => readExif(block.subarray(0, at))).to.not.throw();
    }
  });

  it('is broken when its head, its directory or its end is gone', async () => {
    const block = await exifBlock({ IFD2: { DateTimeOriginal: '2026:11:23 08:05:09' }, IFD3: gps });
    const withoutOrder = Buffer.from(block);
    withoutOrder.write('XX', 6);
    const withoutDirectory = Buffer.from(block);
    withoutDirectory.writeUInt32LE(0xff_ff_ff, 10);
    for (const damaged of [withoutOrder, withoutDirectory, block.subarray(0, 120), Buffer.alloc(40)])
      expect(readExif(damaged).broken).to.equal(true);
  });
});
