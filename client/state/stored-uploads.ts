/** Photos that the server has not received yet, kept in IndexedDB so that a reload or a dead battery loses none. */

export interface StoredUpload {
  id: string;
  file: Blob;
  name: string;
  /** Form fields of POST /api/photos, `id` left out. */
  fields: Readonly<Record<string, string>>;
  addedAt: number;
  /** The user who took it in: only their session sends it. */
  owner: string;
}

const NAME = 'lutra';
const STORE = 'uploads';

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
  return opened;
}

/** Runs one request in a transaction of its own; settles when the transaction is durable. */
async function inStore<T>(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await database()).transaction(STORE, mode);
  const request = run(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'));
  });
}

/** @throws when the device has no room, or the browser keeps nothing (a private window of some browsers) */
export const storeUpload = (upload: StoredUpload): Promise<IDBValidKey> =>
  inStore('readwrite', (store) => store.put(upload));

export const forgetUpload = (id: string): Promise<undefined> => inStore('readwrite', (store) => store.delete(id));

export const storedUploads = (): Promise<StoredUpload[]> =>
  inStore('readonly', (store) => store.getAll() as IDBRequest<StoredUpload[]>);
