/** Projects: list, read, create, change, delete, their assets and their history. */
import type { Request } from 'express';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { versionsSchema } from '../contract/assets.ts';
import { ILLUSTRATION, listOf, pageQuery, slugSchema, uuidSchema } from '../contract/common.ts';
import {
  dimensionSchema,
  projectInputSchema,
  projectPatchSchema,
  projectSchema,
  projectStatusSchema,
  type Project,
  type ProjectInput,
} from '../contract/projects.ts';
import { isSame } from '../domain/changes.ts';
import { geometryFaults } from '../domain/geometry.ts';
import { mergePatch } from '../domain/merge-patch.ts';
import { idsOf, scopeOf, type Actor } from '../domain/policy.ts';
import { defineOperation, type AppDeps } from '../http/operation.ts';
import { decodeKey, pageOf } from '../http/paging.ts';
import { etagOf, requireIfMatch } from '../http/preconditions.ts';
import { languageOf, Problem } from '../http/problems.ts';
import { invalidContent, parseContent } from '../http/validate.ts';
import { mediaTypes } from '../ogc/links.ts';
import { insertAudit } from '../../db/queries/audit.ts';
import { projectAssets } from '../../db/queries/assets.ts';
import {
  deleteProject,
  findProject,
  insertProject,
  lockProject,
  projectPage,
  projectVersions,
  updateProject,
  type ProjectContent,
  type ProjectRow,
} from '../../db/queries/projects.ts';
import { CheckViolation, ForeignKeyViolation, namedDatabaseError } from '../../db/errors.ts';
import { toVersions } from './versions.ts';

const tag = 'Projects';
export const projectParams = z.strictObject({ id: uuidSchema });
const one = { description: 'The project, with its version as ETag', schema: projectSchema };

const readProjects = defineOperation({
  id: 'readProjects',
  method: 'get',
  path: '/projects',
  tag,
  summary: 'Projects by name, filtered, in pages',
  permission: 'project.read',
  query: z.strictObject({
    ...pageQuery,
    dimension: dimensionSchema.optional(),
    agency: slugSchema.optional(),
    status: projectStatusSchema.optional(),
  }),
  responses: { 200: { description: 'A page', schema: listOf(projectSchema) } },
  async handle({ query, actor, req, deps }) {
    const { limit, after, ...filter } = query;
    const key = decodeKey(z.tuple([z.string(), z.uuid()]), after);
    const rows = await projectPage(deps.db, { ...filter, publishedOnly: seesPublishedOnly(actor) }, limit, key);
    return pageOf(req, rows, limit, toProject, (row) => [row.name, row.id]);
  },
});

const readProject = defineOperation({
  id: 'readProject',
  method: 'get',
  path: '/projects/{id}',
  tag,
  summary: 'One project',
  permission: 'project.read',
  params: projectParams,
  responses: { 200: one },
  async handle({ params, actor, res, deps }) {
    const row = await requireProject(deps, actor, params.id);
    res.set({ ETag: etagOf(row.version), 'Cache-Control': 'no-cache', Vary: 'Cookie, Authorization' });
    return toProject(row);
  },
});

const createProject = defineOperation({
  id: 'createProject',
  method: 'post',
  path: '/projects',
  tag,
  summary: 'Create a project, under an id of your own if you send one',
  permission: 'project.write',
  body: projectInputSchema,
  responses: { 200: { ...one, description: 'It was created before' }, 201: one },
  async handle({ body, actor, req, res, deps }) {
    const { id = uuidv7(), ...content } = body;
    requireSoundContent(req, content);
    const existing = await findProject(deps.db, id);
    if (existing === undefined) {
      const { actorId, tokenId } = idsOf(actor);
      await deps.db
        .transaction(async (trx) => {
          await insertProject(trx, { id, content, by: actorId });
          await insertAudit(trx, { actorId, tokenId, action: 'project.create', nounId: id });
        })
        .catch((error: unknown) => refusedWrite(req, error));
    } else {
      const first = (await projectVersions(deps.db, id)).at(-1);
      if (existing.deleted || !isSame(first?.state, content))
        throw new Problem('conflict', {
          id: 'id ini sudah dipakai proyek lain.',
          en: 'This id is taken by another project.',
        });
    }
    const row = await requireProject(deps, actor, id);
    res
      .status(existing === undefined ? 201 : 200)
      .location(`/api/projects/${id}`)
      .set('ETag', etagOf(row.version));
    return toProject(row);
  },
});

const patchProject = defineOperation({
  id: 'patchProject',
  method: 'patch',
  path: '/projects/{id}',
  tag,
  summary: 'Change some members of a project (RFC 7396)',
  permission: 'project.write',
  params: projectParams,
  body: projectPatchSchema,
  bodyTypes: ['application/merge-patch+json', 'application/json'],
  responses: { 200: one },
  handle: ({ params, body, actor, req, res, deps }) =>
    changeProject(req, res, deps, actor, params.id, (row) =>
      parseContent(projectInputSchema, mergePatch(contentOf(row), body), languageOf(req)),
    ),
});

const replaceProject = defineOperation({
  id: 'replaceProject',
  method: 'put',
  path: '/projects/{id}',
  tag,
  summary: 'Replace the content of a project',
  permission: 'project.write',
  params: projectParams,
  body: projectInputSchema,
  responses: { 200: one },
  handle: ({ params, body, actor, req, res, deps }) => changeProject(req, res, deps, actor, params.id, () => body),
});

const removeProject = defineOperation({
  id: 'deleteProject',
  method: 'delete',
  path: '/projects/{id}',
  tag,
  summary: 'Delete a project; its last state, reports and photos stay',
  permission: 'project.write',
  params: projectParams,
  responses: { 204: { description: 'Deleted' } },
  async handle({ params: { id }, actor, req, res, deps }) {
    await deps.db.transaction(async (trx) => {
      await lockProject(trx, id);
      const row = await findProject(trx, id);
      requireAlive(actor, row, id);
      requireIfMatch(req, row.version, toProject(row));
      const { actorId, tokenId } = idsOf(actor);
      await deleteProject(trx, { id, content: contentOf(row), by: actorId });
      await insertAudit(trx, { actorId, tokenId, action: 'project.delete', nounId: id });
    });
    res.status(204).end();
  },
});

const readProjectVersions = defineOperation({
  id: 'readProjectVersions',
  method: 'get',
  path: '/projects/{id}/versions',
  tag,
  summary: 'All versions of a project, the newest first',
  permission: 'asset.history',
  params: projectParams,
  responses: { 200: { description: 'The versions', schema: versionsSchema } },
  async handle({ params: { id }, deps }) {
    const rows = await projectVersions(deps.db, id);
    if (rows.length === 0) throw nothingHere(id);
    return { versions: toVersions(rows.map((row) => ({ ...row, state: { properties: row.state } }))) };
  },
});

const readProjectAssets = defineOperation({
  id: 'readProjectAssets',
  method: 'get',
  path: '/projects/{id}/assets',
  tag,
  summary: "A project's assets of all types as GeoJSON, 10,000 at most; each feature has its `type` in its properties",
  permission: 'asset.read',
  params: projectParams,
  responses: { 200: { description: 'Features', contentType: mediaTypes.geojson } },
  async handle({ params: { id }, actor, res, deps }) {
    await requireProject(deps, actor, id);
    const features = await projectAssets(deps.db, id, seesPublishedOnly(actor), 10_000);
    res.type(mediaTypes.geojson).send(`{"type":"FeatureCollection","features":[${features.join(',')}]}`);
  },
});

function seesPublishedOnly(actor: Actor): boolean {
  return scopeOf(actor, 'project.read') === 'published';
}

function nothingHere(id: string): Problem {
  return new Problem('not-found', { id: `Tidak ada proyek ${id}.`, en: `There is no project ${id}.` });
}

/** A living project that the actor may see. */
export async function requireProject(deps: AppDeps, actor: Actor, id: string): Promise<ProjectRow> {
  const row = await findProject(deps.db, id, seesPublishedOnly(actor));
  requireAlive(actor, row, id);
  return row;
}

function requireAlive(actor: Actor, row: ProjectRow | undefined, id: string): asserts row is ProjectRow {
  if (row === undefined || (!row.published && seesPublishedOnly(actor))) throw nothingHere(id);
  if (row.deleted)
    throw new Problem('deleted', {
      id: 'Proyek ini sudah dihapus. Riwayatnya tetap tersimpan.',
      en: 'This project was deleted. Its history is kept.',
    });
}

async function changeProject(
  req: Request,
  res: import('express').Response,
  deps: AppDeps,
  actor: Actor,
  id: string,
  next: (row: ProjectRow) => ProjectInput,
): Promise<Project> {
  await deps.db
    .transaction(async (trx) => {
      await lockProject(trx, id);
      const row = await findProject(trx, id);
      requireAlive(actor, row, id);
      requireIfMatch(req, row.version, toProject(row));
      const { id: sentId, ...content } = next(row);
      if (sentId !== undefined && sentId !== id)
        throw new Problem('conflict', {
          id: 'id di dalam isi berbeda dengan id di alamat.',
          en: "The content's id differs from the address's.",
        });
      requireSoundContent(req, content);
      const { actorId, tokenId } = idsOf(actor);
      await updateProject(trx, { id, content, by: actorId });
      await insertAudit(trx, { actorId, tokenId, action: 'project.update', nounId: id });
    })
    .catch((error: unknown) => refusedWrite(req, error));
  const row = await requireProject(deps, actor, id);
  res.set('ETag', etagOf(row.version));
  return toProject(row);
}

function requireSoundContent(req: Request, content: ProjectContent & { geometry: ProjectInput['geometry'] }): void {
  const language = languageOf(req);
  const faults = content.geometry === null ? [] : geometryFaults(content.geometry, content.geometry.type);
  const errors = faults.map(({ pointer, detail }) => ({ pointer: `/geometry${pointer}`, detail: detail[language] }));
  for (const [start, end] of [
    ['plannedStart', 'plannedEnd'],
    ['actualStart', 'actualEnd'],
  ] as const) {
    const [from, to] = [content[start], content[end]];
    if (from !== null && to !== null && to < from)
      errors.push({
        pointer: `/${end}`,
        detail: language === 'en' ? `Lies before ${start} (${from}).` : `Lebih awal daripada ${start} (${from}).`,
      });
  }
  if (errors.length > 0) throw invalidContent(errors);
}

function refusedWrite(req: Request, error: unknown): never {
  const language = languageOf(req);
  const named = namedDatabaseError(error);
  if (named instanceof ForeignKeyViolation) {
    const pointer = named.constraint.includes('partners') ? '/partners' : '/leadAgency';
    const detail = { id: 'Tidak ada instansi dengan id ini.', en: 'There is no agency with this id.' };
    throw invalidContent([{ pointer, detail: detail[language] }]);
  }
  if (named instanceof CheckViolation && named.constraint.includes('geom')) {
    const detail = {
      id: 'Bentuk tidak sah: memotong dirinya sendiri.',
      en: 'The shape is not valid: it crosses itself.',
    };
    throw invalidContent([{ pointer: '/geometry', detail: detail[language] }]);
  }
  throw error;
}

function contentOf(row: ProjectRow): ProjectContent {
  return {
    name: row.name,
    description: row.description,
    dimension: row.dimension,
    programme: row.programme,
    leadAgency: row.leadAgency,
    partners: row.partners,
    budget: row.budget,
    budgetSource: row.budgetSource,
    plannedStart: row.plannedStart,
    plannedEnd: row.plannedEnd,
    actualStart: row.actualStart,
    actualEnd: row.actualEnd,
    status: row.status,
    geometry: row.geometry,
    published: row.published,
  };
}

function toProject(row: ProjectRow): Project {
  return {
    id: row.id,
    ...(contentOf(row) as Omit<ProjectInput, 'id'>),
    percent: row.percent,
    reportedOn: row.reportedOn,
    bbox: row.west === null ? null : [row.west, row.south!, row.east!, row.north!],
    assetCount: row.assetCount,
    photoCount: row.photoCount,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    ...(row.illustration ? { illustration: ILLUSTRATION } : {}),
  };
}

export const projectOperations = [
  readProjects,
  readProject,
  createProject,
  patchProject,
  replaceProject,
  removeProject,
  readProjectVersions,
  readProjectAssets,
];
