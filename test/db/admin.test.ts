/** `npm run admin` against a database that a service uses. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { verifyPassword } from '../../api/http/passwords.ts';
import { openEmbedded } from '../../db/embedded.ts';
import { findCredentialsByEmail } from '../../db/queries/users.ts';
import { resetDatabase, template, testDatabase, type TestDatabase } from '../support/database.ts';

const program = fileURLToPath(new URL('../../scripts/admin.ts', import.meta.url));

async function admin(env: Record<string, string>, args: string[], stdin = '') {
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    env: { PATH: process.env['PATH'], ...env },
  });
  child.stdin.end(stdin);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
}

describe('the admin command', function () {
  this.timeout(120_000);
  let database: TestDatabase;
  const run = (args: string[], stdin?: string) => admin({ DATABASE_URL: database.url }, args, stdin);
  const account = [
    '--email',
    'First@Lutra.example',
    '--name',
    'Administrator',
    '--role',
    'admin',
    '--agency',
    'dputrkp2',
  ];
  const email = 'first@lutra.example';

  before(async () => {
    database = await testDatabase();
    await resetDatabase(database.db);
  });

  it('tells what it can do', async () => {
    const { code, out } = await admin({}, ['--help']);
    expect(code).to.equal(0);
    for (const command of ['create-agency', 'create-user', 'set-password', 'list-users'])
      expect(out).to.include(command);
  });

  it('makes the first agency and the first administrator, and says first what is missing', async () => {
    const early = await run(['create-user', ...account, '--password-stdin'], 'a long enough password\n');
    expect(early.code).to.equal(1);
    expect(early.err).to.match(/no agency yet.*create-agency/);
    await run(['create-agency', '--id', 'dputrkp2', '--name', 'Dinas PUTRKP2', '--short-name', 'DPUTRKP2']);
    const made = await run(['create-user', ...account, '--password-stdin'], 'a long enough password\n');
    expect(made.code, made.err).to.equal(0);
    expect(made.out).not.to.include('a long enough password');
    const user = await findCredentialsByEmail(database.db, email);
    expect(user).to.deep.include({ role: 'admin', agency: 'dputrkp2', active: true });
    expect(await verifyPassword(user?.passwordHash, 'a long enough password')).to.equal(true);
    const rows = await database.db('audit').orderBy('id');
    expect(rows.map(({ action }) => action)).to.deep.equal(['agency.create', 'user.create']);
    const again = await run(['create-user', ...account, '--password-stdin'], 'a long enough password\n');
    expect(again.err).to.match(/has an account already/);
    expect((await run(['list-users'])).out).to.match(
      /^first@lutra\.example +admin +dputrkp2 +active +Administrator\n$/,
    );

    const reset = await run(['set-password', '--email', email]);
    const shown = /shown this once: (\S+)/.exec(reset.out)?.[1] ?? '';
    expect(shown).to.have.length(20);
    const changed = await findCredentialsByEmail(database.db, email);
    expect(await verifyPassword(changed?.passwordHash, shown)).to.equal(true);
  });

  it('names what is wrong and changes nothing', async () => {
    const cases: [string[], string, RegExp][] = [
      [[], '', /Which command\?/],
      [['constructor'], '', /Not a command: constructor/],
      [['create-user', '--email', 'x'], '', /--email: .*\n--name: .*\n--role: .*\n--agency: /],
      [['set-password', '--email', email, '--password-stdin'], 'short', /--password: .*12/],
      [['set-password', '--email', email, '--password-stdin'], email, /must not be the email/],
      [
        ['set-password', '--email', 'none@lutra.example', '--password-stdin'],
        'a long enough password',
        /no account none@/,
      ],
      [['list-users', '--role', 'admin'], '', /takes no --role/],
      [['list-users', '--frobnicate'], '', /--help/],
    ];
    const before = await database.db('users');
    for (const [args, stdin, message] of cases) {
      const { code, err, out } = await run(args, stdin);
      expect(code, args.join(' ')).to.equal(1);
      expect(err)
        .to.match(message)
        .and.not.match(/^ {4}at /m);
      expect(out).to.equal('');
    }
    expect(await database.db('users')).to.deep.equal(before);
  });

  it('says what to do while the service has the embedded database open', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'lutra-test-'));
    const embedded = await openEmbedded(dataDir, { template: await template('empty') });
    try {
      const { code, err } = await admin({ DATA_DIR: dataDir }, ['list-users']);
      expect(code).to.equal(1);
      expect(err)
        .to.match(new RegExp(`data directory .* is open in process ${process.pid}`))
        .and.include('stop it');
    } finally {
      await embedded.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
