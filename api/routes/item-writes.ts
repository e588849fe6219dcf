/** Writing an asset and answering with it: what creating, replacing, patching, deleting and restoring share. */
import type { Request, Response } from 'express';
import { isSame } from '../domain/changes.ts';
import { idsOf, scopeOf, type Actor } from '../domain/policy.ts';
import { checkedContent, refusedWrite } from '../http/asset-content.ts';
import type { AppDeps } from '../http/operation.ts';
import { etagOf, requireIfMatch } from '../http/preconditions.ts';
import { Problem } from '../http/problems.ts';
import { apiRoot, mediaTypes } from '../ogc/links.ts';
import { insertAudit } from '../../db/queries/audit.ts';
import type { AssetTypeRow } from '../../db/queries/asset-types.ts';
import {
  assetIdTaken,
  assetVersion,
  findAsset,
  insertAsset,
  replaceAsset,
  storedShape,
  type AssetContent,
  type AssetRow,
} from '../../db/queries/assets.ts';

/** A living asset that the actor may see; 410 for a tombstone, 404 for what is not there or not published. */
export async function requireAsset(deps: AppDeps, actor: Actor, type: string, id: string): Promise<AssetRow> {
  const asset = await findAsset(deps.db, type, id);
  requireAlive(actor, asset, id);
  return asset;
}

export function requireAlive(actor: Actor, asset: AssetRow | undefined, id: string): asserts asset is AssetRow {
  if (asset === undefined || (!asset.published && scopeOf(actor, 'asset.read') === 'published'))
    throw new Problem('not-found', { id: `Tidak ada aset ${id} di sini.`, en: `There is no asset ${id} here.` });
  if (asset.deleted)
    throw new Problem(
      'deleted',
      {
        id: 'Aset ini sudah dihapus. Riwayatnya tetap tersimpan dan dapat dipulihkan.',
        en: 'This asset was deleted. Its history is kept and it can be restored.',
      },
      { version: asset.version },
    );
}

export function sendFeature(req: Request, res: Response, type: string, asset: AssetRow): void {
  const links = [
    { href: `${apiRoot(req)}/collections/${type}/items/${asset.id}`, rel: 'self', type: mediaTypes.geojson },
    { href: `${apiRoot(req)}/collections/${type}`, rel: 'collection', type: mediaTypes.json },
  ];
  res
    .type(mediaTypes.geojson)
    .set({ ETag: etagOf(asset.version), 'Cache-Control': 'no-cache', Vary: 'Cookie, Authorization' })
    .send(`${asset.feature.slice(0, -1)},"links":${JSON.stringify(links)}}`);
}

/** Answers 201 with the new asset, or 200 with the one that this very request has made before. */
export async function createAndSend(
  req: Request,
  res: Response,
  deps: AppDeps,
  actor: Actor,
  type: AssetTypeRow,
  id: string,
  content: AssetContent,
): Promise<void> {
  const known = await replayed(deps, actor, type, id, content);
  const asset = known ?? (await create(req, deps, actor, type, id, content));
  // Of two requests at once, the one that lost is a repetition of the one that won.
  const repeated = asset ?? (await replayed(deps, actor, type, id, content));
  if (repeated === undefined)
    throw new Problem('conflict', { id: 'id ini sudah dipakai aset lain.', en: 'This id is taken by another asset.' });
  res
    .status(known === undefined && asset !== undefined ? 201 : 200)
    .location(`${apiRoot(req)}/collections/${type.id}/items/${id}`);
  sendFeature(req, res, type.id, repeated);
}

/** Inserts the asset; undefined when the id is taken. */
async function create(
  req: Request,
  deps: AppDeps,
  actor: Actor,
  type: AssetTypeRow,
  id: string,
  content: AssetContent,
): Promise<AssetRow | undefined> {
  const { actorId, tokenId } = idsOf(actor);
  try {
    return await deps.db.transaction(async (trx) => {
      const asset = await insertAsset(trx, {
        id,
        type: type.id,
        geometryType: type.geometryType,
        content,
        by: actorId,
      });
      await insertAudit(trx, { actorId, tokenId, action: 'asset.create', nounId: id, detail: { type: type.id } });
      return asset;
    });
  } catch (error) {
    // The code may have been the first to clash when the same asset came twice.
    if (await assetIdTaken(deps.db, id)) return undefined;
    return refusedWrite(req, deps.db, error, content);
  }
}

/** Replaces the content that `next` makes of the current feature, under the row's lock. */
export async function change(
  req: Request,
  deps: AppDeps,
  actor: Actor,
  type: AssetTypeRow,
  id: string,
  next: (current: unknown) => Parameters<typeof checkedContent>[3],
): Promise<AssetRow> {
  let content: AssetContent | undefined;
  try {
    return await deps.db.transaction(async (trx) => {
      const asset = await findAsset(trx, type.id, id, { lock: true });
      requireAlive(actor, asset, id);
      const current: unknown = JSON.parse(asset.feature);
      requireIfMatch(req, asset.version, current);
      content = checkedContent(req, actor, type, next(current), asset);
      const { actorId, tokenId } = idsOf(actor);
      const changed = await replaceAsset(trx, { id, content, by: actorId, operation: 'update' });
      await insertAudit(trx, {
        actorId,
        tokenId,
        action: 'asset.update',
        nounId: id,
        detail: { version: changed.version },
      });
      return changed;
    });
  } catch (error) {
    if (content === undefined) throw error;
    return refusedWrite(req, deps.db, error, content);
  }
}

/**
 * The asset as it is now, when the same person has created it with this very content before: a repeated request,
 * such as a phone sends that never heard the first answer, changes nothing.
 */
export async function replayed(
  deps: AppDeps,
  actor: Actor,
  type: AssetTypeRow,
  id: string,
  content: AssetContent,
): Promise<AssetRow | undefined> {
  const first = await assetVersion(deps.db, id, 1);
  if (first === undefined || actor.kind === 'public' || first.changedBy !== actor.userId) return undefined;
  const { geometry, attributes, ...base } = content;
  const stored = { geometry: await storedShape(deps.db, geometry), properties: { ...base, ...attributes } };
  return isSame(first.state, stored) ? requireAsset(deps, actor, type.id, id) : undefined;
}
