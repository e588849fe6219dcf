/** A password from a person at a terminal, without showing it, or from a program on stdin. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** What the person who typed the command can mend. */
export class Refused extends Error {}

/** The first line of stdin. */
export async function passwordFromStdin(): Promise<string> {
  return (await text(process.stdin)).split(/\r?\n/, 1)[0] ?? '';
}

/** Asks twice on the terminal; undefined when the person just presses Enter. @throws Refused when the two differ, or at Ctrl-C */
export async function askPassword(): Promise<string | undefined> {
  const first = await askHidden('Password (12 characters or more; empty to have one made): ');
  if (first === '') return undefined;
  if ((await askHidden('Once more: ')) !== first) throw new Refused('The two passwords differ.');
  return first;
}

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  // Readline echoes what is typed to its output; this one shows nothing.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  const stopped = new AbortController();
  lines.on('SIGINT', () => stopped.abort());
  lines.on('close', () => stopped.abort());
  try {
    return await lines.question('', { signal: stopped.signal });
  } catch (error) {
    if (stopped.signal.aborted) throw new Refused('Stopped; nothing was changed.', { cause: error });
    throw error;
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
