/** Tree lights: strings of small lights in the trees beside a road, without poles. */
import { choice, integer, metres, schemaOf, text, type AssetTypeSeed } from './schema.ts';
import * as shared from './shared.ts';

export const treeLights: AssetTypeSeed = {
  id: 'tree-lights',
  title: ['Lampu hias pohon', 'Tree lights'],
  description: [
    'Untaian lampu hias pada pohon tepi jalan, tanpa tiang: satu garis untuk tiap untaian.',
    'Strings of decorative lights in roadside trees, without poles: one line for each string.',
  ],
  geometryType: 'LineString',
  symbol: 'bulbs',
  position: 30,
  schema: schemaOf({
    lampKind: choice(['Jenis lampu', 'Kind of light'], {
      'LED-string': ['Untaian LED', 'LED string'],
      'LED-curtain': ['Tirai LED', 'LED curtain'],
      bulbs: ['Bohlam gantung', 'Hanging bulbs'],
      spotlight: ['Lampu sorot', 'Spotlight'],
      solar: ['Tenaga surya', 'Solar'],
    }),
    colour: choice(['Warna', 'Colour'], {
      'warm-white': ['Putih hangat', 'Warm white'],
      white: ['Putih', 'White'],
      multicolour: ['Warna-warni', 'Multicolour'],
    }),
    trees: integer(['Jumlah pohon', 'Number of trees'], { min: 0, max: 10_000 }),
    treeKind: text(['Jenis pohon', 'Kind of tree'], 100),
    watts: integer(['Daya untaian', 'Power of the string'], { unit: 'W', min: 0, max: 100_000 }),
    hangingHeight: metres(['Tinggi pasang', 'Hanging height'], 50),
    road: shared.road,
    side: shared.roadSide,
    ...shared.supply,
    year: shared.year,
    fundSource: shared.fundSource,
    registerCode: shared.registerCode,
  }),
};
