/** Photos in the database: what it refuses, what their targets are, how pages are cut. */
import { expect } from 'chai';
import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import {
  findPhoto,
  findPhotoTarget,
  insertPhoto,
  photoHashes,
  photoPage,
  photosAfter,
  type NewPhoto,
} from '../../db/queries/photos.ts';
import { insertAccounts } from '../support/app.ts';
import { resetDatabase, testDatabase } from '../support/database.ts';

const [longitude, latitude] = [120.327, -2.553];

describe('photos in the database', () => {
  let db: Knex;
  let asset: string;
  let project: string;
  let report: string;
  before(async () => {
    ({ db } = await testDatabase());
    await resetDatabase(db);
    await insertAccounts(db);
    [asset, project, report] = [uuidv7(), uuidv7(), uuidv7()];
    await db('projects').insert({
      id: project,
      name: 'Lampu jalan',
      dimension: 'branding',
      lead_agency_id: 'dputrkp2',
      status: 'ongoing',
      planned_start: '2026-01-01',
      actual_start: '2026-03-01',
    });
    await db('project_partners').insert({ project_id: project, agency_id: 'kominfo' });
    await db('progress_reports').insert({ id: report, project_id: project, reported_on: '2026-04-01', percent: 10 });
    await db('assets').insert({
      id: asset,
      type_id: 'street-lights',
      geometry_type: 'Point',
      code: 'PJU-1',
      status: 'built',
      project_id: project,
      agency_id: 'dputrkp2',
      geom: db.raw('st_setsrid(st_makepoint(?, ?), 4326)', [longitude, latitude]),
    });
  });

  const photo = (changes: Partial<NewPhoto> = {}): NewPhoto => ({
    id: uuidv7(),
    asset,
    project: null,
    report: null,
    agency: 'dputrkp2',
    phase: null,
    sha256: 'ab'.repeat(32),
    bytes: 1000,
    mediaType: 'image/jpeg',
    width: 100,
    height: 50,
    originalName: '',
    takenAt: null,
    takenAtSource: null,
    receivedAt: new Date('2026-11-23T00:00:00.123Z'),
    longitude: null,
    latitude: null,
    positionSource: null,
    accuracy: null,
    azimuth: null,
    warnings: [],
    uploadedBy: null,
    illustration: false,
    ...changes,
  });
  const insert = (changes?: Partial<NewPhoto>) => db.transaction((trx) => insertPhoto(trx, photo(changes)));
  const refused = async (changes: Partial<NewPhoto>) => {
    const error = await insert(changes).then(
      () => undefined,
      (reason: unknown) => reason as { code: string },
    );
    return error?.code;
  };

  it('come back as they were stored', async () => {
    const sent = photo({
      report,
      phase: 50,
      takenAt: new Date('2026-11-20T01:30:00Z'),
      takenAtSource: 'exif',
      longitude,
      latitude,
      positionSource: 'manual',
      accuracy: 3.5,
      azimuth: 90.25,
      originalName: "o'foto \\ ? $1.jpg",
      warnings: [{ code: 'far-from-asset' }],
    });
    await db.transaction((trx) => insertPhoto(trx, sent));
    expect(await findPhoto(db, sent.id)).to.deep.equal({
      ...sent,
      uploadedByName: null,
      deleted: false,
      published: false,
    });
  });

  it('are refused when they belong to nothing or contradict themselves', async () => {
    const check = '23514';
    expect(await refused({ asset: null })).to.equal(check);
    expect(await refused({ positionSource: 'exif' })).to.equal(check);
    expect(await refused({ longitude, latitude })).to.equal(check);
    expect(await refused({ takenAt: new Date() })).to.equal(check);
    expect(await refused({ phase: 25 as never })).to.equal(check);
    expect(await refused({ azimuth: 360 })).to.equal(check);
    expect(await refused({ sha256: 'x' })).to.equal(check);
    expect(await refused({ bytes: 0 })).to.equal(check);
    expect(await refused({ asset: uuidv7() })).to.equal('23503');
  });

  it('have a target with its agencies, the start of its work and the geodesic distance to it', async () => {
    const target = await findPhotoTarget(db, { asset, project, report }, { longitude, latitude: latitude + 0.001 });
    expect(target.asset).to.deep.equal({ agency: 'dputrkp2', project });
    expect(target.project?.leadAgency).to.equal('dputrkp2');
    expect(target.project?.agencies).to.have.members(['dputrkp2', 'kominfo']);
    expect(target.report).to.deep.equal({ project });
    expect(target.workStart).to.equal('2026-03-01');
    // A thousandth of a degree of latitude near the equator: GRS 80's 110.574 km to the degree.
    expect(target.distance).to.be.closeTo(110.57, 0.05);
    expect((await findPhotoTarget(db, { asset }, null)).workStart, "by the asset's project").to.equal('2026-03-01');
  });

  it('have no target where it is not there', async () => {
    const target = await findPhotoTarget(db, { asset: uuidv7(), project: uuidv7() }, { longitude, latitude });
    expect(target).to.deep.equal({ asset: null, project: null, report: null, distance: null, workStart: null });
  });

  it('received in the same instant are cut into pages by their ids', async () => {
    const own = uuidv7();
    await db('projects').insert({
      id: own,
      name: 'x',
      dimension: 'living',
      lead_agency_id: 'dputrkp2',
      status: 'planned',
    });
    const ids = Array.from({ length: 5 }, () => uuidv7());
    for (const id of ids) await insert({ id, asset: null, project: own });
    const seen: string[] = [];
    let after: readonly [string, string] | undefined;
    for (let more = true; more;) {
      const rows = await photoPage(db, { project: own, publishedOnly: false }, 2, after);
      seen.push(...rows.slice(0, 2).map(({ id }) => id));
      more = rows.length > 2;
      after = [rows[1]?.receivedAt.toISOString() ?? '', rows[1]?.id ?? ''];
    }
    expect(seen).to.deep.equal(ids.toReversed());
  });

  it('are walked by the sweeper, batch by batch, and known by id', async () => {
    const all: string[] = [];
    let last: string | null = null;
    for (let batch = await photosAfter(db, last, 2); batch.length > 0; batch = await photosAfter(db, last, 2)) {
      all.push(...batch.map(({ id }) => id));
      last = batch.at(-1)!.id;
    }
    expect(new Set(all).size).to.equal(all.length);
    expect(all).to.have.length(Number((await db('photos').count())[0]!['count']));
    const known = await photoHashes(db, [all[0]!, uuidv7()]);
    expect([...known]).to.deep.equal([[all[0], 'ab'.repeat(32)]]);
  });
});
