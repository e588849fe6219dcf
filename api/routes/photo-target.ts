/** What a photo belongs to, whether that is there, and which agency keeps the photo for it. */
import type { PhotoFields } from '../contract/photos.ts';
import type { Language, Text } from '../contract/text.ts';
import { allows, type Actor } from '../domain/policy.ts';
import { Problem } from '../http/problems.ts';
import type { PhotoTarget } from '../../db/queries/photos.ts';
import { contentProblem } from './photo-problems.ts';

export interface Origin {
  /** Null: the service itself, which may do everything. */
  actor: Actor | null;
  illustration: boolean;
  /** Of what is said of faulty fields. */
  language?: Language;
}

/** Throws when the fields contradict each other or what they name, or when the actor may not add photos there. */
export function agencyOfPhoto(fields: PhotoFields, target: PhotoTarget, { actor, language = 'id' }: Origin): string {
  const faults = faultsOf(fields, target);
  if (Object.keys(faults).length > 0) throw contentProblem(language, faults);
  const agency =
    target.asset?.agency ?? agencyAmong(target.project?.agencies ?? [], actor) ?? target.project?.leadAgency;
  if (agency === undefined) throw new Error('a photo of nothing came through');
  if (actor !== null && !allows(actor, 'photo.write', { agency }))
    throw new Problem('forbidden', {
      id: 'Anda hanya dapat menambah foto pada aset dan proyek instansi Anda.',
      en: 'You can add photos to assets and projects of your own agency only.',
    });
  return agency;
}

/** A project's partners keep their own photos of it; everybody else's are with the leading agency. */
function agencyAmong(agencies: readonly string[], actor: Actor | null): string | undefined {
  return actor?.kind === 'user' && agencies.includes(actor.agency) ? actor.agency : undefined;
}

function faultsOf(fields: PhotoFields, target: PhotoTarget): Record<string, Text> {
  const faults: Record<string, Text> = {};
  if (fields.asset === undefined && fields.project === undefined)
    faults['asset'] = { id: 'Sebutkan asetnya atau proyeknya.', en: 'Name the asset or the project.' };
  if (fields.asset !== undefined && target.asset === null)
    faults['asset'] = { id: 'Tidak ada aset dengan id ini.', en: 'There is no asset with this id.' };
  if (fields.project !== undefined && target.project === null)
    faults['project'] = { id: 'Tidak ada proyek dengan id ini.', en: 'There is no project with this id.' };
  if (fields.report !== undefined && !isReportOf(target, fields.project)) faults['report'] = noSuchReport;
  if (fields.longitude !== undefined && fields.latitude === undefined)
    faults['latitude'] = { id: 'Kirim bujur dan lintang bersama.', en: 'Send longitude and latitude together.' };
  if (fields.latitude !== undefined && fields.longitude === undefined)
    faults['longitude'] = { id: 'Kirim bujur dan lintang bersama.', en: 'Send longitude and latitude together.' };
  return faults;
}

/** A photo shows what a report tells of the photo's project or of its asset's. */
export function isReportOf({ asset, report }: PhotoTarget, project: string | null | undefined): boolean {
  return report !== null && (report.project === project || report.project === asset?.project);
}

export const noSuchReport: Text = {
  id: 'Tidak ada laporan dengan id ini pada proyeknya.',
  en: 'There is no report with this id in its project.',
};
