// What counts as an installed tree of libraries.

import { expect } from 'chai';
import { lockedFor, missingPackages } from '../../../scripts/installed.mjs';

const linux = { platform: 'linux', arch: 'x64' };

const packages = {
  '': { name: 'lutra' },
  'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' },
  'node_modules/typescript': { version: '7.0.2', integrity: 'sha512-b', dev: true },
  'node_modules/a-linux': { version: '1.0.0', integrity: 'sha512-c', optional: true, os: ['linux'], cpu: ['x64'] },
  'node_modules/a-musl': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
  'node_modules/a-mac': { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] },
  'node_modules/a-not-windows': { version: '1.0.0', optional: true, os: ['!win32'], cpu: ['x64', 'arm64'] },
  'node_modules/fsevents': { version: '2.0.0', optional: true, os: ['darwin'] },
};

describe('installed libraries', () => {
  it('needs all packages but the optional ones of other platforms', () => {
    expect(Object.keys(lockedFor(linux, packages))).to.deep.equal([
      'node_modules/zod',
      'node_modules/typescript',
      'node_modules/a-linux',
      'node_modules/a-not-windows',
    ]);
    expect(Object.keys(lockedFor({ platform: 'darwin', arch: 'arm64' }, packages))).to.include('node_modules/a-mac');
  });

  it('misses a package that is not there', () => {
    const { 'node_modules/zod': _zod, ...installed } = packages;
    expect(missingPackages(lockedFor(linux, packages), installed)).to.deep.equal(['node_modules/zod']);
  });

  it('misses a package of another version or content', () => {
    const installed = {
      ...packages,
      'node_modules/zod': { version: '3.0.0', integrity: 'sha512-a' },
      'node_modules/typescript': { version: '7.0.2', integrity: 'sha512-z' },
    };
    expect(missingPackages(lockedFor(linux, packages), installed)).to.deep.equal([
      'node_modules/zod',
      'node_modules/typescript',
    ]);
  });

  it('misses nothing in a tree that has more than it needs', () => {
    expect(missingPackages(lockedFor(linux, packages), packages)).to.be.empty;
  });
});
