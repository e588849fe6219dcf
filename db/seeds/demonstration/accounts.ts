/** The agencies and accounts of the demonstration; people are named by their role alone. */
import { namedId } from '../random.ts';
import type { Account } from './kinds.ts';

export const LEAD = 'dputrkp2';
export const RIVER_AGENCY = 'bbws-pompengan-jeneberang';

export const agencies = [
  {
    id: LEAD,
    name: 'Dinas Pekerjaan Umum, Tata Ruang, Perumahan, Kawasan Permukiman, dan Pertanahan Kabupaten Luwu Utara',
    shortName: 'DPUTRKP2',
  },
  {
    id: RIVER_AGENCY,
    name: 'Balai Besar Wilayah Sungai Pompengan Jeneberang',
    shortName: 'BBWS Pompengan Jeneberang',
  },
  {
    id: 'bappelitbangda',
    name: 'Badan Perencanaan Pembangunan, Penelitian, dan Pengembangan Daerah Kabupaten Luwu Utara',
    shortName: 'Bappelitbangda',
  },
  { id: 'kominfo', name: 'Dinas Komunikasi dan Informatika Kabupaten Luwu Utara', shortName: 'Dinas Kominfo' },
  { id: 'bpbd', name: 'Badan Penanggulangan Bencana Daerah Kabupaten Luwu Utara', shortName: 'BPBD' },
] as const;

/** When the agencies and accounts say that they were made. */
export const FOUNDED_AT = '2026-01-05T08:00:00+08:00';

export interface UserSeed {
  id: string;
  role: Account;
  email: string;
  name: string;
  agency: string;
}

const user = (role: Account, name: string, agency: string): UserSeed => ({
  id: namedId(FOUNDED_AT, `user ${role}`),
  role,
  email: `${role}@lutra.example`,
  name,
  agency,
});

export const users: readonly UserSeed[] = [
  user('admin', 'Administrator', LEAD),
  user('planner', 'Perencana', LEAD),
  user('surveyor', 'Surveyor', LEAD),
  user('liaison', 'Penghubung BBWS', RIVER_AGENCY),
  user('viewer', 'Pemirsa', 'kominfo'),
];

export function userId(role: Account): string {
  const found = users.find((one) => one.role === role);
  if (found === undefined) throw new RangeError(`no account ${role}`);
  return found.id;
}
