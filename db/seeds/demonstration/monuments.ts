/** Boundary monuments where roads leave the regency, and the welcome monument at the edge of Masamba. Positions are illustrative. */
import type { LonLat } from '../geometry.ts';
import { asset, type AssetSeed, type Attributes, type Condition } from './kinds.ts';
import { WELCOME_MONUMENT } from './road.ts';

const FUNDS = 'APBD Kabupaten 2026 (ilustrasi)';
const HOME = 'Kabupaten Luwu Utara';

interface Gateway {
  code: string;
  name: string;
  position: LonLat;
  neighbour: string;
  road: string;
  district: string;
  village: string;
  at: string;
  condition: Condition;
  status: 'planned' | 'built';
  attributes?: Attributes;
  published?: boolean;
  visit?: NonNullable<AssetSeed['visit']>;
}

const gateways: Gateway[] = [
  {
    code: 'TB-01',
    name: 'Tugu batas Luwu Utara–Luwu (Marimari)',
    position: [120.1838, -2.7628],
    neighbour: 'Kabupaten Luwu',
    road: 'Jalan Trans-Sulawesi ruas Palopo–Masamba',
    district: 'Sabbang Selatan',
    village: 'Marimari',
    at: '2026-02-10T10:15:00+08:00',
    condition: 'RR',
    status: 'built',
    attributes: {
      height: 9,
      material: 'Beton bertulang, pelapis batu alam',
      year: 2011,
      method: 'gnss-rtk',
      surveyAccuracy: 0.05,
    },
    visit: { at: '2026-09-22T09:40:00+08:00', by: 'surveyor', condition: 'B', status: 'built' },
  },
  {
    code: 'TB-02',
    name: 'Tugu batas Luwu Utara–Luwu Timur (Bungadidi)',
    position: [120.6372, -2.6011],
    neighbour: 'Kabupaten Luwu Timur',
    road: 'Jalan Trans-Sulawesi ruas Masamba–Malili',
    district: 'Tana Lili',
    village: 'Bungadidi',
    at: '2026-02-11T11:05:00+08:00',
    condition: null,
    status: 'planned',
    attributes: {
      height: 12,
      material: 'Beton bertulang, relief tembaga',
      year: 2026,
      method: 'gnss-rtk',
      surveyAccuracy: 0.05,
    },
    visit: { at: '2026-10-28T15:20:00+08:00', by: 'surveyor', condition: 'B', status: 'built' },
  },
  {
    code: 'TB-03',
    name: 'Tugu batas Luwu Utara–Luwu (Pombakka)',
    position: [120.2612, -2.8334],
    neighbour: 'Kabupaten Luwu',
    road: 'Jalan pesisir Malangke Barat',
    district: 'Malangke Barat',
    village: 'Pombakka',
    at: '2026-03-03T10:30:00+08:00',
    condition: 'RB',
    status: 'built',
    attributes: { height: 4, material: 'Pasangan bata', year: 2004, method: 'gnss-handheld', surveyAccuracy: 4 },
  },
  {
    code: 'TB-04',
    name: 'Tugu batas Luwu Utara–Toraja Utara (Marampa)',
    position: [119.8796, -2.7594],
    neighbour: 'Kabupaten Toraja Utara',
    road: 'Jalan poros Rongkong',
    district: 'Rongkong',
    village: 'Marampa',
    at: '2026-03-17T13:10:00+08:00',
    condition: null,
    status: 'planned',
    attributes: { height: 7, method: 'digitised', surveyAccuracy: 30 },
  },
  {
    code: 'TB-05',
    name: 'Tugu batas Luwu Utara–Mamuju (Beroppa)',
    position: [119.6915, -2.3607],
    neighbour: 'Kabupaten Mamuju, Sulawesi Barat',
    road: 'Jalan poros Seko',
    district: 'Seko',
    village: 'Beroppa',
    at: '2026-03-24T12:00:00+08:00',
    condition: null,
    status: 'planned',
    attributes: { height: 7, method: 'digitised', surveyAccuracy: 50 },
    published: false,
  },
  {
    code: 'TB-06',
    name: 'Tugu batas Luwu Utara–Poso (Dodolo)',
    position: [120.2184, -1.9944],
    neighbour: 'Kabupaten Poso, Sulawesi Tengah',
    road: 'Jalan poros Rampi–Bada',
    district: 'Rampi',
    village: 'Dodolo',
    at: '2026-03-25T12:00:00+08:00',
    condition: null,
    status: 'planned',
    attributes: { height: 7, method: 'digitised', surveyAccuracy: 50 },
  },
];

function gatewayAsset(gateway: Gateway): AssetSeed {
  const { code, name, position, neighbour, road, district, village, at, condition, status, published, visit } = gateway;
  return asset({
    type: 'boundary-monuments',
    code,
    name,
    condition,
    status,
    project: 'monuments',
    attributes: {
      kind: 'boundary-gate',
      firstRegion: HOME,
      secondRegion: neighbour,
      road,
      district,
      village,
      fundSource: FUNDS,
      ...gateway.attributes,
    },
    geometry: { type: 'Point', coordinates: position },
    at,
    ...(published === undefined ? {} : { published }),
    ...(visit === undefined ? {} : { visit }),
  });
}

const pillar = (code: string, name: string, kind: 'pbu' | 'pabu', position: LonLat, published: boolean): AssetSeed =>
  asset({
    type: 'boundary-monuments',
    code,
    name,
    condition: 'B',
    status: 'built',
    project: 'monuments',
    published,
    attributes: {
      kind,
      firstRegion: HOME,
      secondRegion: 'Kabupaten Luwu Timur',
      district: 'Tana Lili',
      village: 'Bungadidi',
      height: kind === 'pbu' ? 1.2 : 0.8,
      material: 'Beton',
      method: 'gnss-static',
      surveyAccuracy: 0.02,
      year: 2014,
    },
    geometry: { type: 'Point', coordinates: position },
    at: '2026-02-11T14:30:00+08:00',
  });

export const WELCOME_CODE = 'TSD-01';

export const monuments: readonly AssetSeed[] = [
  ...gateways.map(gatewayAsset),
  pillar('PBU-01', 'PBU Bungadidi', 'pbu', [120.6378, -2.6003], true),
  pillar('PABU-01', 'PABU Bungadidi', 'pabu', [120.6374, -2.6001], false),
  asset({
    type: 'boundary-monuments',
    code: WELCOME_CODE,
    name: 'Tugu selamat datang Kota Masamba',
    condition: 'RR',
    status: 'built',
    project: 'tree-lights',
    attributes: {
      kind: 'welcome-gate',
      firstRegion: 'Kota Masamba',
      road: 'Jalan Trans-Sulawesi ruas Palopo–Masamba',
      district: 'Baebunta',
      village: 'Radda',
      height: 8,
      material: 'Beton bertulang',
      inscription: 'Selamat datang di Kota Masamba',
      method: 'gnss-rtk',
      surveyAccuracy: 0.05,
      year: 2013,
      fundSource: FUNDS,
      registerClass: 'C',
    },
    geometry: { type: 'Point', coordinates: WELCOME_MONUMENT },
    at: '2026-02-10T16:20:00+08:00',
    visit: { at: '2026-08-14T19:30:00+08:00', by: 'surveyor', condition: 'B', status: 'built' },
  }),
];
