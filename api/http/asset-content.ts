/** Checks that creating, replacing, patching and restoring an asset share. */
import type { Request } from 'express';
import type { Knex } from 'knex';
import type { AttributesSchema } from '../contract/asset-types.ts';
import { assetPropertiesSchema, geometrySchema, type FeatureInput } from '../contract/assets.ts';
import { contentOf } from '../domain/asset-input.ts';
import { attributeFaults } from '../domain/attributes.ts';
import { geometryFaults } from '../domain/geometry.ts';
import { allows, scopeOf, type Actor } from '../domain/policy.ts';
import { findAssetType, type AssetTypeRow } from '../../db/queries/asset-types.ts';
import { invalidShape, type AssetContent } from '../../db/queries/assets.ts';
import { CheckViolation, ForeignKeyViolation, namedDatabaseError, UniqueViolation } from '../../db/errors.ts';
import { languageOf, Problem, type Fault } from './problems.ts';
import { invalidContent, parseContent } from './validate.ts';

/** The type, or a 404 that names it. */
export async function requireAssetType(db: Knex, id: string): Promise<AssetTypeRow> {
  const type = await findAssetType(db, id);
  if (type === undefined)
    throw new Problem('not-found', { id: `Tidak ada koleksi "${id}".`, en: `There is no collection "${id}".` });
  return type;
}

interface Was {
  agency: string;
  published: boolean;
}

/**
 * The content that a feature asks to store, checked against its type and against what the actor may do.
 * `was` is the state before, absent for a new asset. Throws invalid-content with every fault, or forbidden.
 */
export function checkedContent(
  req: Request,
  actor: Actor,
  type: AssetTypeRow,
  feature: Pick<FeatureInput, 'geometry' | 'properties'>,
  was?: Was,
): AssetContent {
  const language = languageOf(req);
  const content = contentOf(feature);
  const errors: Fault[] = [
    ...geometryFaults(content.geometry, type.geometryType).map(({ pointer, detail }) => ({
      pointer: `/geometry${pointer}`,
      detail: detail[language],
    })),
    ...attributeFaults(type.schema as AttributesSchema, content.attributes, language).map(({ pointer, detail }) => ({
      pointer: `/properties${pointer}`,
      detail,
    })),
  ];
  if (errors.length > 0) throw invalidContent(errors);
  const agency = content.agency ?? was?.agency ?? (actor.kind === 'user' ? actor.agency : '');
  requireAgency(actor, agency);
  if (was !== undefined) requireAgency(actor, was.agency);
  return { ...content, agency, published: publishedAfter(actor, content.published, was) };
}

export function requireAgency(actor: Actor, agency: string): void {
  if (allows(actor, 'asset.write', { agency })) return;
  throw new Problem('forbidden', {
    id: `Aset ini dikelola instansi ${agency}; peran Anda hanya mengubah aset instansi sendiri.`,
    en: `This asset is kept by the agency ${agency}; your role changes assets of its own agency only.`,
  });
}

/** Whoever may verify publishes what they create, unless they say otherwise; for others it stays as it was. */
function publishedAfter(actor: Actor, asked: boolean | undefined, was: Was | undefined): boolean {
  const mayPublish = scopeOf(actor, 'asset.publish') !== undefined;
  const unchanged = was?.published ?? false;
  if (mayPublish) return asked ?? was?.published ?? true;
  if (asked === undefined || asked === unchanged) return unchanged;
  throw new Problem('forbidden', {
    id: 'Hanya perencana atau administrator yang memverifikasi dan menerbitkan aset.',
    en: 'Only a planner or an administrator verifies and publishes assets.',
  });
}

/** A merged feature (after RFC 7396) as a whole one. */
export function parseFeatureContent(req: Request, merged: unknown): Pick<FeatureInput, 'geometry' | 'properties'> {
  const language = languageOf(req);
  const { geometry, properties } = (merged ?? {}) as { geometry?: unknown; properties?: unknown };
  return {
    geometry: parseContent(geometrySchema, geometry, language, '/geometry'),
    properties: parseContent(assetPropertiesSchema, properties, language, '/properties'),
  };
}

/** What the database refused, as a problem that points at the member; any other error is thrown on as it is. */
export async function refusedWrite(req: Request, db: Knex, error: unknown, content: AssetContent): Promise<never> {
  const named = namedDatabaseError(error);
  if (named instanceof UniqueViolation && named.constraint === 'assets_code')
    throw new Problem(
      'conflict',
      {
        id: `Kode "${content.code}" sudah dipakai aset lain dari jenis ini.`,
        en: `The code "${content.code}" is taken by another asset of this type.`,
      },
      { errors: [{ pointer: '/properties/code', detail: content.code }] },
    );
  const language = languageOf(req);
  if (named instanceof ForeignKeyViolation) {
    const member = named.constraint.includes('project') ? 'project' : 'agency';
    const detail = { id: `Tidak ada ${member} dengan id ini.`, en: `There is no ${member} with this id.` };
    throw invalidContent([{ pointer: `/properties/${member}`, detail: detail[language] }]);
  }
  if (named instanceof CheckViolation) {
    const shape = await invalidShape(db, content.geometry);
    if (shape !== undefined) {
      const place = shape.longitude === null ? '' : ` [${round(shape.longitude)}, ${round(shape.latitude)}]`;
      const detail = {
        id: `Bentuk tidak sah: ${reasonsInIndonesian[shape.reason] ?? shape.reason}${place}.`,
        en: `The shape is not valid: ${shape.reason}${place}.`,
      };
      throw invalidContent([{ pointer: '/geometry/coordinates', detail: detail[language] }]);
    }
  }
  throw error;
}

/** RFC 7946 §11.2: seven decimals are enough. */
function round(degrees: number | null): number {
  return Number((degrees ?? 0).toFixed(7));
}

/** GEOS's words for what makes a shape invalid. */
const reasonsInIndonesian: Record<string, string> = {
  'Self-intersection': 'garisnya memotong dirinya sendiri di',
  'Ring Self-intersection': 'cincinnya memotong dirinya sendiri di',
  'Hole lies outside shell': 'lubang berada di luar poligon di',
  'Nested holes': 'lubang di dalam lubang di',
  'Interior is disconnected': 'bagian dalamnya terputus di',
  'Too few points in geometry component': 'titik yang berbeda kurang dari yang diperlukan di',
  'Empty geometry': 'kosong',
};
