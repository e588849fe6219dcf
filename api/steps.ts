/** Tells a person at a terminal what the start is doing: each step, that it lives, and how long it took. */

const TICK_MS = 1000;

/** Runs one step; on a terminal its line counts the seconds, elsewhere a line tells every five of them. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const { stdout } = process;
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const live = stdout.isTTY
    ? () => stdout.write(`\r  … ${title} (${Math.round(seconds())} s)`)
    : () => Math.round(seconds()) % 5 === 0 && stdout.write(`  … ${title} (${Math.round(seconds())} s)\n`);
  const timer = setInterval(live, TICK_MS);
  const finish = (sign: string) => {
    clearInterval(timer);
    stdout.write(`${stdout.isTTY ? '\r\u001b[K' : ''}  ${sign} ${title} (${seconds().toFixed(1)} s)\n`);
  };
  try {
    const result = await work();
    finish('✓');
    return result;
  } catch (error) {
    finish('✗');
    throw error;
  }
}
