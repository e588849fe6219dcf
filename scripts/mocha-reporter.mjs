// Mocha's `spec` report; also notes the counts of a run as a line of JSON in the file that LUTRA_TEST_SUMMARY names.

import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';

export default class SummaryReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.LUTRA_TEST_SUMMARY;
    if (!file) return;
    runner.once('end', () => {
      const { passes, failures, pending } = runner.stats;
      appendFileSync(file, `${JSON.stringify({ passed: passes, failed: failures, skipped: pending })}\n`);
    });
  }
}
