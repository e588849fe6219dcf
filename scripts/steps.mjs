// Shows what a command is doing, step by step, and runs the child processes of these steps.

import { spawn } from 'node:child_process';
import path from 'node:path';

export const root = new URL('../', import.meta.url);

const kept = 8_000; // characters of a program's output, for the case that it fails
const patience = 1_500; // milliseconds for a program to end when it is asked to
const running = new Set();
let stopped; // the signal that ends it all
let out = process.stdout;

/** Sends the report elsewhere, such as to stderr when stdout carries a command's answer. */
export function reportTo(stream) {
  out = stream;
}

/** Prints one line of the report. */
export function say(line = '') {
  out.write(`${line}\n`);
}

/** @returns {string} such as `4.2 s` or `1 min 12 s` */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Ctrl-C or SIGTERM ended the running program: nothing further is to be done. */
class Stopped extends Error {}

/** What stops a command in the middle: the step that failed, and what its program had to say. */
export class StepFailure extends Error {
  constructor(message, output = '') {
    super(message);
    this.output = output;
  }
}

/**
 * Runs `work` and reports it: `  ✓ Libraries installed (12.3 s)`. While it lasts, a terminal shows seconds that
 * tick, and anything else a line every five seconds.
 * @param {string} doing what is being done, such as `Installing libraries`
 * @param {string} done what is then done, such as `Libraries installed`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what `work` answers
 * @template T
 */
export async function step(doing, done, work) {
  const began = performance.now();
  const elapsed = () => performance.now() - began;
  const live = out.isTTY;
  const show = () => {
    const seconds = Math.round(elapsed() / 1000);
    if (live) out.write(`\r\x1b[2K  … ${doing}${seconds > 0 ? ` (${seconds} s)` : ''}`);
    else say(seconds > 0 ? `    … ${seconds} s` : `  … ${doing}`);
  };
  const finish = (line) => out.write(`${live ? '\r\x1b[2K' : ''}${line}\n`);
  show();
  const ticking = setInterval(show, live ? 1000 : 5000);
  try {
    const answer = await work();
    finish(`  ✓ ${done} (${duration(elapsed())})`);
    return answer;
  } catch (error) {
    finish(`  ✗ ${doing} failed (${duration(elapsed())})`);
    throw error;
  } finally {
    clearInterval(ticking);
  }
}

/**
 * Runs a Node program from the project's folder, without a standard input.
 * @param {string[]} args the program's file and its arguments
 * @param {{ name?: string, show?: boolean, env?: NodeJS.ProcessEnv }} options `show`: its output goes to the terminal; else it is
 *   kept and told when the program fails; `name`: what a failure calls it
 * @throws {StepFailure} when it cannot be started or ends with anything but 0
 */
export function node(args, options = {}) {
  return program(process.execPath, args, options);
}

/** Runs any program as {@link node} does. */
export function program(command, args, options = {}) {
  const { name = path.basename(args[0]), show = false, env = process.env, shell = false } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      shell,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      windowsHide: true,
    });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-kept));
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    running.add(child);
    child.once('error', (error) => {
      running.delete(child);
      reject(new StepFailure(`${command} could not be started: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      running.delete(child);
      if (code === 0) resolve();
      else if (stopped) reject(new Stopped());
      else reject(new StepFailure(`${name} ended with ${signal ?? `code ${code}`}.`, output.trim()));
    });
  });
}

let parent;

/* When npm is killed, so that it can hand on no signal, what it ran ends as if by SIGTERM. */
function endWithNpm() {
  if (parent !== undefined || !process.env.npm_lifecycle_event) return;
  parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

/**
 * Runs the steps of a command: a failure is told in full and ends the process with 1; Ctrl-C and SIGTERM stop the
 * running program first, and a second one kills it.
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what `work` answers
 * @template T
 */
export async function steps(work) {
  const end = () => {
    say('\nStopped. What was begun is done again the next time.');
    process.exit(stopped === 'SIGINT' ? 130 : 143);
  };
  const stop = (signal) => {
    for (const child of running) {
      child.kill(stopped ? 'SIGKILL' : 'SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), patience).unref(); // npm would tidy up for half a minute
    }
    stopped ??= signal;
    if (running.size === 0) end();
  };
  endWithNpm();
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await work();
  } catch (error) {
    if (stopped) end();
    for (const child of running) child.kill();
    if (!(error instanceof StepFailure)) throw error;
    if (error.output) say(`\n${error.output.replace(/^(?=.)/gm, '    ')}\n`);
    say(error.message);
    process.exit(1);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
