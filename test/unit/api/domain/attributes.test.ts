import { expect } from 'chai';
import type { AttributesSchema } from '../../../../api/contract/asset-types.ts';
import { attributeFaults, schemaFault } from '../../../../api/domain/attributes.ts';

const schema: AttributesSchema = {
  type: 'object',
  properties: {
    watts: { type: 'integer', minimum: 1, title: 'Daya', 'x-title-en': 'Power', 'x-unit': 'W' },
    lampKind: { type: 'string', enum: ['LED'], title: 'Jenis lampu', 'x-title-en': 'Lamp kind' },
  },
  required: ['lampKind'],
  additionalProperties: false,
};

describe('attributes against their schema', () => {
  it('accepts what fits', () => {
    expect(attributeFaults(schema, { watts: 40, lampKind: 'LED' }, 'en')).to.deep.equal([]);
  });

  it('points at each member that is missing, unknown or wrong', () => {
    const faults = attributeFaults(schema, { watts: '40', colour: 'warm' }, 'en');
    expect(faults.map(({ pointer }) => pointer)).to.have.members(['/lampKind', '/colour', '/watts']);
  });

  it('speaks Indonesian and English', () => {
    const [id, en] = (['id', 'en'] as const).map((language) =>
      attributeFaults(schema, { lampKind: 'LED', watts: 'x' }, language)
        .map(({ detail }) => detail)
        .join(),
    );
    expect(en).to.equal('must be integer');
    expect(id).to.not.equal(en);
  });
});

describe('a schema that an administrator sends', () => {
  it('is fine when assets can be checked by it', () => {
    expect(schemaFault(schema)).to.equal(undefined);
  });

  it('is refused for a name that every asset has', () => {
    const taken = { ...schema, properties: { condition: schema.properties['watts']! }, required: [] };
    expect(schemaFault(taken)).to.have.property('pointer', '/properties/condition');
  });

  it('is refused for a required name without a property and for a keyword that cannot be compiled', () => {
    expect(schemaFault({ ...schema, required: ['nothing'] })).to.have.property('pointer', '/required/0');
    const broken = { ...schema, properties: { lampKind: { ...schema.properties['lampKind']!, pattern: '(' } } };
    expect(schemaFault(broken)).to.have.property('detail');
  });
});
