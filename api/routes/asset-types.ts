/** Asset types as data: one that is added here is at once a collection, a layer and a form. */
import { z } from 'zod';
import { assetTypeInputSchema, assetTypeSchema, type AssetType, type AssetTypeInput } from '../contract/asset-types.ts';
import { slugSchema } from '../contract/common.ts';
import { schemaFault } from '../domain/attributes.ts';
import { idsOf } from '../domain/policy.ts';
import { requireAssetType } from '../http/asset-content.ts';
import { defineOperation } from '../http/operation.ts';
import { etagOf, requireIfMatch } from '../http/preconditions.ts';
import { Problem } from '../http/problems.ts';
import { invalidContent } from '../http/validate.ts';
import { insertAudit } from '../../db/queries/audit.ts';
import {
  deleteAssetType,
  findAssetType,
  insertAssetType,
  listAssetTypes,
  updateAssetType,
  type AssetTypeContent,
  type AssetTypeRow,
} from '../../db/queries/asset-types.ts';
import { ForeignKeyViolation, namedDatabaseError, UniqueViolation } from '../../db/errors.ts';

const tag = 'Asset types';
const params = z.strictObject({ id: slugSchema });
const one = { description: 'The asset type, with its version as ETag', schema: assetTypeSchema };

const readTypes = defineOperation({
  id: 'readAssetTypes',
  method: 'get',
  path: '/asset-types',
  tag,
  summary: 'All asset types with their schemas',
  permission: 'asset-type.read',
  responses: { 200: { description: 'Asset types', schema: z.strictObject({ items: z.array(assetTypeSchema) }) } },
  handle: async ({ deps }) => ({ items: (await listAssetTypes(deps.db)).map(toAssetType) }),
});

const readType = defineOperation({
  id: 'readAssetType',
  method: 'get',
  path: '/asset-types/{id}',
  tag,
  summary: 'One asset type',
  permission: 'asset-type.read',
  params,
  responses: { 200: one },
  async handle({ params: { id }, res, deps }) {
    const type = await requireAssetType(deps.db, id);
    res.set('ETag', etagOf(type.version));
    return toAssetType(type);
  },
});

const createType = defineOperation({
  id: 'createAssetType',
  method: 'post',
  path: '/asset-types',
  tag,
  summary: 'Add an asset type',
  permission: 'asset-type.manage',
  body: assetTypeInputSchema,
  responses: { 201: one },
  async handle({ body, actor, res, deps }) {
    requireUsableSchema(body);
    const created = await deps.db
      .transaction(async (trx) => {
        await insertAssetType(trx, toContent(body));
        await insertAudit(trx, { ...idsOf(actor), action: 'asset-type.create', nounId: body.id });
        return findAssetType(trx, body.id);
      })
      .catch((error: unknown) => {
        if (namedDatabaseError(error) instanceof UniqueViolation)
          throw new Problem('conflict', {
            id: `Jenis aset "${body.id}" sudah ada.`,
            en: `The asset type "${body.id}" exists already.`,
          });
        throw error;
      });
    res.status(201).location(`/api/asset-types/${body.id}`).set('ETag', etagOf(1));
    return toAssetType(created!);
  },
});

const replaceType = defineOperation({
  id: 'replaceAssetType',
  method: 'put',
  path: '/asset-types/{id}',
  tag,
  summary: 'Change an asset type',
  permission: 'asset-type.manage',
  params,
  body: assetTypeInputSchema,
  responses: { 200: one },
  async handle({ params: { id }, body, actor, req, res, deps }) {
    requireUsableSchema(body);
    const changed = await deps.db.transaction(async (trx) => {
      const type = await findAssetType(trx, id, { lock: true });
      if (type === undefined) await requireAssetType(trx, id);
      requireIfMatch(req, type?.version, type === undefined ? null : toAssetType(type));
      if (body.id !== id || body.geometryType !== type?.geometryType)
        throw new Problem('conflict', {
          id: 'id dan jenis geometri tidak dapat diubah; buat jenis aset baru.',
          en: 'The id and the geometry type cannot change; make a new asset type.',
        });
      await updateAssetType(trx, toContent(body));
      await insertAudit(trx, { ...idsOf(actor), action: 'asset-type.update', nounId: id });
      return findAssetType(trx, id);
    });
    res.set('ETag', etagOf(changed!.version));
    return toAssetType(changed!);
  },
});

const deleteType = defineOperation({
  id: 'deleteAssetType',
  method: 'delete',
  path: '/asset-types/{id}',
  tag,
  summary: 'Remove an asset type that has never had an asset',
  permission: 'asset-type.manage',
  params,
  responses: { 204: { description: 'Removed' } },
  async handle({ params: { id }, actor, req, res, deps }) {
    await deps.db
      .transaction(async (trx) => {
        const type = await requireAssetType(trx, id);
        requireIfMatch(req, type.version, toAssetType(type));
        await deleteAssetType(trx, id);
        await insertAudit(trx, { ...idsOf(actor), action: 'asset-type.delete', nounId: id });
      })
      .catch((error: unknown) => {
        if (namedDatabaseError(error) instanceof ForeignKeyViolation)
          throw new Problem('conflict', {
            id: 'Jenis ini punya aset, atau pernah punya; riwayatnya dijaga.',
            en: 'This type has assets, or has had some; their history is kept.',
          });
        throw error;
      });
    res.status(204).end();
  },
});

function requireUsableSchema(body: AssetTypeInput): void {
  const fault = schemaFault(body.schema);
  if (fault !== undefined) throw invalidContent([{ pointer: `/schema${fault.pointer}`, detail: fault.detail }]);
}

function toContent(body: AssetTypeInput): AssetTypeContent {
  const { title, description, ...rest } = body;
  return {
    ...rest,
    titleId: title.id,
    titleEn: title.en,
    descriptionId: description.id,
    descriptionEn: description.en,
  };
}

function toAssetType(row: AssetTypeRow): AssetType {
  return {
    id: row.id,
    title: { id: row.titleId, en: row.titleEn },
    description: { id: row.descriptionId, en: row.descriptionEn },
    geometryType: row.geometryType,
    symbol: row.symbol as AssetType['symbol'],
    schema: row.schema as AssetType['schema'],
    position: row.position,
    version: row.version,
  };
}

export const assetTypeOperations = [readTypes, readType, createType, replaceType, deleteType];
