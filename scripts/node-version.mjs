// Stops with a sentence when this Node.js is too old. Written in the syntax of old ones, and imported before all else.

/* Vite, oxlint and other tools name these; Node.js 21 and the first ones of 22 lack what they need. */
var minimum = { 20: 19, 22: 12 };

/**
 * @param {string} version such as `20.19.0`
 * @returns {string | undefined} the sentence that says why this version will not do
 */
export function versionProblem(version) {
  var parts = version.split('.').map(Number);
  var major = parts[0];
  var known = minimum[major];
  if (known === undefined ? major > 22 : parts[1] >= known) return undefined;
  return (
    'Lutra needs Node.js 20.19 or newer (20.19+, 22.12+, 23 or later); this is Node.js ' +
    version +
    '.\nInstall a current one from https://nodejs.org/ and try again.'
  );
}

var problem = versionProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
}
