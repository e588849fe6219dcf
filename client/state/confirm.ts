/** A question with two answers, as a promise. `lutra-confirm` shows it; one at a time. */
import { Store } from './store.ts';

export interface Question {
  /** Names the thing: "Hapus lampu PJU-014?" */
  heading: string;
  /** What is safe and what is not: "Riwayatnya tetap tersimpan." */
  body: string;
  /** What the button does: "Hapus lampu". */
  action: string;
  danger?: boolean;
}

export const question = new Store<(Question & { answer: (yes: boolean) => void }) | null>(null);

export function ask(asked: Question): Promise<boolean> {
  question.value?.answer(false);
  return new Promise((resolve) => {
    question.set({
      ...asked,
      answer: (yes) => {
        question.set(null);
        resolve(yes);
      },
    });
  });
}
