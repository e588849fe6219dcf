/** The export of a river segment for the river agency, through the API and into GDAL. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { Feature } from '../../api/contract/assets.ts';
import { ILLUSTRATION } from '../../api/contract/common.ts';
import { riverExportSchema, type RiverExport } from '../../api/contract/river-segments.ts';
import { lengthOf, measureLine, type Coordinate } from '../../api/domain/stationing.ts';
import { useApp } from '../support/app.ts';
import { MASAMBA, newId } from '../support/features.ts';
import { offsetFrom } from '../support/river-lines.ts';

const run = promisify(execFile);
const at = (east: number, north: number) => [...offsetFrom(MASAMBA, east, north)];
const straight = [at(0, 0), at(0, -700)];
type ExportedFeature = RiverExport['features'][number];
type Kind = ExportedFeature['properties']['featureKind'];

interface Fault {
  type: string;
  detail: string;
  errors: { parameter: string }[];
}

describe('the export of a river segment', () => {
  const app = useApp();
  let lastCode = 0;

  async function create(type: string, geometry: { type: string; coordinates: unknown }, attributes: object = {}) {
    const planner = await app().as('planner');
    const properties = { code: `S-${(lastCode += 1)}`, ...attributes };
    const address = `/api/collections/${type}/items/${newId()}`;
    const reply = await planner.put<Feature>(address, { type: 'Feature', geometry, properties });
    expect(reply.status, JSON.stringify(reply.body)).to.equal(201);
    return reply.body;
  }
  const createRiver = (coordinates: number[][] = straight, attributes: object = {}) =>
    create('river-segments', { type: 'LineString', coordinates }, { river: 'Masamba', ...attributes });
  const createMemorial = (coordinates: number[]) =>
    create('memorials', { type: 'Point', coordinates }, { event: 'Banjir bandang' });
  const addressOf = (id: string, query = '') => `/api/river-segments/${id}/export.geojson${query}`;

  async function read(id: string, query = ''): Promise<RiverExport> {
    const reply = await (await app().as('liaison')).get<RiverExport>(addressOf(id, query));
    expect(reply.status, JSON.stringify(reply.body)).to.equal(200);
    return reply.body;
  }
  function ofKind<K extends Kind>(collection: RiverExport, kind: K) {
    return collection.features.filter(
      (feature): feature is Extract<ExportedFeature, { properties: { featureKind: K } }> =>
        feature.properties.featureKind === kind,
    );
  }

  /** Each test has a river of its own, a kilometre from the one before, so that none sees another's assets. */
  let rivers = 0;
  function place() {
    const origin = at(1000 * (rivers += 1), 0);
    return (east: number, north: number) => [...offsetFrom(origin, east, north)];
  }

  describe('as a file', () => {
    it('is an attachment of GeoJSON with a name that says what it holds', async () => {
      const { id } = await createRiver();
      const liaison = await app().as('liaison');
      const { headers } = await liaison.get(addressOf(id, '?from=0&to=700&step=50'));
      expect(headers.get('content-type')).to.match(/^application\/geo\+json/);
      expect(headers.get('content-disposition')).to.equal(
        'attachment; filename="sungai-masamba-STA-0+000-0+700.geojson"',
      );
    });

    it('has a safe name whatever the river is called', async () => {
      const { id } = await createRiver(undefined, { river: '../Sungai "Rōngkong"; x=%0d\\/\u202e 河' });
      const { headers } = await (await app().as('liaison')).get(addressOf(id));
      expect(headers.get('content-disposition')).to.equal(
        'attachment; filename="sungai-rongkong-x-0d-STA-0+000-0+700.geojson"',
      );
    });

    it('is as the contract says, without a crs and with at most seven decimals', async () => {
      const to = place();
      const { id } = await createRiver([to(0, 0), to(13, -333), to(1, -700)]);
      await create(
        'riverbank-landscapes',
        { type: 'Polygon', coordinates: [[to(9, -9), to(9, -99), to(29, -99), to(9, -9)]] },
        { kind: 'park' },
      );
      const collection = await read(id);
      expect(() => riverExportSchema.parse(collection)).not.to.throw();
      expect(collection).not.to.have.property('crs');
      expect(JSON.stringify(collection.features.map(({ geometry }) => geometry))).not.to.match(/\d\.\d{8,}/);
    });

    it('has flat properties: a table has no place for others', async () => {
      const to = place();
      const { id } = await createRiver([to(0, 0), to(0, -100)], { material: 'batu', width: 12 });
      await create('street-lights', { type: 'Point', coordinates: to(5, -5) }, { lampKind: 'LED' });
      const { features } = await read(id);
      for (const { properties } of features)
        for (const value of Object.values(properties))
          expect(typeof value === 'object' && value !== null).to.equal(false);
      expect(features[0]?.properties).to.include({ material: 'batu', width: 12, river: 'Masamba' });
    });
  });

  describe('its line', () => {
    it('is the whole segment with its geodesic length when no station is given', async () => {
      const { id } = await createRiver(straight, { basin: 'Pompengan' });
      const [segment] = ofKind(await read(id), 'segment');
      expect(segment?.properties).to.include({ from: 0, to: 700, fromLabel: 'STA 0+000', toLabel: 'STA 0+700' });
      expect(segment?.properties).to.include({ river: 'Masamba', basin: 'Pompengan', agency: 'dputrkp2' });
      expect(segment?.properties.length).to.be.closeTo(700, 0.01);
    });

    it('is clipped exactly between two stations and keeps the vertices between them', async () => {
      const to = place();
      const bend = [to(0, 0), to(0, -200), to(150, -400)];
      const { id } = await createRiver(bend);
      const [segment] = ofKind(await read(id, '?from=50&to=300'), 'segment');
      const coordinates: Coordinate[] = segment?.geometry.coordinates ?? [];
      expect(coordinates).to.have.length(3);
      expect(lengthOf(measureLine(coordinates))).to.be.closeTo(250, 0.02);
      expect(segment?.properties.length).to.equal(250);
      expect(segment?.properties.segmentLength).to.be.closeTo(450, 0.02);
    });

    it('counts from the start station of the segment', async () => {
      const { id } = await createRiver(straight, { startStation: 1250 });
      const [segment] = ofKind(await read(id), 'segment');
      expect(segment?.properties).to.include({ from: 1250, to: 1950, toLabel: 'STA 1+950' });
      expect(ofKind(await read(id, '?from=1300&to=1400'), 'station').map(({ properties }) => properties.name)).to.eql([
        'STA 1+300',
        'STA 1+350',
        'STA 1+400',
      ]);
    });
  });

  describe('its station points', () => {
    it('stand every step from the first to the last', async () => {
      const { id } = await createRiver();
      const stations = ofKind(await read(id, '?from=0&to=700&step=50'), 'station');
      expect(stations).to.have.length(15);
      expect(stations.map(({ properties }) => properties.station)).to.eql(Array.from({ length: 15 }, (_, i) => i * 50));
      expect(stations[1]?.properties).to.include({ name: 'STA 0+050', station: 50 });
      const line = measureLine([straight[0] ?? [], stations[7]?.geometry.coordinates ?? []]);
      expect(lengthOf(line)).to.be.closeTo(350, 0.02);
    });

    it('end with the end, though it is no multiple of the step', async () => {
      const { id } = await createRiver();
      const names = ofKind(await read(id, '?from=20&to=234.5&step=100'), 'station').map(
        ({ properties }) => properties.name,
      );
      expect(names).to.eql(['STA 0+020', 'STA 0+100', 'STA 0+200', 'STA 0+234.5']);
    });
  });

  describe('what lies beside', () => {
    it('has its station, its bank facing downstream and its offset, and no farther than 100 m', async () => {
      const to = place();
      const { id } = await createRiver([to(0, 0), to(0, -700)]);
      const lamp = (east: number, north: number) =>
        create('street-lights', { type: 'Point', coordinates: to(east, north) }, { lampKind: 'LED', condition: 'RR' });
      const left = await lamp(12.5, -350);
      const right = await lamp(-99, -100);
      await lamp(101, -350);
      const assets = ofKind(await read(id), 'asset');
      expect(assets.map((asset) => asset.id)).to.eql([right.id, left.id]);
      expect(assets[1]?.properties).to.include({
        type: 'street-lights',
        code: left.properties.code,
        condition: 'RR',
        stationLabel: 'STA 0+350',
        side: 'left',
        beyond: null,
      });
      expect(assets[1]?.properties.station).to.be.closeTo(350, 0.02);
      expect(assets[1]?.properties.offset).to.be.closeTo(12.5, 0.02);
      expect(assets[0]?.properties.side).to.equal('right');
    });

    it('changes its bank when the stations run upstream', async () => {
      const to = place();
      const { id } = await createRiver([to(0, 0), to(0, -700)], { stationingDirection: 'upstream' });
      await createMemorial(to(30, -350));
      const [memorial] = ofKind(await read(id), 'asset');
      expect(memorial?.properties.side).to.equal('right');
    });

    it('is measured from the clipped line', async () => {
      const to = place();
      const { id } = await createRiver([to(0, 0), to(0, -700)]);
      await createMemorial(to(10, -240));
      await createMemorial(to(10, -500));
      const assets = ofKind(await read(id, '?from=300&to=350'), 'asset');
      expect(assets).to.have.length(1);
      expect(assets[0]?.properties).to.include({ station: 300, beyond: 'start' });
    });

    it('gives the stations that lines and areas span', async () => {
      const to = place();
      const { id } = await createRiver([to(0, 0), to(0, -700)]);
      const ring = [to(10, -600), to(50, -600), to(50, -200), to(10, -200), to(10, -600)];
      await create('riverbank-landscapes', { type: 'Polygon', coordinates: [ring] }, { kind: 'park' });
      await create(
        'tree-lights',
        { type: 'LineString', coordinates: [to(-20, -100), to(20, -140)] },
        { lampKind: 'LED-string' },
      );
      const [lights, park] = ofKind(await read(id), 'asset').map(({ properties }) => properties);
      expect(park).to.include({ type: 'riverbank-landscapes', side: 'left' });
      expect([park?.stationFrom, park?.stationTo, park?.offset].map((metres) => Math.round(metres ?? NaN))).to.eql([
        200, 600, 10,
      ]);
      expect(lights).to.include({ type: 'tree-lights', side: 'both', offset: 0 });
      expect([lights?.stationFrom, lights?.stationTo].map((metres) => Math.round(metres ?? NaN))).to.eql([100, 140]);
    });

    it('has the photos with a position', async () => {
      const to = place();
      const { id } = await createRiver([to(0, 0), to(0, -700)]);
      const lamp = await create('street-lights', { type: 'Point', coordinates: to(5, -5) }, { lampKind: 'LED' });
      await app()
        .db('photos')
        .insert({
          id: newId(),
          asset_id: lamp.id,
          phase: 50,
          sha256: 'ab'.repeat(32),
          bytes: 1,
          media_type: 'image/jpeg',
          width: 1,
          height: 1,
          original_name: 'IMG_1.jpg',
          taken_at: '2026-03-01T01:02:03Z',
          taken_at_source: 'exif',
          geom: app().db.raw('st_setsrid(st_makepoint(?, ?), 4326)', to(-8, -150)),
          position_source: 'exif',
          agency_id: 'dputrkp2',
        });
      const [photo] = ofKind(await read(id), 'photo');
      expect(photo?.properties).to.include({
        name: 'IMG_1.jpg',
        asset: lamp.id,
        code: lamp.properties.code,
        phase: 50,
        takenAt: '2026-03-01T01:02:03.000Z',
        side: 'right',
        stationLabel: 'STA 0+150',
      });
    });

    it('is marked as an illustration where it is one, and so is the file', async () => {
      const to = place();
      const { id } = await createRiver([to(0, 0), to(0, -100)]);
      await createMemorial(to(5, -5));
      const survey = await read(id);
      expect(JSON.stringify(survey)).not.to.contain(ILLUSTRATION);
      await app().db('assets').where({ id }).update({ illustration: true });
      const demonstration = await read(id);
      expect(demonstration.illustration).to.equal(ILLUSTRATION);
      const marked = demonstration.features.filter(({ properties }) => properties.illustration === ILLUSTRATION);
      expect(marked.map(({ properties }) => properties.featureKind)).to.eql([
        'segment',
        'station',
        'station',
        'station',
      ]);
    });
  });

  describe('bad input', () => {
    let id: string;
    before(async () => {
      ({ id } = await createRiver());
    });
    const cases: [query: string, parameter: string, detail: RegExp][] = [
      ['?from=300&to=300', 'from', /less than/],
      ['?from=400&to=300', 'from', /less than/],
      ['?to=0', 'to', /less than/],
      ['?from=-1', 'from', /outside/],
      ['?from=-0.2', 'from', /outside/],
      ['?to=900', 'to', /700\.00 m long, from STA 0\+000 to STA 0\+700/],
      ['?from=701', 'from', /outside/],
      ['?step=0', 'step', /./],
      ['?step=-5', 'step', /./],
      ['?step=0.01', 'step', /10000/],
      ['?step=1e-300', 'step', /10000/],
      ['?from=abc', 'from', /./],
      ['?from=', 'from', /./],
      ['?to=NaN', 'to', /./],
      ['?to=1e999', 'to', /./],
      ['?from=1&from=2', 'from', /./],
      ["?step=50'%3Bdrop%20table%20assets", 'step', /./],
      ['?crs=9491', 'crs', /./],
    ];
    for (const [query, parameter, detail] of cases)
      it(`${query} is a 400 that names ${parameter}`, async () => {
        const reply = await (await app().as('liaison')).get<Fault>(addressOf(id, query));
        expect(reply.status).to.equal(400);
        expect(reply.headers.get('content-type')).to.match(/^application\/problem\+json/);
        expect(reply.body.errors[0]?.parameter).to.equal(parameter);
        expect(reply.body.detail).to.match(detail);
      });

    it('takes the label of an end that lies a few centimetres before it', async () => {
      const river = await createRiver([at(0, 0), at(0, -699.8)]);
      const [segment] = ofKind(await read(river.id, '?to=700'), 'segment');
      expect(segment?.properties.to).to.be.closeTo(699.8, 0.02);
    });

    it('is a 404 for an id that no river segment has, and a 410 for a deleted one', async () => {
      const [liaison, planner] = [await app().as('liaison'), await app().as('planner')];
      const lamp = await create('street-lights', { type: 'Point', coordinates: at(0, 900) }, { lampKind: 'LED' });
      for (const unknown of [newId(), lamp.id])
        expect((await liaison.get(addressOf(unknown))).status, unknown).to.equal(404);
      const river = await createRiver();
      await planner.delete(`/api/collections/river-segments/items/${river.id}`, { 'if-match': '"1"' });
      expect((await liaison.get(addressOf(river.id))).status).to.equal(410);
    });
  });

  describe('who may', () => {
    it('is all who work on it; the public is asked to sign in and the viewer refused', async () => {
      const { id } = await createRiver();
      expect((await app().public.get(addressOf(id))).status).to.equal(401);
      expect((await (await app().as('viewer')).get(addressOf(id))).status).to.equal(403);
      for (const role of ['admin', 'planner', 'surveyor', 'liaison'] as const)
        expect((await (await app().as(role)).get(addressOf(id))).status, role).to.equal(200);
    });

    it('is written down', async () => {
      const to = place();
      const { id } = await createRiver([to(0, 0), to(0, -700)]);
      await read(id, '?from=0&to=100');
      const rows: unknown[] = await app()
        .db('audit')
        .where({ action: 'river.export', noun_id: id })
        .select('noun', 'detail');
      expect(rows).to.eql([{ noun: 'river', detail: { from: 0, to: 100, step: 50, features: 4 } }]);
    });
  });

  describe('in GDAL', () => {
    let folder: string;
    before(async function () {
      const found = await run('ogrinfo', ['--version']).then(
        () => true,
        () => false,
      );
      if (!found) this.skip();
      folder = await mkdtemp(path.join(tmpdir(), 'lutra-gdal-'));
    });
    after(async () => {
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    });

    it('opens with every feature, its geometries and its extent, and becomes a GeoPackage in SRGI2013', async () => {
      const to = place();
      const { id } = await createRiver([to(0, 0), to(0, -700)]);
      await create('street-lights', { type: 'Point', coordinates: to(50.25, -20) }, { lampKind: 'LED' });
      const ring = [to(10, -600), to(50, -600), to(50, -200), to(10, -200), to(10, -600)];
      await create('riverbank-landscapes', { type: 'Polygon', coordinates: [ring] }, { kind: 'park' });
      const file = path.join(folder, 'river.geojson');
      await writeFile(file, JSON.stringify(await read(id)));

      const { stdout: summary, stderr } = await run('ogrinfo', ['-ro', '-al', '-so', file]);
      expect(stderr).to.equal('');
      expect(summary).to.match(/Layer name: Masamba\n/);
      expect(summary).to.match(/Feature Count: 18\n/);
      expect(summary).to.match(/ID\["EPSG",4326\]/);
      const [west = NaN, south = NaN, east = NaN, north = NaN] = (
        /Extent: (.*)/.exec(summary)?.[1]?.match(/-?\d+\.\d+/g) ?? []
      ).map(Number);
      expect([west, north]).to.eql(to(0, 0).map((degrees) => Math.round(degrees * 1e6) / 1e6));
      expect(east).to.be.closeTo(to(50.25, -20)[0] ?? NaN, 1e-6);
      expect(south).to.be.closeTo(to(0, -700)[1] ?? NaN, 1e-6);
      expect(summary).to.match(/\nfeatureKind: String/);
      expect(summary).to.match(/\noffset: Real/);

      const { stdout: geometries } = await run('ogrinfo', ['-ro', '-al', '-q', file]);
      expect(geometries.match(/^ {2}POINT /gm)).to.have.length(16);
      expect(geometries.match(/^ {2}LINESTRING /gm)).to.have.length(1);
      expect(geometries.match(/^ {2}POLYGON /gm)).to.have.length(1);

      const target = path.join(folder, 'river.gpkg');
      const args = ['-f', 'GPKG', '-t_srs', 'EPSG:9491', '-where', "featureKind = 'station'", '-nlt', 'POINT'];
      await run('ogr2ogr', [...args, target, file]);
      const { stdout: stations } = await run('ogrinfo', ['-ro', '-al', '-so', target]);
      expect(stations).to.match(/Feature Count: 15\n/);
      expect(stations).to.match(/Geometry: Point\n/);
    });
  });
});
