// Stops with a sentence when this Node.js is too old. Written in the syntax of old ones, and imported before all else.

/**
 * @param {string} version such as `20.19.0`
 * @returns {string | undefined} the sentence that says why this version will not do
 */
export function versionProblem(version) {
  var parts = version.split('.').map(Number);
  // 21 was a short-lived line that ended before the tools could rely on it: Vite does not start there.
  if (parts[0] > 21 || (parts[0] === 20 && parts[1] >= 19)) return undefined;
  return (
    'Lutra needs Node.js 20.19 or newer (20.19+, 22, 24 or later); this is Node.js ' +
    version +
    '.\nInstall a current one from https://nodejs.org/ and try again.'
  );
}

var problem = versionProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
}
