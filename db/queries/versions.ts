/** The history that assets and projects share: every state that a thing has had, the newest first. */
import type { Knex } from 'knex';

export interface VersionRow<State> {
  version: number;
  operation: 'create' | 'update' | 'delete' | 'restore';
  changedAt: Date;
  changedBy: string | null;
  changedByName: string | null;
  state: State;
}

const histories = {
  asset: { table: 'asset_versions', column: 'asset_id' },
  project: { table: 'project_versions', column: 'project_id' },
} as const;

export async function versionsOf<State>(
  db: Knex,
  noun: keyof typeof histories,
  id: string,
): Promise<VersionRow<State>[]> {
  const { table, column } = histories[noun];
  return db(`${table} as v`)
    .leftJoin('users as u', 'u.id', 'v.changed_by')
    .where(`v.${column}`, id)
    .orderBy('v.version', 'desc')
    .select({
      version: 'v.version',
      operation: 'v.operation',
      changedAt: 'v.changed_at',
      changedBy: 'v.changed_by',
      changedByName: 'u.name',
      state: 'v.state',
    });
}
