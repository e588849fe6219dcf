import { expect } from 'chai';
import { baseNameOf, downloadNameOf } from '../../../../api/domain/file-names.ts';

describe('the name of an uploaded file', () => {
  it('is what follows the last slash of either kind', () => {
    expect(baseNameOf('../../etc/x.jpg')).to.equal('x.jpg');
    expect(baseNameOf('C:\\DCIM\\..\\y.jpg')).to.equal('y.jpg');
    expect(baseNameOf('foto 1 – tugu.jpg')).to.equal('foto 1 – tugu.jpg');
  });

  it('is empty when nothing is left of it', () => {
    for (const name of ['', '.', '..', '../..', 'a/', '\0']) expect(baseNameOf(name)).to.equal('');
  });

  it('has no characters that are not seen', () => {
    expect(baseNameOf('a\0b\r\n\u202egpj.exe')).to.equal('abgpj.exe');
  });

  it('keeps its end when it is too long', () => {
    const name = baseNameOf(`${'😀'.repeat(10_000)}.jpg`);
    expect(Array.from(name)).to.have.length(200);
    expect(name).to.match(/😀\.jpg$/u);
  });
});

describe('the name to save a file under', () => {
  it('is its own when the extension fits', () => {
    expect(downloadNameOf('IMG_1.JPEG', 'id', 'image/jpeg')).to.equal('IMG_1.JPEG');
  });

  it('gets the extension of what the file is', () => {
    expect(downloadNameOf('invoice.html', 'id', 'image/jpeg')).to.equal('invoice.jpg');
    expect(downloadNameOf('photo', 'id', 'image/heic')).to.equal('photo.heic');
  });

  it('is the photo id where the sender gave none', () => {
    expect(downloadNameOf('', 'id', 'image/png')).to.equal('id.png');
    expect(downloadNameOf('.jpg', 'id', 'image/jpeg')).to.equal('id.jpg');
  });
});
