/** Boundary monuments: gateways on the road, and the pegs that mark the boundary itself. */
import { choice, metres, schemaOf, text, type AssetTypeSeed } from './schema.ts';
import * as shared from './shared.ts';

export const boundaryMonuments: AssetTypeSeed = {
  id: 'boundary-monuments',
  title: ['Tugu batas', 'Boundary monuments'],
  description: [
    'Gapura, tugu batas, dan pilar batas wilayah. Gapura di jalan belum tentu berdiri tepat pada batas menurut hukum.',
    'Gateways, boundary monuments and boundary pillars. A gateway on the road is not necessarily the legal boundary.',
  ],
  geometryType: 'Point',
  symbol: 'obelisk',
  position: 10,
  schema: schemaOf({
    kind: choice(['Jenis tugu', 'Kind of monument'], {
      'welcome-gate': ['Tugu selamat datang', 'Welcome gate'],
      'boundary-gate': ['Gapura/tugu batas', 'Boundary gateway'],
      pbu: ['PBU (pilar batas utama)', 'PBU (main boundary pillar)'],
      pabu: ['PABU (pilar acuan batas utama)', 'PABU (reference pillar beside it)'],
    }),
    firstRegion: text(['Wilayah pertama', 'First region']),
    secondRegion: text(['Wilayah kedua', 'Second region']),
    road: shared.road,
    district: shared.district,
    village: shared.village,
    height: shared.height,
    material: shared.material,
    inscription: text(['Tulisan pada tugu', 'Inscription'], 500),
    method: choice(['Metode pengukuran', 'Survey method'], {
      'gnss-static': ['GNSS statik', 'Static GNSS'],
      'gnss-rtk': ['GNSS RTK', 'RTK GNSS'],
      'gnss-handheld': ['GNSS genggam', 'Handheld GNSS'],
      'total-station': ['Total station', 'Total station'],
      digitised: ['Digitasi peta', 'Digitised from a map'],
    }),
    surveyAccuracy: metres(['Ketelitian posisi', 'Position accuracy'], 1000),
    legalBasis: text(['Dasar hukum', 'Legal basis']),
    year: shared.year,
    fundSource: shared.fundSource,
    registerClass: shared.registerClass,
    registerCode: shared.registerCode,
  }),
};
