/** River segments: the stationed line of a river work, with what the river agency exchanges about it. */
import { choice, date, metres, number, schemaOf, text, type AssetTypeSeed } from './schema.ts';
import * as shared from './shared.ts';

export const riverSegments: AssetTypeSeed = {
  id: 'river-segments',
  title: ['Ruas sungai', 'River segments'],
  description: [
    'Ruas sungai yang ditangani, dengan STA dalam meter sepanjang garis. Kiri dan kanan dilihat menghadap hilir.',
    'River works as stationed lines, in metres along the line. Left and right are as seen facing downstream.',
  ],
  geometryType: 'LineString',
  symbol: 'river',
  position: 40,
  schema: schemaOf({
    river: text(['Sungai', 'River'], 100),
    basin: text(['Wilayah/daerah aliran sungai', 'River basin'], 100),
    kind: choice(['Jenis penanganan', 'Kind of work'], {
      natural: ['Alami', 'Natural'],
      embankment: ['Tanggul', 'Embankment'],
      'bank-protection': ['Perkuatan tebing', 'Bank protection'],
      geobox: ['Geobox', 'Geobox'],
      riprap: ['Riprap', 'Riprap'],
      'check-dam': ['Sabo/check dam', 'Check dam'],
      normalisation: ['Normalisasi alur', 'Channel normalisation'],
    }),
    side: shared.bankSides,
    startStation: { ...number(['STA awal', 'Start station'], { unit: 'm', min: 0, max: 1_000_000 }), default: 0 },
    stationingDirection: choice(
      ['Arah STA', 'Stationing direction'],
      { downstream: ['Dari hulu ke hilir', 'Downstream'], upstream: ['Dari hilir ke hulu', 'Upstream'] },
      'downstream',
    ),
    plannedLength: metres(['Panjang rencana', 'Planned length']),
    width: metres(['Lebar alur', 'Channel width'], 5000),
    height: metres(['Tinggi bangunan', 'Height of the work'], 200),
    material: shared.material,
    year: shared.year,
    fundSource: shared.fundSource,
    authority: shared.authority,
    setback: metres(
      ['Sempadan (indikatif; ditetapkan instansi berwenang)', 'Setback (indicative; set by the authority)'],
      1000,
    ),
    landStatus: shared.landStatus,
    surveyedBy: text(['Diukur oleh', 'Surveyed by']),
    surveyedOn: date(['Tanggal pengukuran', 'Survey date']),
    surveyAccuracy: metres(['Ketelitian posisi', 'Position accuracy'], 1000),
    landmark: shared.landmark,
  }),
};
