/** Street lights (PJU): the pole, its lamp, and what feeds and bills it. */
import { choice, integer, metres, schemaOf, type AssetTypeSeed } from './schema.ts';
import * as shared from './shared.ts';

export const streetLights: AssetTypeSeed = {
  id: 'street-lights',
  title: ['Lampu jalan (PJU)', 'Street lights'],
  description: [
    'Penerangan jalan umum: satu titik untuk tiap tiang. Satu panel menghidupkan banyak lampu.',
    'Public street lighting: one point for each pole. One panel feeds many lamps.',
  ],
  geometryType: 'Point',
  symbol: 'lamp',
  position: 20,
  schema: schemaOf({
    lampKind: choice(['Jenis lampu', 'Kind of lamp'], {
      LED: ['LED', 'LED'],
      'SON-T': ['SON-T (natrium)', 'SON-T (sodium)'],
      HPL: ['HPL (merkuri)', 'HPL (mercury)'],
      solar: ['Tenaga surya', 'Solar'],
    }),
    watts: integer(['Daya lampu', 'Lamp power'], { unit: 'W', min: 0, max: 2000 }),
    road: shared.road,
    roadClass: choice(['Kelas jalan', 'Road class'], {
      national: ['Nasional', 'National'],
      provincial: ['Provinsi', 'Provincial'],
      regency: ['Kabupaten', 'Regency'],
      village: ['Desa', 'Village'],
      neighbourhood: ['Lingkungan', 'Neighbourhood'],
    }),
    side: shared.roadSide,
    poleHeight: metres(['Tinggi tiang', 'Pole height'], 50),
    arm: choice(['Lengan', 'Arm'], {
      single: ['Tunggal', 'Single'],
      double: ['Ganda', 'Double'],
      none: ['Tanpa lengan', 'None'],
    }),
    ...shared.supply,
    designSpacing: metres(['Jarak rencana antartiang', 'Design spacing'], 500),
    year: shared.year,
    fundSource: shared.fundSource,
    registerCode: shared.registerCode,
  }),
};
