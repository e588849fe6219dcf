/** Short messages that need no answer; they are read out, and an error stays until it is closed. */
import { Store } from './store.ts';

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'error';
  action?: { label: string; run: () => void } | undefined;
}

export const toasts = new Store<readonly Toast[]>([]);

let last = 0;

/** Shows a message for six seconds, an error until it is closed. Never say "success" for what is only queued. */
export function showToast(text: string, options: { tone?: Toast['tone']; action?: Toast['action'] } = {}): number {
  const toast: Toast = { id: ++last, text, tone: options.tone ?? 'plain', action: options.action };
  toasts.update((list) => [...list.filter((other) => other.text !== text), toast].slice(-3));
  if (toast.tone === 'plain') setTimeout(() => closeToast(toast.id), toast.action === undefined ? 6000 : 10_000);
  return toast.id;
}

export function closeToast(id: number): void {
  toasts.update((list) => list.filter((toast) => toast.id !== id));
}
