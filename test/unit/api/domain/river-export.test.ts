/** The features of a river export: flat, rounded, and under a file name that no system misreads. */
import { expect } from 'chai';
import {
  exportFileName,
  toAssetFeature,
  toSegmentFeature,
  toStationFeatures,
} from '../../../../api/domain/river-export.ts';
import { createShapeLocator } from '../../../../api/domain/stationing-shapes.ts';
import { clipLine, measureLine } from '../../../../api/domain/stationing.ts';

const whole = measureLine([
  [120.327, -2.553],
  [120.3270000000049, -2.559330512345678, 12.34567],
]);
const part = clipLine(whole, 50, 350);
const segment = {
  id: '019b0000-0000-7000-8000-000000000001',
  type: 'river-segments',
  code: 'SS-1',
  name: 'Ruas 1',
  condition: null,
  status: 'planned',
  agency: 'dputrkp2',
  agencyName: 'DPUTRKP2',
  version: 3,
  illustration: false,
  attributes: {},
};

describe('the features of a river export', () => {
  it('let no attribute of the segment replace what the export says', () => {
    const attributes = { length: 1, from: 'x', featureKind: 'y', material: 'batu', tags: ['a', 'b'], gap: null };
    const { properties } = toSegmentFeature({ ...segment, attributes }, whole, part);
    expect(properties).to.include({ featureKind: 'segment', length: 300, from: 50, to: 350, material: 'batu' });
    expect(properties).to.include({ tags: '["a","b"]', gap: null });
  });

  it('tell an unknown river or basin as null', () => {
    expect(toSegmentFeature(segment, whole, part).properties).to.include({ river: null, basin: null });
  });

  it('have seven decimals, altitudes to the millimetre, and never a negative zero', () => {
    const { geometry } = toSegmentFeature(segment, whole, whole);
    expect(geometry.coordinates[1]).to.eql([120.327, -2.5593305, 12.346]);
    const equator = measureLine([
      [-0.00000001, -0.00000001],
      [0, 0.01],
    ]);
    const [first] = toStationFeatures(equator, 1000, false);
    expect(Object.is(first?.geometry.coordinates[0], 0)).to.equal(true);
  });

  it('name the stations of areas and not of points', () => {
    const facts = { ...segment, type: 'x', agency: 'y' };
    const locate = createShapeLocator(part, 100);
    const point = { type: 'Point' as const, coordinates: [120.3272, -2.555] };
    const lights = {
      type: 'LineString' as const,
      coordinates: [
        [120.3272, -2.555],
        [120.3272, -2.5555],
      ],
    };
    expect(toAssetFeature(facts, point, locate(point)).properties).not.to.have.property('stationFrom');
    const { properties } = toAssetFeature(facts, lights, locate(lights));
    expect(properties.stationFrom).to.be.closeTo(221.2, 0.1);
    expect(properties.stationTo).to.be.closeTo(276.4, 0.1);
  });
});

describe('the name of an exported file', () => {
  const names: [river: string, name: string][] = [
    ['Masamba', 'sungai-masamba-STA-0+050-0+350.geojson'],
    ['Sungai Masamba', 'sungai-masamba-STA-0+050-0+350.geojson'],
    ['', 'sungai-STA-0+050-0+350.geojson'],
    ['../../etc/passwd', 'sungai-etc-passwd-STA-0+050-0+350.geojson'],
    ['"; filename="x.exe\r\nSet-Cookie: a', 'sungai-filename-x-exe-set-cookie-a-STA-0+050-0+350.geojson'],
    ['Rōngkong Ñ', 'sungai-rongkong-n-STA-0+050-0+350.geojson'],
    ['河', 'sungai-STA-0+050-0+350.geojson'],
    ['x'.repeat(200), `sungai-${'x'.repeat(60)}-STA-0+050-0+350.geojson`],
  ];
  for (const [river, name] of names)
    it(`of ${JSON.stringify(river.slice(0, 30))} is ${name.slice(0, 45)}`, () => {
      expect(exportFileName(river, part)).to.equal(name);
    });
});
