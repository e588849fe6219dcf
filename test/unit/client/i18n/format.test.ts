/** Numbers, dates and lengths as the office writes them. */
import { expect } from 'chai';
import * as format from '../../../../client/i18n/format.ts';

/** Intl puts narrow and non-breaking spaces where people see a space. */
const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, ' ');

describe('formats', () => {
  it('write numbers with the marks of the language', () => {
    expect(format.formatNumber(1234.5, 1, 'id')).to.equal('1.234,5');
    expect(format.formatNumber(1234.5, 1, 'en')).to.equal('1,234.5');
  });

  it('write percent with one decimal', () => {
    expect(format.formatPercent(42.46, 'id')).to.equal('42,5%');
    expect(format.formatPercent(100, 'id')).to.equal('100,0%');
  });

  it('write lengths in metres below one kilometre', () => {
    expect(format.formatLength(38.25, 'id')).to.equal('38,3 m');
    expect(format.formatLength(700, 'id')).to.equal('700 m');
    expect(format.formatLength(1250, 'id')).to.equal('1,25 km');
  });

  it('write areas in hectares from one on', () => {
    expect(format.formatArea(940, 'id')).to.equal('940 m²');
    expect(format.formatArea(12_500, 'id')).to.equal('1,25 ha');
  });

  it('write bytes, rupiah and days', () => {
    expect(format.formatBytes(2_400_000, 'id')).to.equal('2,4 MB');
    expect(format.formatBytes(340_000, 'id')).to.equal('340 kB');
    expect(format.formatRupiah(1_250_000_000, 'id')).to.equal('Rp 1.250.000.000');
    expect(plain(format.formatDay('2026-03-14', 'id'))).to.equal('14 Maret 2026');
  });

  it('write instants in WITA, whatever zone the browser is in', () => {
    expect(plain(format.formatInstant('2026-03-14T01:20:00Z', 'id'))).to.equal('Sabtu, 14 Maret 2026, 09.20 WITA');
    expect(plain(format.formatInstant('2026-03-14T01:20:00Z', 'en'))).to.equal('Saturday, 14 March 2026, 09:20 WITA');
    expect(plain(format.formatInstant('2026-03-14T16:30:00Z', 'id'))).to.equal('Minggu, 15 Maret 2026, 00.30 WITA');
  });

  it('write positions with the sides of the earth', () => {
    expect(format.formatPosition(120.327, -2.553, 'id')).to.equal('2,55300° LS, 120,32700° BT');
    expect(format.formatPosition(-120.5, 2.5, 'en')).to.equal('2.50000° N, 120.50000° W');
  });
});
