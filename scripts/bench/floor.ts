/** The floor of what the database answers: the very statements that the service's own queries send, through `pg` alone. */
import type { Knex } from 'knex';
import pg from 'pg';
import { connect, isEmbedded } from '../../db/connection.ts';
import type { Closers } from './database.ts';

export interface Statement {
  sql: string;
  bindings: unknown[];
}

export interface Floor {
  /** For the service's own queries, whose statements are recorded. */
  db: Knex;
  /** Whether it is the embedded database. */
  embedded: boolean;
  /** The statements that `queries` sends. */
  record(queries: () => Promise<unknown>): Promise<Statement[]>;
  /** Sends them at once, each on a connection of its own as far as the pool goes, as the service does. */
  run(statements: readonly Statement[]): Promise<pg.QueryResult[]>;
}

export function openFloor(url: string, closers: Closers): Floor {
  const db = connect(url);
  closers.push(() => db.destroy());
  const embedded = isEmbedded(db);
  // Not compiled, as the service has it: otherwise the floor would be the slower one.
  const settings = embedded ? { max: 1 } : { max: 10, options: '-c jit=off' };
  const pool = new pg.Pool({ connectionString: url, ...settings, idleTimeoutMillis: 0 });
  closers.push(() => pool.end());
  return {
    db,
    embedded,
    async record(queries) {
      const statements: Statement[] = [];
      const note = ({ sql, bindings }: Statement) => statements.push({ sql, bindings });
      db.on('query', note);
      try {
        await queries();
      } finally {
        db.off('query', note);
      }
      return statements;
    },
    run: (statements) => Promise.all(statements.map(({ sql, bindings }) => pool.query(sql, bindings))),
  };
}
