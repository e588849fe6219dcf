// Where the browser of the browser tests is looked for.

import { expect } from 'chai';
import { findChromium } from '../../../scripts/chromium.mjs';

const among =
  (...files: string[]) =>
  (file: string) =>
    files.includes(file);

describe('findChromium', () => {
  it('takes CHROMIUM_PATH before all else', () => {
    const env = { CHROMIUM_PATH: '/opt/c', PATH: '/usr/bin' };
    expect(findChromium({ env, platform: 'linux' }, among('/opt/c', '/usr/bin/chromium'))).to.equal('/opt/c');
  });

  it('says so when CHROMIUM_PATH leads nowhere', () => {
    const find = () => findChromium({ env: { CHROMIUM_PATH: '/opt/c' }, platform: 'linux' }, among());
    expect(find).to.throw('CHROMIUM_PATH names /opt/c');
  });

  it('looks along PATH, Chromium first', () => {
    const env = { PATH: '/usr/local/bin:/usr/bin' };
    const exists = among('/usr/local/bin/google-chrome', '/usr/bin/chromium');
    expect(findChromium({ env, platform: 'linux' }, exists)).to.equal('/usr/bin/chromium');
  });

  it('looks where macOS and Windows keep it', () => {
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findChromium({ env: {}, platform: 'darwin' }, among(mac))).to.equal(mac);
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    expect(findChromium({ env: { PATH: 'C:\\Windows' }, platform: 'win32' }, among(edge))).to.equal(edge);
  });

  it('answers undefined where there is none', () => {
    expect(findChromium({ env: {}, platform: 'linux' }, among())).to.equal(undefined);
  });
});
