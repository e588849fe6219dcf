/** `npm run admin`: accounts and agencies from the command line, such as the very first administrator. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { ConfigError, readConfig } from '../api/config.ts';
import { agencyInputSchema } from '../api/contract/agencies.ts';
import { emailSchema, passwordSchema, userInputSchema } from '../api/contract/users.ts';
import { repeatsEmail } from '../api/domain/password.ts';
import { hashPassword } from '../api/http/passwords.ts';
import { connect } from '../db/connection.ts';
import { DataDirectoryInUse, openEmbedded } from '../db/embedded.ts';
import { DatabaseUnavailable, ForeignKeyViolation, namedDatabaseError, UniqueViolation } from '../db/errors.ts';
import { migrateUp } from '../db/migrate.ts';
import { agencyPage, insertAgency } from '../db/queries/agencies.ts';
import { insertAudit } from '../db/queries/audit.ts';
import { findCredentialsByEmail, insertUser, updateUser, userPage, type UserRow } from '../db/queries/users.ts';
import { askPassword, passwordFromStdin, Refused } from './read-password.ts';

const help = `npm run admin -- <command> [options]

Keeps accounts and agencies in the database that the service uses (DATABASE_URL, else the embedded one under DATA_DIR;
the embedded one is open to one program at a time: stop the service first).

  create-agency --id dputrkp2 --name "Dinas PUTRKP2" --short-name DPUTRKP2
  create-user --email a@b.example --name "Administrator" --role admin --agency dputrkp2 [--password-stdin]
  set-password --email a@b.example [--password-stdin]      the account's sessions end
  list-users

Roles: admin, planner, surveyor, liaison, viewer. The password (12 to 200 characters) is asked for without showing it,
or read from stdin with --password-stdin; without a terminal one is made and printed once.`;

const options = {
  email: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  agency: { type: 'string' },
  id: { type: 'string' },
  'short-name': { type: 'string' },
  'password-stdin': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Values = ReturnType<typeof parse>['values'];

interface Command {
  takes: (keyof typeof options)[];
  /** Asks and checks what needs no database, and answers with what is to be done in it. */
  prepare(values: Values): Promise<(db: Knex) => Promise<void>>;
}

const commands: Record<string, Command> = {
  'create-agency': {
    takes: ['id', 'name', 'short-name'],
    async prepare({ id, name, 'short-name': shortName }) {
      const agency = checked(agencyInputSchema, { id, name, shortName });
      return async (db) => {
        await db.transaction(async (trx) => {
          await insertAgency(trx, agency);
          await insertAudit(trx, { actorId: null, action: 'agency.create', nounId: agency.id, detail: agency });
        });
        say(`Agency ${agency.id} created.`);
      };
    },
  },
  'create-user': {
    takes: ['email', 'name', 'role', 'agency', 'password-stdin'],
    async prepare({ email, name, role, agency, 'password-stdin': fromStdin }) {
      const content = checked(userInputSchema.omit({ password: true }), { email, name, role, agency });
      const { password, isMade } = await passwordFor(content.email, fromStdin);
      const passwordHash = await hashPassword(password);
      return async (db) => {
        const id = uuidv7();
        await db
          .transaction(async (trx) => {
            await insertUser(trx, { id, ...content, passwordHash });
            await insertAudit(trx, { actorId: null, action: 'user.create', nounId: id, detail: content });
          })
          .catch((error: unknown) => refuse(db, error, content));
        say(`Account ${content.email} (${content.role}, ${content.agency}) created.`);
        if (isMade) say(`Password, shown this once: ${password}`);
      };
    },
  },
  'set-password': {
    takes: ['email', 'password-stdin'],
    async prepare({ email: given, 'password-stdin': fromStdin }) {
      const email = checked(emailSchema, given, 'email');
      const { password, isMade } = await passwordFor(email, fromStdin);
      const passwordHash = await hashPassword(password);
      return async (db) => {
        const account = await findCredentialsByEmail(db, email);
        if (account === undefined) throw new Refused(`There is no account ${email}. See: npm run admin -- list-users`);
        await db.transaction(async (trx) => {
          await updateUser(trx, account.id, { passwordHash });
          await insertAudit(trx, { actorId: null, action: 'user.change-password', nounId: account.id });
        });
        say(`Password of ${email} changed; its sessions have ended.`);
        if (!account.active) say('The account is deactivated: an administrator can activate it.');
        if (isMade) say(`Password, shown this once: ${password}`);
      };
    },
  },
  'list-users': {
    takes: [],
    prepare: async () => async (db) => {
      let last: UserRow | undefined;
      do {
        const shown = (await userPage(db, 500, last && [last.name, last.id])).slice(0, 500);
        for (const { email, role, agency, active, name } of shown)
          say([email.padEnd(32), role.padEnd(8), agency.padEnd(28), active ? 'active ' : 'off    ', name].join('  '));
        last = shown.at(-1);
      } while (last !== undefined);
    },
  },
};

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

function checked<S extends z.ZodType>(schema: S, value: unknown, name?: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const told = parsed.error.issues.map(({ path, message }) => {
    const option = (name ?? String(path[0])).replace('shortName', 'short-name');
    return `--${option}: ${message}`;
  });
  throw new Refused(told.join('\n'));
}

async function passwordFor(email: string, fromStdin = false): Promise<{ password: string; isMade: boolean }> {
  const given = fromStdin ? await passwordFromStdin() : process.stdin.isTTY ? await askPassword() : undefined;
  if (given === undefined) return { password: randomBytes(15).toString('base64url'), isMade: true };
  const password = checked(passwordSchema, given, 'password');
  if (repeatsEmail(password, email)) throw new Refused('--password: must not be the email address');
  return { password, isMade: false };
}

async function refuse(db: Knex, error: unknown, { email, agency }: { email: string; agency: string }): Promise<never> {
  const named = namedDatabaseError(error);
  if (named instanceof UniqueViolation) throw new Refused(`--email: ${email} has an account already.`);
  if (!(named instanceof ForeignKeyViolation)) throw error;
  const known = (await agencyPage(db, 50, undefined)).map(({ id }) => id);
  throw new Refused(
    known.length === 0
      ? `--agency: there is no agency yet. Make it first: npm run admin -- create-agency --id ${agency} --name … --short-name …`
      : `--agency: there is no ${agency}; there are ${known.join(', ')}. Others are made by create-agency.`,
  );
}

async function withDatabase(work: (db: Knex) => Promise<void>): Promise<void> {
  const config = readConfig(process.env, process.cwd());
  const embedded =
    config.databaseUrl === undefined
      ? await openEmbedded(config.dataDir, {
          onStep: (step) => process.stderr.write(`  … Embedded database: ${step}, some seconds\n`),
        })
      : undefined;
  try {
    const db = connect(embedded?.url ?? config.databaseUrl ?? '');
    try {
      await migrateUp(db);
      await work(db);
    } finally {
      await db.destroy();
    }
  } finally {
    await embedded?.close();
  }
}

function parse(args: string[]) {
  return parseArgs({ args, options, allowPositionals: true });
}

function commandOf(name: string | undefined, rest: string[], values: Values): Command {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name!] : undefined;
  if (command === undefined || rest.length > 0)
    throw new Refused(
      `${name === undefined ? 'Which command?' : `Not a command: ${[name, ...rest].join(' ')}`}\n\n${help}`,
    );
  const strange = Object.keys(values).filter((key) => !(command.takes as string[]).includes(key));
  if (strange.length > 0) throw new Refused(`${name} takes no --${strange.join(', --')}. See: npm run admin -- --help`);
  return command;
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help === true) {
    say(help);
    return;
  }
  const [name, ...rest] = positionals;
  await withDatabase(await commandOf(name, rest, values).prepare(values));
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof Refused || error instanceof ConfigError) return error.message;
  if (error instanceof DataDirectoryInUse)
    return `${error.message}\nIf that is the service: stop it, run this again, start it again.`;
  if ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return `${error.message}\nSee: npm run admin -- --help`;
  const named = namedDatabaseError(error);
  if (named instanceof DatabaseUnavailable)
    return `The database does not answer: ${named.message}. Check DATABASE_URL.`;
  if (named instanceof UniqueViolation) return `That one is there already (${named.constraint}).`;
  return error.stack ?? error.message;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
