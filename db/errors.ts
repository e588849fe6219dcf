/** What PostgreSQL, `pg` and the pool throw, as named errors, in one place. Codes: PostgreSQL, appendix A. */

export class DatabaseError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A rule of the schema that the row would break. */
export class ConstraintViolation extends DatabaseError {
  /** Its name in the schema; of a column that may not be null, the column's. */
  readonly constraint: string;
  readonly table: string;

  constructor(constraint: string, cause: unknown, table = '') {
    super(`${table === '' ? '' : `${table}: `}${constraint}`, { cause });
    this.constraint = constraint;
    this.table = table;
  }
}

export class UniqueViolation extends ConstraintViolation {}
export class ForeignKeyViolation extends ConstraintViolation {}
export class CheckViolation extends ConstraintViolation {}
export class NotNullViolation extends ConstraintViolation {}

/** A value that its type cannot hold: malformed, out of range, with a NUL, not a geometry. */
export class InvalidValue extends DatabaseError {}
/** Gone, starting, stopping, or without a free connection. The same request may succeed later. */
export class DatabaseUnavailable extends DatabaseError {}
/** Took longer than `statement_timeout`, or waited longer for a lock than it may. */
export class QueryTimeout extends DatabaseError {}
/** Lost against a transaction beside it: the whole transaction may be tried again. */
export class SerializationFailure extends DatabaseError {}
export class DiskFull extends DatabaseError {}

const constraints = new Map([
  ['23502', NotNullViolation],
  ['23503', ForeignKeyViolation],
  ['23505', UniqueViolation],
  ['23514', CheckViolation],
]);

const others = new Map<string, typeof DatabaseError>([
  ...named(QueryTimeout, '57014', '55P03'),
  ...named(SerializationFailure, '40001', '40P01'),
  ...named(DiskFull, '53100'),
  // Ended by the administrator, crashed, starting; idle too long; out of memory; no connection is free.
  ...named(DatabaseUnavailable, '57P01', '57P02', '57P03', '57P05', '25P03', '53200', '53300'),
  // Closed to connections for maintenance, or gone.
  ...named(DatabaseUnavailable, '55000', '3D000'),
  // A standby after a failover, until the address points to the new primary.
  ...named(DatabaseUnavailable, '25006'),
]);

/** Of the operating system, while connecting or on a connection. ENOENT is a socket that is not there. */
const networkCodes =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ENOENT|ETIMEDOUT|E(HOST|NET)UNREACH|EHOSTDOWN|ENOTFOUND|EAI_AGAIN)$/;
const networkCalls = /^(connect|read|write|getaddrinfo)$/;

/** `pg` and the pool give these no code; knex puts the statement before them. */
const unavailable = new RegExp(
  [
    'Connection terminated',
    'Connection ended unexpectedly',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
    'timeout expired$',
    'Unable to acquire a connection',
    'operation timed out for an unknown reason',
  ].join('|'),
);

function named(error: typeof DatabaseError, ...codes: string[]): [string, typeof DatabaseError][] {
  return codes.map((code) => [code, error]);
}

/** Of PostgreSQL by `pg`, or of the operating system by Node.js. */
type ErrorFields = Partial<Record<'code' | 'constraint' | 'column' | 'table' | 'syscall', string>>;

/** The named error for what a query threw, with that as its cause; undefined for what is a bug, or not the database's. */
export function namedDatabaseError(error: unknown): DatabaseError | undefined {
  if (error instanceof DatabaseError) return error;
  // A name with several addresses, none of which answered.
  if (error instanceof AggregateError) return namedDatabaseError(error.errors[0]);
  if (!(error instanceof Error)) return undefined;
  const { code, constraint, column, table, syscall } = error as Error & ErrorFields;
  const options = { cause: error };
  if (typeof code !== 'string') {
    const isUnavailable = error.name === 'KnexTimeoutError' || unavailable.test(error.message);
    return isUnavailable ? new DatabaseUnavailable(error.message, options) : undefined;
  }
  const Constraint = constraints.get(code);
  if (Constraint) return new Constraint(constraint ?? column ?? '', error, table);
  const Other = others.get(code);
  if (Other) return new Other(error.message, options);
  if (code.startsWith('08') || (networkCodes.test(code) && networkCalls.test(syscall ?? '')))
    return new DatabaseUnavailable(error.message, options);
  return code.startsWith('22') ? new InvalidValue(error.message, options) : undefined;
}
