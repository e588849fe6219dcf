/** A generated picture is a JPEG as a phone would send it. */
import { expect } from 'chai';
import ExifReader from 'exifreader';
import sharp from 'sharp';
import { drawPhoto, svgOf } from '../../../../api/demonstration/picture.ts';
import { photos } from '../../../../db/seeds/demonstration/photos.ts';

const [photo] = photos;
if (photo === undefined) throw new Error('no photos');

describe('generated pictures', () => {
  it('carry the position, the direction and the time with its offset in their EXIF', async () => {
    const tags = ExifReader.load(await drawPhoto(photo), { expanded: true });
    const [longitude, latitude] = photo.position;
    expect(tags.gps?.Longitude).to.be.closeTo(longitude, 1e-7);
    expect(tags.gps?.Latitude).to.be.closeTo(latitude, 1e-7);
    expect(tags.exif?.['DateTimeOriginal']?.description).to.equal('2026:05:20 08:42:10');
    expect(tags.exif?.['OffsetTimeOriginal']?.description).to.equal('+08:00');
    expect(tags.exif?.['GPSImgDirection']?.value).to.deep.equal([photo.azimuth, 1]);
    expect(tags.exif?.['ImageDescription']?.description).to.match(/^ILUSTRASI/);
  });

  it('say in light letters on a dark band that they are an illustration', async () => {
    const band = await sharp(await drawPhoto(photo))
      .extract({ left: 0, top: 1040, width: 1600, height: 160 })
      .greyscale()
      .raw()
      .toBuffer();
    const light = band.filter((value) => value > 200).length / band.length;
    expect(light).to.be.within(0.02, 0.2);
  });

  it('differ from scene to scene and from phase to phase', () => {
    const scenes = new Map(photos.map((one) => [`${one.scene} ${one.progress}`, svgOf(one)]));
    expect(new Set(scenes.values()).size).to.equal(scenes.size);
    expect(scenes.size).to.equal(photos.length);
  });

  it('are the same each time', async () => {
    expect((await drawPhoto(photo)).equals(await drawPhoto(photo))).to.equal(true);
  });
});
