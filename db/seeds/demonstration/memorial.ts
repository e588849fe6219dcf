/** The flash-flood memorial: so far a place and a design document. */
import { beside } from '../geometry.ts';
import { asset, type AssetSeed } from './kinds.ts';
import { river } from './river.ts';

export const MEMORIAL_CODE = 'TBB-01';

export const memorial: AssetSeed = asset({
  type: 'memorials',
  code: MEMORIAL_CODE,
  name: 'Tugu banjir bandang Masamba',
  condition: null,
  status: 'planned',
  project: 'memorial',
  by: 'planner',
  attributes: {
    event: 'Banjir bandang Luwu Utara',
    eventDate: '2020-07-13',
    kind: 'stele',
    height: 13.7,
    material: 'Beton ekspos, batu kali bekas banjir, kuningan',
    inscription: 'Untuk mereka yang pergi, dan mereka yang bangkit. 13 Juli 2020',
    designStage: 'preliminary',
    designDocument:
      'Prarancangan tugu banjir bandang 2026: konsep, denah, tampak, tinggi muka air banjir, dan perkiraan biaya (ilustrasi)',
    siteArea: 1200,
    district: 'Masamba',
    village: 'Bone',
    landStatus: 'clear',
    fundSource: 'APBD Kabupaten 2026 (ilustrasi)',
    registerClass: 'F',
  },
  // Above the plaza of the right bank, clear of the work.
  geometry: { type: 'Point', coordinates: beside(river, 80, 55) },
  at: '2026-04-20T09:00:00+08:00',
});
