/** The queue of photos: each with its progress, cancel and retry; it goes on whatever view is open. */
import { v7 as uuidv7 } from 'uuid';
import { ApiProblem, NetworkError, api } from '../api-client.ts';
import type { Photo } from '../wire.ts';
import { online } from './network.ts';
import { session, startSession } from './session.ts';
import { Store } from './store.ts';
import { forgetUpload, storedUploads, storeUpload, type StoredUpload } from './stored-uploads.ts';

/** What a photo belongs to; at least an asset or a project. */
export interface PhotoTarget {
  asset?: string | undefined;
  project?: string | undefined;
  report?: string | undefined;
}

export interface Upload {
  id: string;
  file: Blob;
  name: string;
  fields: Readonly<Record<string, string>>;
  /** `waiting` for its turn or for the network; `refused` needs a person. */
  state: 'waiting' | 'sending' | 'received' | 'refused';
  /** 0 to 1 while sending. */
  share: number;
  /** The server's receipt. */
  receipt?: Photo | undefined;
  error?: unknown;
  /** The user who took it in: only their session sends it. */
  owner: string;
  /** Whether it outlives a reload. */
  kept: boolean;
}

export const uploads = new Store<readonly Upload[]>([]);

const AT_ONCE = 2;
const RETRY_MS = 15_000;
const running = new Map<string, AbortController>();
const listeners = new Set<(photo: Photo) => void>();
/** Whose queue was last begun. */
let sender: string | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Takes up what an earlier page left, and goes on whenever the network is back. */
export async function startUploads(): Promise<void> {
  online.subscribe((now) => now && pump());
  session.subscribe((user) => {
    if (user?.id === sender) return;
    sender = user?.id;
    pump();
  });
  window.addEventListener('online', pump);
  try {
    const left = await storedUploads();
    const known = new Set(uploads.value.map(({ id }) => id));
    const taken = left.filter(({ id }) => !known.has(id)).map((stored) => toUpload(stored, true));
    uploads.update((list) => [...list, ...taken]);
  } catch (error) {
    console.warn('photos are not kept on this device', error); // a private window: the queue still works until it closes
  }
  pump();
}

/** Calls the listener for each photo that the server has received; answers what ends that. */
export function onReceived(listener: (photo: Photo) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Puts photos into the queue under ids of their own, so that sending one twice makes one photo. */
export async function addUploads(
  files: readonly { file: File; fields: Readonly<Record<string, string>> }[],
  target: PhotoTarget,
): Promise<void> {
  const owner = session.value?.id ?? '';
  const about = Object.fromEntries(Object.entries(target).filter(([, value]) => value)) as Record<string, string>;
  const added = files.map(({ file, fields }): StoredUpload => {
    return { id: uuidv7(), file, name: file.name, fields: { ...about, ...fields }, addedAt: Date.now(), owner };
  });
  uploads.update((list) => [...list, ...added.map((stored) => toUpload(stored, false))]);
  pump();
  for (const stored of added) {
    try {
      await storeUpload(stored);
      if (find(stored.id) !== undefined) change(stored.id, { kept: true });
    } catch (error) {
      console.warn('photo is not kept on this device', error); // told in the list: `kept` stays false
    }
  }
}

export function retryUpload(id: string): void {
  change(id, { state: 'waiting', error: undefined });
  pump();
}

/** Takes a photo out of the queue, also while it is being sent; what the server has received stays there. */
export function removeUpload(id: string): void {
  running.get(id)?.abort();
  uploads.update((list) => list.filter((upload) => upload.id !== id));
  void forget(id);
}

/** Drops the received ones from the list. */
export function clearReceived(): void {
  uploads.update((list) => list.filter(({ state }) => state !== 'received'));
}

const toUpload = ({ id, file, name, fields, owner }: StoredUpload, kept: boolean): Upload => ({
  id,
  file,
  name,
  fields,
  state: 'waiting',
  share: 0,
  owner,
  kept,
});

const find = (id: string): Upload | undefined => uploads.value.find((upload) => upload.id === id);

function change(id: string, changes: Partial<Upload>): void {
  uploads.update((list) => list.map((upload) => (upload.id === id ? { ...upload, ...changes } : upload)));
}

/** Starts what may start. */
function pump(): void {
  clearTimeout(timer);
  const user = session.value?.id;
  for (const upload of uploads.value) {
    if (running.size >= AT_ONCE) return;
    if (upload.state === 'waiting' && upload.owner === user && !running.has(upload.id)) void sendOne(upload);
  }
}

async function sendOne({ id, file, name, fields }: Upload): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  change(id, { state: 'sending', share: 0 });
  // Nothing else is begun after a failure that the next photo would meet too.
  let halt: 'retry' | 'sign-in' | null = null;
  try {
    const form = new FormData();
    form.set('id', id);
    for (const [key, value] of Object.entries(fields)) form.set(key, value);
    form.set('file', file, name);
    const receipt = await api.photos.upload(form, {
      signal: controller.signal,
      onProgress: ({ sent, total }) => change(id, { share: total > 0 ? sent / total : 0 }),
    });
    change(id, { state: 'received', share: 1, receipt });
    await forget(id);
    for (const listener of listeners) listener(receipt);
  } catch (error) {
    if (controller.signal.aborted) return;
    if (isSignedOut(error)) halt = 'sign-in';
    else if (error instanceof NetworkError || (error instanceof ApiProblem && isPassing(error.status))) halt = 'retry';
    change(id, { state: halt === null ? 'refused' : 'waiting', share: 0, error });
  } finally {
    running.delete(id);
    clearTimeout(timer);
    if (halt === null) pump();
    else if (halt === 'retry') timer = setTimeout(pump, RETRY_MS);
    else void startSession(); // asks who is signed in: the next sign-in goes on with the queue
  }
}

/** The session has ended: the photo waits for the next one. */
export const isSignedOut = (error: unknown): boolean => error instanceof ApiProblem && error.status === 401;

/** Answers that another try can change without a person. */
const isPassing = (status: number): boolean =>
  status === 0 || status === 429 || status === 502 || status === 503 || status === 504;

async function forget(id: string): Promise<void> {
  try {
    await forgetUpload(id);
  } catch (error) {
    console.warn('kept photo was not forgotten', error); // sending it again is harmless: its id is known
  }
}
