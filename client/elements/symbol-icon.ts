/** A type's symbol and a condition's shape as SVG, from the same paths that the map draws. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { conditionShapes, conditionToken, glyphOf, keyOf, type ConditionKey, type SymbolState } from '../map/glyphs.ts';

/** The symbol of a type: planned is an outline, built is filled, removed is struck; with its condition when it is given. */
export function symbolIcon(symbol: string, state: SymbolState = {}): TemplateResult {
  const { solid, stroke, cut } = glyphOf(symbol);
  const planned = state.status === 'planned';
  return html`<svg class="symbol" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    <g fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">
      ${stroke === undefined ? nothing : svg`<path d=${stroke} stroke-dasharray=${planned ? '2.5 2.5' : nothing} />`}
      ${solid === undefined ? nothing : svg`<path d=${solid} stroke-width="1.2" fill=${planned ? 'none' : 'currentColor'} />`}
      ${cut === undefined ? nothing : svg`<path d=${cut} stroke=${planned ? 'currentColor' : 'var(--surface)'} />`}
      ${state.status === 'removed' ? svg`<path d="M4 4 20 20" stroke="var(--surface)" stroke-width="4" /><path d="M4 4 20 20" />` : nothing}
    </g>
    ${'condition' in state ? badge(keyOf(state.condition)) : nothing}
  </svg>`;
}

/** The shape of a condition alone. */
export function conditionIcon(condition: ConditionKey): TemplateResult {
  return html`<svg
    class="condition"
    viewBox="-1.5 -1.5 3 3"
    width="14"
    height="14"
    aria-hidden="true"
    focusable="false"
  >
    ${shape(condition)}
  </svg>`;
}

const badge = (condition: ConditionKey) => svg`<g transform="translate(18.5 18.5) scale(4.4)">${shape(condition)}</g>`;

function shape(condition: ConditionKey) {
  const { outline, mark, hollow } = conditionShapes[condition];
  const color = `var(${conditionToken[condition]})`;
  return svg`<path d=${outline} fill=${hollow === true ? 'var(--surface)' : color} stroke=${hollow === true ? color : 'var(--surface)'}
      stroke-width=${hollow === true ? 0.45 : 0.25} />
    ${mark === undefined ? nothing : svg`<path d=${mark} fill="none" stroke="var(--surface)" stroke-width="0.32" stroke-linecap="round" />`}`;
}
