/** The map's own look: Leaflet's parts in our tokens, tools at the right edge, one line below. */
import { css } from 'lit';

export const mapStyles = css`
  :host {
    display: block;
    --cover-right: 0px;
    --cover-bottom: 0px;
  }
  #map {
    position: absolute;
    inset: 0;
    background: var(--map-water);
    font: inherit;
    isolation: isolate;
  }
  #map:focus-visible {
    outline-offset: -3px;
    border-radius: 0;
  }
  .leaflet-grab {
    cursor: grab;
  }
  .leaflet-dragging .leaflet-grab {
    cursor: grabbing;
  }
  #map.over-asset {
    cursor: pointer;
  }
  .leaflet-zoom-anim .leaflet-zoom-animated {
    transition-duration: 150ms;
  }
  .base-tiles {
    filter: var(--base-filter);
  }
  .leaflet-bottom.leaflet-left {
    bottom: calc(var(--cover-bottom) + 4px);
    z-index: 400;
  }
  .leaflet-control-scale-line {
    border: 1.5px solid var(--map-ink);
    border-top: 0;
    background: color-mix(in srgb, var(--map-halo) 65%, transparent);
    color: var(--map-ink);
    font: 600 0.6875rem/1.3 var(--font);
    text-shadow: none;
  }
  .asset-label {
    padding: 4px 9px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-raised);
    color: var(--text);
    font: 550 var(--text-s) / 1.4 var(--font);
    box-shadow: var(--float);
  }
  .asset-label::before {
    display: none;
  }
  .busy {
    position: absolute;
    inset: 0 0 auto;
    height: 2px;
    background: linear-gradient(90deg, transparent, var(--accent), transparent) 0 0 / 40% 100% no-repeat;
    animation: busy 1.1s linear infinite;
  }
  @keyframes busy {
    from {
      background-position: -60% 0;
    }
    to {
      background-position: 160% 0;
    }
  }
  .tools {
    position: absolute;
    right: calc(var(--cover-right) + 12px);
    bottom: calc(var(--cover-bottom) + 36px);
    display: flex;
    flex-direction: column;
    gap: var(--space-1);
  }
  .tools button {
    background: var(--surface-raised);
    box-shadow: var(--float);
  }
  .tools button:hover {
    background: var(--surface-hover);
  }
  .tools button[aria-pressed='true'] {
    color: var(--accent);
    border-color: var(--accent);
  }
  .zoom {
    display: flex;
    flex-direction: column;
  }
  .zoom button:first-child {
    border-radius: var(--radius) var(--radius) 0 0;
  }
  .zoom button:last-child {
    margin-top: -1px;
    border-radius: 0 0 var(--radius) var(--radius);
  }
  .credit {
    position: absolute;
    right: var(--cover-right);
    bottom: var(--cover-bottom);
    max-width: calc(100% - 116px - var(--cover-right));
    padding: 2px 8px;
    background: color-mix(in srgb, var(--map-halo) 80%, transparent);
    color: var(--text-quiet);
    font-size: 0.6875rem;
    text-align: right;
  }
  @media (max-width: 899px) {
    .zoom {
      display: none;
    }
    .tools {
      bottom: calc(var(--cover-bottom) + 32px);
    }
  }
`;
