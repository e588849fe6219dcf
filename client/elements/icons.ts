/** The icon set: strokes on a 24 px grid, drawn for this interface. They are decoration; the text beside them or the label speaks. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const icons = {
  map: svg`<path d="M9 4 3.5 6.5v13L9 17l6 3 5.5-2.5v-13L15 7z"/><path d="M9 4v13M15 7v13"/>`,
  projects: svg`<rect x="3.5" y="4" width="17" height="16" rx="2"/><path d="M7.5 9h9M7.5 13h6M7.5 16.5h3"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  minus: svg`<path d="M5 12h14"/>`,
  camera: svg`<path d="M4 8h3.5L9 5.5h6L16.5 8H20a1 1 0 0 1 1 1v9.5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z"/><circle cx="12" cy="13.5" r="3.5"/>`,
  person: svg`<circle cx="12" cy="8.5" r="4"/><path d="M4.5 20c.8-3.700 3.800-5.5 7.5-5.5s6.700 1.800 7.5 5.5"/>`,
  'sign-in': svg`<path d="M14 4h5a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-5M4 12h11M11 8l4 4-4 4"/>`,
  'sign-out': svg`<path d="M10 4H5a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h5M20 12H9M16 8l4 4-4 4"/>`,
  settings: svg`<path d="M4 7h10M18 7h2M4 17h2M10 17h10"/><circle cx="16" cy="7" r="2"/><circle cx="8" cy="17" r="2"/>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>`,
  layers: svg`<path d="m12 3.5 9 5-9 5-9-5z"/><path d="m3.5 13 8.5 4.700 8.5-4.700M3.5 17l8.5 4.5 8.5-4.5" />`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  locate: svg`<circle cx="12" cy="12" r="6"/><path d="M12 2.5V6M12 18v3.5M2.5 12H6M18 12h3.5"/><circle cx="12" cy="12" r="1.5" fill="currentColor" stroke="none"/>`,
  home: svg`<path d="M4 11.5 12 4.5l8 7M6 10v9.5h12V10"/>`,
  back: svg`<path d="M19 12H5M11 6l-6 6 6 6"/>`,
  'chevron-down': svg`<path d="m6 9.5 6 6 6-6"/>`,
  'chevron-right': svg`<path d="m9.5 6 6 6-6 6"/>`,
  'chevron-left': svg`<path d="m14.5 6-6 6 6 6"/>`,
  edit: svg`<path d="M4 20h4L19.5 8.5a2.1 2.1 0 0 0-3-3L5 17z"/><path d="m14.5 7.5 3 3"/>`,
  delete: svg`<path d="M4.5 7h15M10 11v6M14 11v6M6.5 7l1 12.5h9l1-12.5M9.5 7V4.5h5V7"/>`,
  download: svg`<path d="M12 4v11M7.5 11 12 15.5 16.5 11M4.5 19.5h15"/>`,
  upload: svg`<path d="M12 16V5M7.5 9 12 4.5 16.5 9M4.5 19.5h15"/>`,
  photo: svg`<rect x="3.5" y="4.5" width="17" height="15" rx="2"/><circle cx="9" cy="10" r="1.700"/><path d="m4 17 5-4 3.5 2.5L16 12l4.5 4.5"/>`,
  history: svg`<path d="M4 12a8 8 0 1 0 2.5-5.800L4 8.5"/><path d="M4 4.5v4h4M12 8v4.5l3 1.800"/>`,
  retry: svg`<path d="M20 12a8 8 0 1 1-2.5-5.800L20 8.5"/><path d="M20 4.5v4h-4"/>`,
  warning: svg`<path d="M12 4 2.800 19.5h18.400z"/><path d="M12 10v4.5M12 17v.2"/>`,
  info: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.800V8"/>`,
  offline: svg`<path d="M3 9.5a13 13 0 0 1 4-2.600M10.5 6A13.5 13.5 0 0 1 21 9.5M6.5 13.200a8.5 8.5 0 0 1 3-1.900M14 11.200a8.5 8.5 0 0 1 3.5 2M12 18.5v.2M4 4l16 16"/>`,
  keyboard: svg`<rect x="2.5" y="6" width="19" height="12" rx="2"/><path d="M6.5 10h.1M10 10h.1M13.5 10h.1M17 10h.1M7.5 14h9"/>`,
  language: svg`<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17c-5-5-5-12 0-17z"/>`,
  theme: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5v17A8.5 8.5 0 0 0 12 3.5z" fill="currentColor" stroke="none"/>`,
  pin: svg`<path d="M12 21s7-6.200 7-11.5a7 7 0 0 0-14 0C5 14.800 12 21 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>`,
  move: svg`<path d="M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3"/>`,
  users: svg`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.6-3.300 3.200-5 6.5-5s5.900 1.700 6.5 5M15.5 5.5a3.5 3.5 0 0 1 0 6M17.5 14.800c2.200.6 3.600 2.200 4 4.700"/>`,
  agency: svg`<path d="M3.5 20h17M5 20V9.5M19 20V9.5M12 3.5 3.5 8v1.5h17V8zM9.5 20v-7M14.5 20v-7"/>`,
  key: svg`<circle cx="8" cy="15.5" r="4"/><path d="m11 12.5 8.5-8.5M16 7.5l3 3"/>`,
  shapes: svg`<circle cx="7" cy="7.5" r="3.5"/><path d="M17 4l3.5 6.5h-7zM4 15h6v5.5H4z"/><path d="M14 20.5c1-5 3-5 6.5-5.5"/>`,
  link: svg`<path d="M10 14a4 4 0 0 0 5.700 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3A4 4 0 0 0 11 18.700l1-1"/>`,
  more: svg`<path d="M5.5 12h.1M12 12h.1M18.5 12h.1" stroke-width="3"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof icons;

/** `${icon('search')}`; sized by `svg.icon` of the shared base styles. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${icons[name]}</svg>`;
}
