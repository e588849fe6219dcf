import { expect } from 'chai';
import { ConfigError, readConfig } from '../../../api/config.ts';

describe('configuration', () => {
  it('has a default for everything', () => {
    expect(readConfig({}, '/srv/lutra')).to.include({
      production: false,
      host: '127.0.0.1',
      port: 3000,
      dataDir: '/srv/lutra/data',
      databaseUrl: undefined,
      demo: true,
      basemap: undefined,
    });
  });

  it('leaves the demonstration out in production unless it is asked for', () => {
    expect(readConfig({ NODE_ENV: 'production' }, '/').demo).to.equal(false);
    expect(readConfig({ NODE_ENV: 'production', DEMO: '1' }, '/').demo).to.equal(true);
    expect(readConfig({ DEMO: '0' }, '/').demo).to.equal(false);
  });

  it('takes an empty value as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' }, '/')).to.include({ port: 3000, databaseUrl: undefined });
  });

  const wrong = {
    PORT: ['http', '70000', '-1', '3.5'],
    HOST: ['a host'],
    DATABASE_URL: ['mysql://x/y', 'postgres://'],
    DEMO: ['yes'],
    DEMO_PASSWORD: ['short'],
    BASEMAP_URL: ['https://tiles.example/', 'ftp://tiles.example/{z}/{x}/{y}.png'],
  };
  for (const [name, values] of Object.entries(wrong))
    for (const value of values)
      it(`names ${name} when it is "${value}"`, () => {
        expect(() => readConfig({ [name]: value }, '/')).to.throw(ConfigError, name);
      });

  it('names every wrong variable at once', () => {
    expect(() => readConfig({ PORT: 'x', DEMO: 'y' }, '/')).to.throw(ConfigError, /PORT[^]*DEMO/);
  });
});
