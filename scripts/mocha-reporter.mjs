// Mocha's `spec` report; also notes the counts of a run as a line of JSON in the file that LUTRA_TEST_SUMMARY names, and
// does not let a run hang whose tests have left something open.

import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';

const patience = 30_000; // milliseconds for all to close when the last test is done

export default class SummaryReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      note(runner.stats);
      if (!options.watch) setTimeout(giveUp, patience).unref(); // keeps nothing alive by itself
    });
  }
}

function note({ passes, failures, pending }) {
  const file = process.env.LUTRA_TEST_SUMMARY;
  if (file) appendFileSync(file, `${JSON.stringify({ passed: passes, failed: failures, skipped: pending })}\n`);
}

function giveUp() {
  const open = [...new Set(process.getActiveResourcesInfo())].filter((kind) => !/^(TTY|Pipe|FS)Wrap$/.test(kind));
  console.error(`The tests are done, but something of theirs is still open: ${open.join(', ') || 'a pipe'}.`);
  note({ passes: 0, failures: 1, pending: 0 });
  process.on('exit', () => (process.exitCode = 1)); // after mocha's own listener, which knows of no failure
  process.exit();
}
