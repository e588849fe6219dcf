/** Dated progress reports: a project's percent complete is what its latest report says. */
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { ILLUSTRATION, listOf, pageQuery } from '../contract/common.ts';
import { reportInputSchema, reportSchema, type Report } from '../contract/projects.ts';
import { idsOf } from '../domain/policy.ts';
import { defineOperation } from '../http/operation.ts';
import { decodeKey, pageOf } from '../http/paging.ts';
import { Problem } from '../http/problems.ts';
import { insertAudit } from '../../db/queries/audit.ts';
import { findReport, insertReport, reportPage, type ReportRow } from '../../db/queries/reports.ts';
import { projectParams, requireProject } from './projects.ts';

const tag = 'Projects';

const readReports = defineOperation({
  id: 'readReports',
  method: 'get',
  path: '/projects/{id}/reports',
  tag,
  summary: 'Progress reports of a project, the newest first',
  permission: 'report.read',
  params: projectParams,
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'A page', schema: listOf(reportSchema) } },
  async handle({ params: { id }, query, actor, req, deps }) {
    await requireProject(deps, actor, id);
    const key = decodeKey(z.tuple([z.iso.date(), z.iso.datetime(), z.uuid()]), query.after);
    const rows = await reportPage(deps.db, id, query.limit, key);
    const toItem = (row: ReportRow) =>
      actor.kind === 'public' ? { ...toReport(row), createdBy: null } : toReport(row);
    return pageOf(req, rows, query.limit, toItem, (row) => [row.reportedOn, row.createdAt.toISOString(), row.id]);
  },
});

const createReport = defineOperation({
  id: 'createReport',
  method: 'post',
  path: '/projects/{id}/reports',
  tag,
  summary: 'Report progress; the same id with the same content again changes nothing',
  permission: 'report.write',
  params: projectParams,
  body: reportInputSchema,
  responses: {
    200: { description: 'It was reported before', schema: reportSchema },
    201: { description: 'The report', schema: reportSchema },
  },
  async handle({ params: { id: project }, body, actor, res, deps }) {
    await requireProject(deps, actor, project);
    const { id = uuidv7(), ...content } = body;
    const existing = await findReport(deps.db, id);
    if (existing !== undefined) {
      const same =
        existing.project === project &&
        existing.reportedOn === content.reportedOn &&
        existing.percent === content.percent &&
        existing.note === content.note;
      if (same) return toReport(existing);
      throw new Problem('conflict', {
        id: 'id ini sudah dipakai laporan lain.',
        en: 'This id is taken by another report.',
      });
    }
    const { actorId, tokenId } = idsOf(actor);
    const report = await deps.db.transaction(async (trx) => {
      await insertReport(trx, { id, project, ...content, by: actorId });
      await insertAudit(trx, { actorId, tokenId, action: 'report.create', nounId: id, detail: { project } });
      return findReport(trx, id);
    });
    res.status(201);
    return toReport(report!);
  },
});

function toReport(row: ReportRow): Report {
  return {
    id: row.id,
    project: row.project,
    reportedOn: row.reportedOn,
    percent: row.percent,
    note: row.note,
    createdBy: row.createdBy === null ? null : { id: row.createdBy, name: row.createdByName ?? '' },
    createdAt: row.createdAt.toISOString(),
    photos: row.photos,
    ...(row.illustration ? { illustration: ILLUSTRATION } : {}),
  };
}

export const reportOperations = [readReports, createReport];
