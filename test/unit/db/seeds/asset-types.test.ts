/** The standard asset types keep the rules that an administrator's own types must keep. */
import { expect } from 'chai';
import { assetTypeInputSchema, symbols } from '../../../../api/contract/asset-types.ts';
import { attributeFaults, schemaFault } from '../../../../api/domain/attributes.ts';
import { standardAssetTypes } from '../../../../db/seeds/asset-types/index.ts';

describe('standard asset types', () => {
  it('are the six of the smart-branding works, with their geometry', () => {
    expect(Object.fromEntries(standardAssetTypes.map(({ id, geometryType }) => [id, geometryType]))).to.deep.equal({
      'boundary-monuments': 'Point',
      'street-lights': 'Point',
      'tree-lights': 'LineString',
      'river-segments': 'LineString',
      'riverbank-landscapes': 'Polygon',
      memorials: 'Point',
    });
  });

  it('have symbols of the map and places of their own in the list', () => {
    for (const { symbol } of standardAssetTypes) expect(symbols).to.include(symbol);
    const positions = standardAssetTypes.map(({ position }) => position);
    expect(positions).to.deep.equal([...new Set(positions)].toSorted((a, b) => a - b));
  });

  for (const type of standardAssetTypes)
    describe(type.id, () => {
      const [titleId, titleEn] = type.title;
      const [descriptionId, descriptionEn] = type.description;
      const parsed = assetTypeInputSchema.parse({
        ...type,
        title: { id: titleId, en: titleEn },
        description: { id: descriptionId, en: descriptionEn },
      });

      it('has a schema that a form can be made of', () => {
        expect(schemaFault(parsed.schema)).to.equal(undefined);
      });

      it('titles each attribute and each choice in both languages', () => {
        for (const [name, attribute] of Object.entries(parsed.schema.properties)) {
          expect(attribute.title, name).to.not.equal(name);
          expect(attribute['x-title-en'], name).to.match(/^[A-Z]/);
          if (attribute.enum !== undefined)
            expect(Object.keys(attribute['x-enum-titles'] ?? {}), name).to.have.members(attribute.enum);
        }
      });

      it('asks for no attribute: old inventories have gaps', () => {
        expect(parsed.schema.required).to.equal(undefined);
      });

      it('refuses an attribute that it does not know', () => {
        const pointers = attributeFaults(parsed.schema, { unheardOf: 1 }, 'en').map(({ pointer }) => pointer);
        expect(pointers).to.include('/unheardOf');
      });
    });

  it('take a customer number of 12 digits alone', () => {
    const lights = standardAssetTypes.find(({ id }) => id === 'street-lights');
    const idpel = lights?.schema.properties['idpel'];
    expect(idpel?.['pattern']).to.equal('^[0-9]{12}$');
  });
});
