/** What a whole run of mocha shares is made at its begin, where it may take long, and put away at its end. */
import { closeDatabases, testDatabase } from './database.ts';

/** The very first run creates the template of the embedded database. */
const FIRST_RUN_MS = 600_000;

export const mochaHooks = {
  async beforeAll(this: Mocha.Context): Promise<void> {
    const files = this.test?.parent?.suites.map(({ file }) => file ?? '') ?? [];
    if (files.every((file) => /[\\/]test[\\/]unit[\\/]/.test(file))) return;
    this.timeout(FIRST_RUN_MS);
    await testDatabase();
  },
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(60_000);
    await closeDatabases();
  },
};
