/** The six standard asset types. They are part of every installation; a later change of one needs a migration of its own. */
import type { Knex } from 'knex';
import { standardAssetTypes } from '../seeds/asset-types/index.ts';

export async function up(knex: Knex): Promise<void> {
  const rows = standardAssetTypes.map((type) => ({
    id: type.id,
    title_id: type.title[0],
    title_en: type.title[1],
    description_id: type.description[0],
    description_en: type.description[1],
    geometry_type: type.geometryType,
    symbol: type.symbol,
    schema: JSON.stringify(type.schema),
    position: type.position,
  }));
  // One that has assets outlives `down`, and may have been changed since.
  await knex('asset_types').insert(rows).onConflict('id').ignore();
}

export async function down(knex: Knex): Promise<void> {
  await knex('asset_types')
    .whereIn(
      'id',
      standardAssetTypes.map(({ id }) => id),
    )
    .whereNotExists(knex('assets').select(knex.raw('1')).whereRaw('assets.type_id = asset_types.id'))
    .delete();
}
