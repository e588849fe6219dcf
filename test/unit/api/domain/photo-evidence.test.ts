import { expect } from 'chai';
import {
  choosePosition,
  chooseTakenAt,
  describeWarning,
  warningsOf,
  type Evidence,
  type Exif,
  type Warning,
} from '../../../../api/domain/photo-evidence.ts';
import { warningCodes } from '../../../../api/contract/photos.ts';

const noExif: Exif = { broken: false, takenAt: null, offset: null, position: null, accuracy: null, azimuth: null };
const masamba = { longitude: 120.327, latitude: -2.553 };

describe('the position of a photo', () => {
  const exif = { ...noExif, position: masamba, accuracy: 12 };

  it('is the one given with the upload before the one of the camera', () => {
    const position = choosePosition({ longitude: 120, latitude: -2, accuracy: 5 }, exif);
    expect(position).to.deep.equal({ longitude: 120, latitude: -2, accuracy: 5, source: 'device' });
  });

  it('keeps who set it when it was set by hand', () => {
    const position = choosePosition({ longitude: 120, latitude: -2, positionSource: 'manual' }, exif);
    expect(position).to.include({ source: 'manual', accuracy: null });
  });

  it('is the one of the camera when none was given', () => {
    expect(choosePosition({}, exif)).to.deep.equal({ ...masamba, accuracy: 12, source: 'exif' });
  });

  it('is none when neither knows', () => {
    expect(choosePosition({ accuracy: 5 }, noExif)).to.equal(null);
  });
});

describe('the time of a photo', () => {
  const exif = { ...noExif, takenAt: '2026-11-23T08:05:00' };

  it('is the one given with the upload before the one of the camera', () => {
    const taken = chooseTakenAt({ takenAt: '2026-11-01T10:00:00+07:00' }, exif);
    expect(taken).to.deep.equal({ at: new Date('2026-11-01T03:00:00Z'), source: 'device' });
  });

  it('is read in Asia/Makassar when the camera wrote no offset', () => {
    expect(chooseTakenAt({}, exif)).to.deep.equal({ at: new Date('2026-11-23T00:05:00Z'), source: 'exif' });
  });

  it("is read in the camera's offset when it wrote one", () => {
    expect(chooseTakenAt({}, { ...exif, offset: '+07:00' })?.at.toISOString()).to.equal('2026-11-23T01:05:00.000Z');
  });

  it('is none when neither knows', () => {
    expect(chooseTakenAt({}, noExif)).to.equal(null);
  });
});

describe('doubts about a photo', () => {
  const sound: Evidence = {
    position: { ...masamba, accuracy: 5, source: 'device' },
    takenAt: new Date('2026-11-23T00:00:00Z'),
    receivedAt: new Date('2026-11-23T00:01:00Z'),
    phase: null,
    distance: 20,
    workStart: '2026-03-01',
    exifBroken: false,
  };
  const codes = (change: Partial<Evidence>) => warningsOf({ ...sound, ...change }).map(({ code }) => code);

  it('are none when all fits', () => {
    expect(warningsOf(sound)).to.deep.equal([]);
  });

  it('begin above 100 m from the asset', () => {
    expect(codes({ distance: 100 })).to.deep.equal([]);
    expect(warningsOf({ ...sound, distance: 100.6 })).to.deep.equal([{ code: 'far-from-asset', metres: 101 }]);
  });

  it('are that it has no position', () => {
    expect(codes({ position: null, distance: null })).to.deep.equal(['no-position']);
  });

  it('are that it lies at 0,0, which says nothing of the distance', () => {
    const position = { longitude: 0, latitude: 0, accuracy: null, source: 'exif' } as const;
    expect(codes({ position, distance: 13_000_000 })).to.deep.equal(['position-zero']);
  });

  it('are not for a position on the equator', () => {
    expect(codes({ position: { ...masamba, latitude: 0, accuracy: null, source: 'exif' } })).to.deep.equal([]);
  });

  it('are that it is from the future, beyond what clocks run ahead', () => {
    expect(codes({ takenAt: new Date('2026-11-23T00:06:00Z') })).to.deep.equal([]);
    expect(codes({ takenAt: new Date('2026-11-23T00:06:01Z') })).to.deep.equal(['time-in-future']);
  });

  it('are that it is older than the work, whose day begins in Asia/Makassar', () => {
    expect(codes({ takenAt: new Date('2026-02-28T16:00:00Z') })).to.deep.equal([]);
    expect(codes({ takenAt: new Date('2026-02-28T15:59:59Z') })).to.deep.equal(['older-than-work']);
  });

  it('are not that a picture of phase 0 is older than the work', () => {
    expect(codes({ takenAt: new Date('2026-02-01T00:00:00Z'), phase: 0 })).to.deep.equal([]);
  });

  it('are all told, when there are several', () => {
    const all = codes({ position: null, takenAt: new Date('2030-01-01T00:00:00Z'), exifBroken: true });
    expect(all).to.deep.equal(['no-position', 'time-in-future', 'exif-broken']);
  });

  it('are put in words in both languages', () => {
    for (const code of warningCodes) {
      const warning = { code, metres: 1234, start: '2026-03-01' } as Warning;
      expect(describeWarning(warning, 'id')).to.not.equal(describeWarning(warning, 'en'));
    }
    expect(describeWarning({ code: 'far-from-asset', metres: 1234 }, 'id')).to.contain('1.234 m');
    expect(describeWarning({ code: 'far-from-asset', metres: 13_456_789 }, 'en')).to.contain('13,457 km');
  });
});
