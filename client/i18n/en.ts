/** English, written and not translated word by word: one text for each id that the sources name (a test compares them). */

export const templates = {
  'app.skip-to-map': 'Skip to the map',
  close: 'Close',
  'layers.title': 'Layers',
  'nav.account': 'Account',
  'nav.add': 'Add',
  'nav.administration': 'Manage',
  'nav.label': 'Main',
  'nav.map': 'Map',
  'nav.photos': 'Photos',
  'nav.projects': 'Projects',
  'nav.sign-in': 'Sign in',
  'panel.asset': 'Selected asset',
  'panel.edit-asset': 'Edit asset',
  'panel.new-asset': 'New asset',
  'search.label': 'Search by code or name',
};
