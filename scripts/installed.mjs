// Compares package-lock.json with what npm noted as installed.

const allows = (list, value) =>
  list === undefined ||
  (list.includes(`!${value}`) ? false : list.includes(value) || list.every((item) => item[0] === '!'));

/**
 * The packages that must be installed on a machine: all but the optional ones of other platforms. Those that depend
 * on the C library are left out too: nothing cheap tells which one it is.
 * @param {{ platform: string, arch: string }} machine
 * @param {Record<string, object>} packages `packages` of a package-lock.json
 * @returns {Record<string, object>}
 */
export function lockedFor({ platform, arch }, packages) {
  const needed = Object.entries(packages).filter(([folder, entry]) => {
    if (folder === '' || entry.link) return false;
    if (!entry.optional) return true;
    return entry.cpu !== undefined && !entry.libc && allows(entry.os, platform) && allows(entry.cpu, arch);
  });
  return Object.fromEntries(needed);
}

/**
 * @param {Record<string, object>} locked what should be there
 * @param {Record<string, object>} installed `packages` of node_modules/.package-lock.json
 * @returns {string[]} the folders of packages that are missing or of another version
 */
export function missingPackages(locked, installed) {
  const same = (a, b) => b !== undefined && a.version === b.version && a.integrity === b.integrity;
  return Object.keys(locked).filter((folder) => !same(locked[folder], installed[folder]));
}
