/** Styles that the shadow roots share: base (type, focus, links), controls (buttons, fields), panel (head, body, foot). */
import { css } from 'lit';

/** Every element takes this first: box model, focus that is always visible, and what only screen readers see. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    font: var(--text-m) / 1.45 var(--font);
    color: var(--text);
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  h1,
  h2,
  h3 {
    line-height: 1.25;
    font-weight: 650;
    overflow-wrap: anywhere;
  }
  h1 {
    font-size: var(--text-xl);
  }
  h2 {
    font-size: var(--text-l);
  }
  h3 {
    font-size: var(--text-m);
  }
  ul,
  ol {
    list-style: none;
  }
  a {
    color: var(--accent);
    text-underline-offset: 3px;
  }
  a:hover {
    color: var(--accent-hover);
  }
  svg.icon {
    width: 20px;
    height: 20px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .quiet {
    color: var(--text-quiet);
  }
  .small {
    font-size: var(--text-s);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .skeleton {
    border-radius: 4px;
    background: var(--surface-hover);
    min-height: 1em;
    animation: pulse 1.4s ease-in-out infinite alternate;
  }
  @keyframes pulse {
    to {
      opacity: 0.5;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;

/** Buttons and form fields: native elements, so that keyboard, autofill and screen readers work as people know them. */
export const controls = css`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-1);
    min-height: 40px;
    padding: 0 14px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-raised);
    color: var(--text);
    font: inherit;
    font-weight: 550;
    text-decoration: none;
    cursor: pointer;
    transition:
      background var(--quick),
      border-color var(--quick);
  }
  button:hover,
  .button:hover {
    background: var(--surface-hover);
    color: var(--text);
  }
  button.primary,
  .button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  button.primary:hover,
  .button.primary:hover {
    border-color: var(--accent-hover);
    background: var(--accent-hover);
    color: var(--on-accent);
  }
  button.danger {
    border-color: var(--danger);
    color: var(--danger);
  }
  button.danger:hover {
    background: var(--danger-quiet);
  }
  button.plain {
    border-color: transparent;
    background: transparent;
  }
  button.plain:hover {
    background: var(--surface-hover);
  }
  button.round {
    width: 40px;
    padding: 0;
  }
  button:disabled,
  button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }
  label,
  .label {
    display: block;
    margin-bottom: var(--space-05);
    font-weight: 550;
  }
  .hint {
    margin: 0 0 var(--space-05);
    color: var(--text-quiet);
    font-size: var(--text-s);
  }
  .optional {
    color: var(--text-quiet);
    font-size: var(--text-s);
    font-weight: 400;
  }
  .field {
    margin-bottom: var(--space-2);
  }
  .field-error {
    display: flex;
    gap: var(--space-05);
    margin-top: var(--space-05);
    color: var(--danger);
    font-size: var(--text-s);
  }
  input:not([type='checkbox'], [type='radio'], [type='file'], [type='range']),
  select,
  textarea {
    width: 100%;
    min-height: 40px;
    padding: 8px 10px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    font: inherit;
  }
  textarea {
    min-height: 88px;
    resize: vertical;
  }
  [aria-invalid='true'] {
    border-color: var(--danger) !important;
  }
  input[type='checkbox'],
  input[type='radio'] {
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--accent);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1);
  }
  .notice {
    display: flex;
    gap: var(--space-1);
    padding: 10px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-sunken);
  }
  .notice.error {
    border-color: var(--danger);
    background: var(--danger-quiet);
  }
  .notice.warning {
    background: var(--warning-quiet);
    color: var(--warning-text);
  }
  @media (pointer: coarse), (max-width: 899px) {
    button,
    .button,
    input:not([type='checkbox'], [type='radio'], [type='file'], [type='range']),
    select {
      min-height: var(--target);
    }
    button.round {
      width: var(--target);
    }
    /* 16 px keeps iOS from zooming into the field. */
    input,
    select,
    textarea {
      font-size: 16px;
    }
  }
`;

/** What fills the panel: a head that stays, a body that scrolls, a foot for the one main action. */
export const panel = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    height: 100%;
  }
  .head {
    flex: none;
    /* Room for the frame's close button. */
    padding: var(--space-2) 60px var(--space-1) var(--space-3);
  }
  .head .kind {
    display: flex;
    align-items: center;
    gap: 6px;
    margin-bottom: 2px;
    color: var(--text-quiet);
    font-size: var(--text-s);
  }
  .body {
    flex: 1;
    min-height: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: var(--space-1) var(--space-3) var(--space-3);
  }
  .foot {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1);
    padding: 12px var(--space-3) calc(12px + env(safe-area-inset-bottom));
    border-top: 1px solid var(--line);
    background: var(--surface);
  }
  .body > section + section {
    margin-top: var(--space-3);
    padding-top: var(--space-2);
    border-top: 1px solid var(--line);
  }
  .body > section > h2,
  .body > section > h3 {
    margin-bottom: var(--space-1);
  }
  @media (max-width: 899px) {
    .head {
      padding: 0 56px var(--space-1) var(--space-2);
    }
    .body {
      padding-inline: var(--space-2);
    }
    .foot {
      padding-inline: var(--space-2);
    }
  }
`;
