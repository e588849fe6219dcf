/** The five smart-branding works as projects with their progress reports. Budgets, dates and percentages are illustrative. */
import { namedId } from '../random.ts';
import { RIVER_AGENCY } from './accounts.ts';
import type { Account, ProjectKey } from './kinds.ts';

export interface ReportSeed {
  id: string;
  on: string;
  percent: number;
  note: string;
  by: Account;
  at: string;
}

export interface ProjectSeed {
  key: ProjectKey;
  id: string;
  name: string;
  description: string;
  partners: readonly string[];
  /** Rupiah. */
  budget: number;
  budgetSource: string;
  plannedStart: string;
  plannedEnd: string;
  actualStart: string | null;
  actualEnd: string | null;
  status: 'planned' | 'ongoing' | 'completed';
  at: string;
  reports: readonly ReportSeed[];
}

export const PROGRAMME = 'Smart branding';
const AT = '2026-01-12T09:00:00+08:00';
const FIGURES = 'Anggaran, tanggal, dan persentase di sini hanya ilustrasi.';

type Report = readonly [on: string, percent: number, note: string, by?: Account];

const reportsOf = (key: ProjectKey, reports: readonly Report[]): ReportSeed[] =>
  reports.map(([on, percent, note, by = 'surveyor']) => {
    const at = `${on}T16:30:00+08:00`;
    return { id: namedId(at, `report ${key} ${on}`), on, percent, note, by, at };
  });

const project = (
  seed: Omit<ProjectSeed, 'id' | 'at' | 'reports' | 'description'> & { about: string; reports: readonly Report[] },
): ProjectSeed => {
  const { about, reports, ...rest } = seed;
  return {
    ...rest,
    id: namedId(AT, `project ${seed.key}`),
    at: AT,
    description: `${about}\n\n${FIGURES}`,
    reports: reportsOf(seed.key, reports),
  };
};

export const projects: readonly ProjectSeed[] = [
  project({
    key: 'monuments',
    name: 'Tugu batas kota di gerbang Luwu Utara',
    about:
      'Quick Win smart branding: tugu batas di jalan masuk kabupaten, dari Trans-Sulawesi arah Luwu dan Luwu Timur sampai Rongkong, Seko, dan Rampi. Wajah pertama Luwu Utara bagi setiap tamu.',
    partners: ['bappelitbangda'],
    budget: 1_450_000_000,
    budgetSource: 'APBD Kabupaten 2026 (angka ilustrasi)',
    plannedStart: '2026-03-02',
    plannedEnd: '2026-12-11',
    actualStart: '2026-03-09',
    actualEnd: null,
    status: 'ongoing',
    reports: [
      ['2026-04-30', 12, 'Survei posisi dan rancangan selesai di Marimari dan Bungadidi.', 'planner'],
      ['2026-07-31', 35, 'Fondasi dan setengah badan tugu Bungadidi berdiri.'],
      ['2026-09-30', 58, 'Tugu Marimari selesai diperbaiki. Relief tugu Bungadidi dipasang.'],
      ['2026-10-30', 72, 'Tugu Bungadidi selesai. Tugu Rongkong menunggu bahan.'],
    ],
  }),
  project({
    key: 'street-lights',
    name: 'Penambahan lampu jalan utama Masamba',
    about:
      'Quick Win smart branding: 180 titik PJU sepanjang Jalan Trans-Sulawesi dalam kota, menambah yang gelap dan memperbarui yang lama. Satu panel melayani paling banyak 15 lampu.',
    partners: ['kominfo'],
    budget: 3_200_000_000,
    budgetSource: 'APBD Kabupaten 2026 (angka ilustrasi)',
    plannedStart: '2026-03-16',
    plannedEnd: '2026-11-30',
    actualStart: '2026-03-23',
    actualEnd: null,
    status: 'ongoing',
    reports: [
      ['2026-04-15', 10, 'Pendataan 180 titik selesai; 58 lampu lama dinilai kondisinya.'],
      ['2026-06-30', 40, 'Tiang PJU-001 sampai PJU-060 terpasang, panel 1 sampai 4 menyala.'],
      ['2026-09-15', 74, 'PJU-119 sampai PJU-150 menyala, kecuali yang menunggu meter listrik.'],
      ['2026-10-31', 81, 'Sisa 30 titik ke arah timur menunggu tiang.'],
    ],
  }),
  project({
    key: 'tree-lights',
    name: 'Lampu hias pohon dari tugu selamat datang',
    about:
      'Quick Win smart branding: dua belas untaian lampu hias pada pohon tepi jalan, mulai dari tugu selamat datang ke arah kota, agar gerbang kota hidup pada malam hari.',
    partners: ['kominfo'],
    budget: 420_000_000,
    budgetSource: 'APBD Kabupaten 2026 (angka ilustrasi)',
    plannedStart: '2026-04-06',
    plannedEnd: '2026-08-31',
    actualStart: '2026-04-13',
    actualEnd: '2026-08-28',
    status: 'completed',
    reports: [
      ['2026-05-15', 20, 'Pohon dipilih bersama warga; panel pertama dipasang.'],
      ['2026-07-10', 55, 'Enam untaian pertama terpasang.'],
      ['2026-08-28', 100, 'Dua belas untaian menyala; tugu selamat datang dicat ulang.'],
    ],
  }),
  project({
    key: 'river',
    name: 'Penataan Sungai Masamba tahap I',
    about:
      'Quick Win smart branding: 700 m pertama Sungai Masamba di hilir jembatan, perkuatan tebing oleh BBWS Pompengan Jeneberang, dan lanskap di kedua tepi sesuai dokumen lanskap bantaran.',
    partners: [RIVER_AGENCY, 'bpbd'],
    budget: 18_500_000_000,
    budgetSource: 'APBN melalui BBWS dan APBD Kabupaten 2026 (angka ilustrasi)',
    plannedStart: '2026-05-04',
    plannedEnd: '2026-12-18',
    actualStart: '2026-05-18',
    actualEnd: null,
    status: 'ongoing',
    reports: [
      ['2026-05-29', 5, 'Patok STA 0+000 sampai 0+700 dipasang, diukur bersama BBWS.', 'planner'],
      ['2026-07-31', 18, 'Galian kaki tebing kiri STA 0+300 sampai 0+400.'],
      ['2026-09-11', 27, 'Geobox baris pertama terpasang. Hujan menghentikan kerja empat hari.'],
      ['2026-10-23', 35, 'Tebing kiri STA 0+350 setengah jadi; taman tepi kiri tahap I dibuka.'],
    ],
  }),
  project({
    key: 'memorial',
    name: 'Tugu banjir bandang Masamba',
    about:
      'Tugu peringatan banjir bandang 13 Juli 2020 di tepi kanan Sungai Masamba. Quick Win tahun ini adalah dokumen rancangannya: konsep, denah, tampak, garis tinggi muka air banjir, dan perkiraan biaya.',
    partners: ['bpbd', 'bappelitbangda'],
    budget: 350_000_000,
    budgetSource: 'APBD Kabupaten 2026, perencanaan (angka ilustrasi)',
    plannedStart: '2026-09-01',
    plannedEnd: '2026-12-15',
    actualStart: null,
    actualEnd: null,
    status: 'planned',
    reports: [
      ['2026-09-25', 5, 'Lokasi disepakati dengan BPBD dan warga Kelurahan Bone.', 'planner'],
      ['2026-11-06', 15, 'Konsep dan tampak depan dipaparkan; masukan warga dicatat.', 'planner'],
    ],
  }),
];

export function projectOf(key: ProjectKey): ProjectSeed {
  const found = projects.find((one) => one.key === key);
  if (found === undefined) throw new RangeError(`no project ${key}`);
  return found;
}
