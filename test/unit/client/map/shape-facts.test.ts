import { expect } from 'chai';
import { areaFacts } from '../../../../client/map/shape-facts.ts';

describe('what a drawn area tells', () => {
  const square = [
    [120.327, -2.553],
    [120.328, -2.553],
    [120.328, -2.552],
    [120.327, -2.552],
    [120.327, -2.553],
  ];

  it('is its size: a thousandth of a degree squared at Masamba is about 1.23 ha', () => {
    const { area, crossing } = areaFacts({ type: 'Polygon', coordinates: [square] });
    expect(area).to.be.closeTo(12_350, 60);
    expect(crossing).to.equal(null);
  });

  it('is where its outline crosses itself', () => {
    const bow = [square[0]!, square[2]!, square[1]!, square[3]!, square[0]!];
    const { crossing } = areaFacts({ type: 'Polygon', coordinates: [bow] });
    expect(crossing?.[0]).to.be.closeTo(120.3275, 1e-6);
    expect(crossing?.[1]).to.be.closeTo(-2.5525, 1e-6);
  });
});
