/**
 * Web Awesome in our look: import this before a component. Its own icons would come from another host,
 * so both of its icon libraries are pointed at one sheet of ours.
 */
import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';
import './web-awesome.css';

for (const library of ['default', 'system']) {
  registerIconLibrary(library, { resolver: (name) => `/wa-icons.svg#${name}`, spriteSheet: true });
}
