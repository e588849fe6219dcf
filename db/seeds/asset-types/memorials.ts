/** Memorials: monuments that keep the memory of an event. */
import { choice, date, number, schemaOf, text, type AssetTypeSeed } from './schema.ts';
import * as shared from './shared.ts';

export const memorials: AssetTypeSeed = {
  id: 'memorials',
  title: ['Tugu peringatan', 'Memorials'],
  description: [
    'Tugu dan monumen yang mengenang peristiwa, termasuk banjir bandang.',
    'Monuments that keep the memory of an event, the flash flood among them.',
  ],
  geometryType: 'Point',
  symbol: 'stele',
  position: 60,
  schema: schemaOf({
    event: text(['Peristiwa', 'Event']),
    eventDate: date(['Tanggal peristiwa', 'Date of the event']),
    kind: choice(['Jenis tugu', 'Kind of memorial'], {
      stele: ['Prasasti/stela', 'Stele'],
      obelisk: ['Tugu', 'Obelisk'],
      sculpture: ['Patung', 'Sculpture'],
      garden: ['Taman peringatan', 'Memorial garden'],
    }),
    height: shared.height,
    material: shared.material,
    inscription: text(['Tulisan pada tugu', 'Inscription'], 500),
    designStage: choice(['Tahap rancangan', 'Design stage'], {
      concept: ['Konsep', 'Concept'],
      preliminary: ['Prarancangan', 'Preliminary design'],
      detailed: ['Rancangan rinci (DED)', 'Detailed design'],
      approved: ['Disetujui', 'Approved'],
    }),
    designDocument: shared.designDocument,
    siteArea: number(['Luas tapak', 'Site area'], { unit: 'm²', min: 0, max: 10_000_000 }),
    district: shared.district,
    village: shared.village,
    landStatus: shared.landStatus,
    year: shared.year,
    fundSource: shared.fundSource,
    registerClass: shared.registerClass,
    registerCode: shared.registerCode,
  }),
};
