/** The history of an asset: who changed what and when, and the way back. */
import { z } from 'zod';
import { featureSchema, versionsSchema, type Version } from '../contract/assets.ts';
import { numberText } from '../contract/common.ts';
import { changesBetween, type State } from '../domain/changes.ts';
import { idsOf } from '../domain/policy.ts';
import { checkedContent, parseFeatureContent, refusedWrite, requireAssetType } from '../http/asset-content.ts';
import { defineOperation } from '../http/operation.ts';
import { requireIfMatch } from '../http/preconditions.ts';
import { Problem } from '../http/problems.ts';
import { mediaTypes } from '../ogc/links.ts';
import { insertAudit } from '../../db/queries/audit.ts';
import { assetVersion, assetVersions, findAsset, replaceAsset, type AssetContent } from '../../db/queries/assets.ts';
import type { VersionRow } from '../../db/queries/versions.ts';
import { sendFeature } from './item-writes.ts';
import { itemParams } from './items.ts';

/** Rows, the newest first, with what each changed of the one before. */
export function toVersions(rows: readonly VersionRow<State>[]): Version[] {
  return rows.map((row, i) => ({
    version: row.version,
    operation: row.operation,
    changedAt: row.changedAt.toISOString(),
    changedBy: row.changedBy === null ? null : { id: row.changedBy, name: row.changedByName ?? '' },
    changes: changesBetween(rows[i + 1]?.state, row.state),
  }));
}

const tag = 'Assets';
const nothingHere = (id: string) =>
  new Problem('not-found', { id: `Tidak ada aset ${id} di sini.`, en: `There is no asset ${id} here.` });

export const readVersions = defineOperation({
  id: 'readItemVersions',
  method: 'get',
  path: '/collections/{type}/items/{id}/versions',
  tag,
  summary: 'All versions of an asset, the newest first, also of a deleted one',
  permission: 'asset.history',
  params: itemParams,
  responses: { 200: { description: 'The versions', schema: versionsSchema } },
  async handle({ params, deps }) {
    await requireAssetType(deps.db, params.type);
    if ((await findAsset(deps.db, params.type, params.id)) === undefined) throw nothingHere(params.id);
    return { versions: toVersions(await assetVersions(deps.db, params.id)) };
  },
});

export const restoreVersion = defineOperation({
  id: 'restoreItemVersion',
  method: 'post',
  path: '/collections/{type}/items/{id}/versions/{version}/restore',
  tag,
  summary: 'Make a version current again, as a new version; brings a deleted asset back',
  permission: 'asset.write',
  params: itemParams.extend({ version: numberText(z.number().int().min(1).max(2_147_483_647)) }),
  responses: { 200: { description: 'The restored feature', schema: featureSchema, contentType: mediaTypes.geojson } },
  async handle({ params, actor, req, res, deps }) {
    const type = await requireAssetType(deps.db, params.type);
    let content: AssetContent | undefined;
    const restore = deps.db.transaction(async (trx) => {
      const asset = await findAsset(trx, type.id, params.id, { lock: true });
      if (asset === undefined) throw nothingHere(params.id);
      requireIfMatch(req, asset.version, JSON.parse(asset.feature));
      const version = await assetVersion(trx, params.id, params.version);
      if (version === undefined)
        throw new Problem('not-found', {
          id: `Aset ini tidak punya versi ${params.version}.`,
          en: `This asset has no version ${params.version}.`,
        });
      // The type may have changed since: what it no longer allows is told, not forced in.
      // Being published is a decision about the asset, not a part of its old state.
      const { geometry, properties } = version.state;
      const feature = parseFeatureContent(req, { geometry, properties: { ...properties, published: asset.published } });
      content = checkedContent(req, actor, type, feature, asset);
      const { actorId, tokenId } = idsOf(actor);
      const restored = await replaceAsset(trx, { id: params.id, content, by: actorId, operation: 'restore' });
      await insertAudit(trx, {
        actorId,
        tokenId,
        action: 'asset.restore',
        nounId: params.id,
        detail: { from: params.version, version: restored.version },
      });
      return restored;
    });
    const restored = await restore.catch((error: unknown) => {
      if (content === undefined) throw error;
      return refusedWrite(req, deps.db, error, content);
    });
    sendFeature(req, res.status(200), type.id, restored);
  },
});

export const versionOperations = [readVersions, restoreVersion];
