/** Headers that keep a browser from doing what nobody asked for: CSP without inline scripts, no sniffing, no framing. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.ts';

export function securityHeaders(config: Config): RequestHandler {
  const basemapHosts = config.basemap === undefined ? [] : [basemapSource(config.basemap.url)];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Leaflet and Lit set styles on elements; none of them is made from people's text.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...basemapHosts],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // TLS ends at the reverse proxy, which knows whether the whole host has it.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
}

/** `https://{s}.tiles.example/{z}/{x}/{y}.png` -> `https://*.tiles.example`. */
function basemapSource(url: string): string {
  const { protocol, host } = new URL(url.replace(/\{s\}/, 'wildcard').replaceAll(/[{}]/g, ''));
  return `${protocol}//${host.replace('wildcard', '*')}`;
}
