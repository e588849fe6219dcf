/** Riverbank landscapes: areas beside a river that are laid out for people. */
import { choice, integer, number, schemaOf, text, type AssetTypeSeed } from './schema.ts';
import * as shared from './shared.ts';

const station = { unit: 'm', min: 0, max: 1_000_000 };

export const riverbankLandscapes: AssetTypeSeed = {
  id: 'riverbank-landscapes',
  title: ['Lanskap tepi sungai', 'Riverbank landscapes'],
  description: [
    'Bidang penataan di tepi sungai: taman, jalur pejalan, plaza, dan penghijauan.',
    'Areas laid out beside a river: parks, promenades, plazas and planting.',
  ],
  geometryType: 'Polygon',
  symbol: 'bank',
  position: 50,
  schema: schemaOf({
    kind: choice(['Jenis lanskap', 'Kind of landscape'], {
      park: ['Taman', 'Park'],
      promenade: ['Jalur pejalan', 'Promenade'],
      plaza: ['Plaza', 'Plaza'],
      planting: ['Penghijauan', 'Planting'],
      playground: ['Taman bermain', 'Playground'],
      parking: ['Parkir', 'Parking'],
    }),
    stage: integer(['Tahap', 'Stage'], { min: 1, max: 20 }),
    river: text(['Sungai', 'River'], 100),
    side: shared.bankSide,
    fromStation: number(['Dari STA', 'From station'], station),
    toStation: number(['Sampai STA', 'To station'], station),
    plannedArea: number(['Luas rencana', 'Planned area'], { unit: 'm²', min: 0, max: 100_000_000 }),
    material: shared.material,
    trees: integer(['Jumlah pohon', 'Number of trees'], { min: 0, max: 1_000_000 }),
    designDocument: shared.designDocument,
    landStatus: shared.landStatus,
    authority: shared.authority,
    year: shared.year,
    fundSource: shared.fundSource,
  }),
};
