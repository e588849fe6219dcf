/** The demonstration as data: where its assets lie, what they hold, and that it is the same each time. */
import { expect } from 'chai';
import { attributesSchema } from '../../../../api/contract/asset-types.ts';
import { attributeFaults } from '../../../../api/domain/attributes.ts';
import { geometryFaults } from '../../../../api/domain/geometry.ts';
import { standardAssetTypes } from '../../../../db/seeds/asset-types/index.ts';
import { users } from '../../../../db/seeds/demonstration/accounts.ts';
import { assets } from '../../../../db/seeds/demonstration/assets.ts';
import { photos } from '../../../../db/seeds/demonstration/photos.ts';
import { projectOf, projects } from '../../../../db/seeds/demonstration/projects.ts';
import { river } from '../../../../db/seeds/demonstration/river.ts';
import { streetLights } from '../../../../db/seeds/demonstration/street-lights.ts';
import { course, lengthOf, walk, type LonLat } from '../../../../db/seeds/geometry.ts';

const typeOf = (id: string) => {
  const type = standardAssetTypes.find((one) => one.id === id);
  if (type === undefined) throw new Error(`no type ${id}`);
  return type;
};

function positionsOf(value: unknown): LonLat[] {
  if (!Array.isArray(value)) return [];
  const [first] = value as unknown[];
  return typeof first === 'number' ? [value as unknown as LonLat] : value.flatMap(positionsOf);
}

/** `Map.groupBy`, which Node 20 does not have. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => unknown): Map<unknown, T[]> {
  const groups = new Map<unknown, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

describe('the demonstration', () => {
  it('lies in the bounding box of Luwu Utara', () => {
    for (const { code, geometry } of assets)
      for (const [longitude, latitude] of positionsOf(geometry.coordinates)) {
        expect(longitude, code).to.be.within(119.676, 120.656);
        expect(latitude, code).to.be.within(-2.917, -1.948);
      }
  });

  it('keeps to the schemas and shapes of the asset types, also after the second visit', () => {
    for (const { code, type, attributes, geometry, visit } of assets) {
      const { schema, geometryType } = typeOf(type);
      const parsed = attributesSchema.parse(schema);
      expect(attributeFaults(parsed, attributes, 'en'), code).to.deep.equal([]);
      expect(attributeFaults(parsed, { ...attributes, ...visit?.attributes }, 'en'), code).to.deep.equal([]);
      const mutable = JSON.parse(JSON.stringify(geometry)) as Parameters<typeof geometryFaults>[0];
      expect(geometryFaults(mutable, geometryType), code).to.deep.equal([]);
    }
  });

  it('has codes and ids of their own', () => {
    const ids = [...assets, ...photos, ...projects, ...users].map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(new Set(assets.map(({ code }) => code)).size).to.equal(assets.length);
  });

  it('gives the same ids on every machine', () => {
    expect(projectOf('river').id).to.equal('019bafb7-8a80-7b4c-bd51-cdd07c72c3b0');
    expect(streetLights[0]?.id).to.equal('019cd000-3340-7139-8fe4-58da0b55faed');
    expect(photos[0]?.id).to.equal('019e42d5-36d0-7457-9b91-86786b03f57f');
  });

  it('lights both sides of the road in turn, 35 to 41 m from pole to pole along it', () => {
    expect(streetLights).to.have.lengthOf(180);
    for (const [i, { geometry, attributes, code }] of streetLights.entries()) {
      expect(attributes['side'], code).to.equal(i % 2 === 0 ? 'left' : 'right');
      const next = streetLights[i + 1];
      if (next === undefined) continue;
      const metres = course(geometry.coordinates as LonLat, next.geometry.coordinates as LonLat).metres;
      // Across the road it is a little more than along it.
      expect(metres, code).to.be.within(34, 46);
    }
  });

  it('shows each condition and status of street lights, and some that nobody has verified', () => {
    const last = streetLights.map(({ visit, condition, status }) => visit ?? { condition, status });
    expect(new Set(last.map(({ condition }) => condition))).to.deep.equal(new Set(['B', 'RR', 'RB', null]));
    expect(new Set(last.map(({ status }) => status))).to.deep.equal(new Set(['planned', 'built']));
    expect(streetLights.filter(({ published }) => !published)).to.have.length.within(3, 20);
  });

  it('feeds at most 15 lamps from a panel', () => {
    const panels = groupBy(streetLights, ({ attributes }) => attributes['panel']);
    for (const lamps of panels.values()) expect(lamps).to.have.length.at.most(15);
  });

  it('has a river of 700.0 m that bends, running from north to south', () => {
    expect(lengthOf(river)).to.be.closeTo(700, 0.05);
    const [start, end] = [river[0], river.at(-1)];
    if (start === undefined || end === undefined) throw new Error('no river');
    expect(end[1]).to.be.lessThan(start[1]);
    expect(course(start, end).metres).to.be.lessThan(680);
    const [above, below] = [walk(river, 300), walk(river, 550)];
    expect(Math.abs(above.azimuth - below.azimuth) % 360).to.be.greaterThan(30);
  });

  it('dates the works in 2026 with reports that rise', () => {
    for (const { name, reports, plannedStart, plannedEnd } of projects) {
      expect(reports, name).to.have.length.within(2, 5);
      expect(
        [plannedStart, plannedEnd, ...reports.map(({ on }) => on)].every((day) => day.startsWith('2026-')),
      ).to.equal(true);
      const percents = reports.map(({ percent }) => percent);
      expect(percents, name).to.deep.equal(percents.toSorted((a, b) => a - b));
      const days = reports.map(({ on }) => on);
      expect(days, name).to.deep.equal(days.toSorted());
    }
    expect(projectOf('river').reports.at(-1)?.percent).to.equal(35);
  });

  it('photographs the phases of a place from one viewpoint', () => {
    expect(photos).to.have.length.within(14, 24);
    const sets = groupBy(
      photos.filter(({ phase }) => phase !== null),
      ({ assetId }) => assetId,
    );
    expect(sets.size).to.be.at.least(3);
    for (const set of sets.values()) {
      expect(new Set(set.map(({ position, azimuth }) => `${position.join()} ${azimuth}`)).size).to.equal(1);
      expect(set.map(({ phase }) => phase)).to.deep.equal([0, 50, 100].slice(0, set.length));
    }
  });

  it('stands on the left bank at STA 0+350 for the river', () => {
    const photo = photos.find(({ scene }) => scene === 'riverbank');
    if (photo === undefined) throw new Error('no photo of the river');
    const station = walk(river, 350);
    const { metres, azimuth } = course(station.position, photo.position);
    expect(metres).to.be.within(10, 30);
    // Facing downstream, the left bank is on the left hand.
    expect((station.azimuth - azimuth + 360) % 360).to.be.closeTo(90, 1);
  });
});
