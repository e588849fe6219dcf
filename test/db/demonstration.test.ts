/** The demonstration in a database: what stands in it, that it comes once, and that a killed start is made good. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Knex } from 'knex';
import pino from 'pino';
import { loadDemonstration, type Account } from '../../api/demonstration.ts';
import { verifyPassword } from '../../api/http/passwords.ts';
import { openDiskStore } from '../../api/storage/disk-store.ts';
import type { PhotoStore } from '../../api/storage/photo-store.ts';
import { demonstrationState, insertDemonstration, photos } from '../../db/seeds/demonstration.ts';
import { resetDatabase, testDatabase } from '../support/database.ts';

/** All pictures are drawn and stored; slow machines have slow disks. */
const LOAD_MS = 120_000;

describe('the demonstration in the database', () => {
  let db: Knex;
  let folder: string;
  let store: PhotoStore;
  let accounts: Account[] | null;

  const deps = () => ({ db, store, clock: () => new Date('2026-11-23T00:00:00Z'), log: pino({ level: 'silent' }) });
  const one = async (sql: string): Promise<Record<string, unknown>> => {
    const { rows } = await db.raw<{ rows: Record<string, unknown>[] }>(sql);
    return rows[0] ?? {};
  };

  before(async function () {
    this.timeout(LOAD_MS);
    ({ db } = await testDatabase());
    await resetDatabase(db);
    folder = await mkdtemp(path.join(tmpdir(), 'lutra-demonstration-'));
    store = await openDiskStore(folder);
    accounts = await loadDemonstration(deps(), {});
  });

  after(async () => {
    await resetDatabase(db);
    await rm(folder, { recursive: true, force: true });
  });

  it('tells five accounts with readable passwords of their own, which sign in', async () => {
    if (accounts === null) throw new Error('nothing was loaded');
    expect(accounts.map(({ email }) => email)).to.deep.equal(
      ['admin', 'planner', 'surveyor', 'liaison', 'viewer'].map((role) => `${role}@lutra.example`),
    );
    expect(new Set(accounts.map(({ password }) => password)).size).to.equal(5);
    for (const { email, password } of accounts) {
      expect(password).to.match(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
      const user = await db<{ email: string; password_hash: string }>('users').where({ email }).first();
      expect(await verifyPassword(user?.password_hash, password), email).to.equal(true);
    }
  });

  it('puts the liaison in the river agency', async () => {
    expect(await one(`select agency_id from users where role = 'liaison'`)).to.deep.equal({
      agency_id: 'bbws-pompengan-jeneberang',
    });
  });

  it('has five branding projects that DPUTRKP2 leads, the river agency a partner of the river work', async () => {
    const { rows } = await db.raw<{ rows: { lead: string; count: number }[] }>(
      `select lead_agency_id as lead, count(*)::int as count from projects where dimension = 'branding' group by 1`,
    );
    expect(rows).to.deep.equal([{ lead: 'dputrkp2', count: 5 }]);
    const partners = await db('project_partners as x')
      .join('projects as p', 'p.id', 'x.project_id')
      .where('x.agency_id', 'bbws-pompengan-jeneberang')
      .select('p.name');
    expect(partners).to.deep.equal([{ name: 'Penataan Sungai Masamba tahap I' }]);
  });

  it('has a river segment of 700.0 m by geography, which bends and runs downstream', async () => {
    const row = await one(
      `select st_length(geom::geography) as length,
         st_distance(st_startpoint(geom)::geography, st_endpoint(geom)::geography) as straight,
         st_y(st_startpoint(geom)) - st_y(st_endpoint(geom)) as southward
       from assets where type_id = 'river-segments'`,
    );
    expect(row['length']).to.be.closeTo(700, 0.5);
    expect(row['straight']).to.be.lessThan(680);
    expect(row['southward']).to.be.greaterThan(0.005);
  });

  it('lays the landscapes on both banks, within their stations and clear of the water', async () => {
    const { rows } = await db.raw<{ rows: Record<string, unknown>[] }>(
      `select a.attributes ->> 'side' as side, st_distance(a.geom::geography, r.geom::geography) as off,
         st_area(a.geom::geography) / (a.attributes ->> 'plannedArea')::float as ratio,
         st_ispolygonccw(a.geom) as ccw, a.id in (select b.id from assets b join assets c
           on c.type_id = b.type_id and c.id <> b.id and st_intersects(b.geom, c.geom)) as overlaps
       from assets a join assets r on r.type_id = 'river-segments' where a.type_id = 'riverbank-landscapes'`,
    );
    expect(rows.filter(({ side }) => side === 'left')).to.have.lengthOf(3);
    expect(rows.filter(({ side }) => side === 'right')).to.have.lengthOf(3);
    for (const row of rows) {
      expect(row['off']).to.be.within(12, 20);
      expect(row['ratio']).to.be.within(0.85, 1.15);
      expect([row['ccw'], row['overlaps']]).to.deep.equal([true, false]);
    }
  });

  it('has 180 street lights, and asset types of every kind in use', async () => {
    const { rows } = await db.raw<{ rows: { type_id: string; count: number }[] }>(
      'select type_id, count(*)::int as count from assets group by 1 order by 1',
    );
    expect(Object.fromEntries(rows.map(({ type_id, count }) => [type_id, count]))).to.deep.equal({
      'boundary-monuments': 9,
      memorials: 1,
      'river-segments': 1,
      'riverbank-landscapes': 6,
      'street-lights': 180,
      'tree-lights': 12,
    });
  });

  it('marks all of it as an illustration and publishes most', async () => {
    expect(
      await one(`select (select bool_and(illustration) from assets) as assets, (select bool_and(illustration) from projects) as projects,
         (select bool_and(illustration) from progress_reports) as reports, (select bool_and(illustration) from photos) as photos,
         (select bool_and(published) from projects) as published,
         (select count(*) filter (where not published) between 5 and 20 from assets) as unverified`),
    ).to.deep.equal({ assets: true, projects: true, reports: true, photos: true, published: true, unverified: true });
  });

  it('keeps a version for each state and an audit row for each version', async () => {
    expect(
      await one(`select (select count(*) from assets a where (select count(*) from asset_versions v where v.asset_id = a.id) <> a.version)::int as wrong,
         (select count(*) from asset_versions where operation = 'update')::int > 10 as visited,
         (select count(*) from asset_versions)::int - (select count(*) from audit where noun = 'asset')::int as unaudited`),
    ).to.deep.equal({ wrong: 0, visited: true, unaudited: 0 });
    const { state } = await one(
      `select v.state from asset_versions v join assets a on a.id = v.asset_id where a.code = 'TB-02' and v.version = 1`,
    );
    expect(state).to.have.nested.property('properties.status', 'planned');
  });

  it('stores every photo with the position and time of its EXIF and without a warning', async () => {
    const rows = await db('photos').select(
      'id',
      'warnings',
      'position_source',
      'taken_at',
      'taken_at_source',
      'azimuth',
    );
    expect(rows.map(({ id }) => id as string)).to.have.members(photos.map(({ id }) => id));
    for (const row of rows) {
      expect(row.warnings, row.id).to.deep.equal([]);
      expect([row.position_source, row.taken_at_source]).to.deep.equal(['exif', 'exif']);
      const seed = photos.find(({ id }) => id === row.id);
      expect(row.taken_at).to.deep.equal(new Date(seed?.takenAt ?? ''));
      expect(row.azimuth).to.equal(seed?.azimuth);
    }
  });

  it('does nothing at the next start', async () => {
    const before = await counts();
    expect(await loadDemonstration(deps(), {})).to.equal(null);
    expect(await counts()).to.deep.equal(before);
  });

  it('leaves a deleted photo deleted', async () => {
    await db('photos').where({ id: photos[1]?.id }).update({ deleted_at: db.fn.now() });
    expect(await loadDemonstration(deps(), {})).to.equal(null);
    const { gone } = await one('select count(*)::int as gone from photos where deleted_at is not null');
    expect(gone).to.equal(1);
  });

  it('adds the photos that a killed start left out, and tells new passwords that nobody was told', async function () {
    this.timeout(LOAD_MS);
    const lost = photos[0]?.id;
    await db('photos').where({ id: lost }).delete();
    await db('audit').where({ noun: 'demonstration' }).delete();
    await db('users').where({ role: 'admin' }).update({ version: 2 });
    const told = await loadDemonstration(deps(), { demoPassword: 'one for everybody' });
    expect(told?.map(({ role, password }) => [role, password])).to.deep.equal(
      ['planner', 'surveyor', 'liaison', 'viewer'].map((role) => [role, 'one for everybody']),
    );
    expect(await db('photos').where({ id: lost })).to.have.lengthOf(1);
    expect(await db.transaction(demonstrationState)).to.equal('loaded');
  });

  it('keeps out of a database with other data', async () => {
    await resetDatabase(db);
    await db('agencies').insert({ id: 'other', name: 'Other', short_name: 'Other' });
    expect(await loadDemonstration(deps(), {})).to.equal(null);
    expect((await one('select count(*)::int as n from projects'))['n']).to.equal(0);
  });

  it('leaves an empty database when its transaction is cut off', async () => {
    await resetDatabase(db);
    const hashes = new Map(
      ['admin', 'planner', 'surveyor', 'liaison', 'viewer'].map((role) => [`${role}@lutra.example`, 'x']),
    );
    const cut = db.transaction(async (trx) => {
      await insertDemonstration(trx, hashes);
      throw new Error('cut');
    });
    const failure: unknown = await cut.catch((error: unknown) => error);
    expect(failure).to.have.property('message', 'cut');
    expect(await db.transaction(demonstrationState)).to.equal('empty');
  });

  const counts = () =>
    one(`select (select count(*) from assets) as assets, (select count(*) from asset_versions) as versions,
       (select count(*) from audit) as audit, (select count(*) from photos) as photos, (select count(*) from users) as users`);
});
