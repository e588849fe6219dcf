/**
 * Questions that come at the same time are asked together: one query is under way at most, and who comes meanwhile is
 * answered by the next one. So no answer is older than its question, and a map of forty tiles costs two queries.
 */
export class Batch<T> {
  readonly #ask: (keys: string[]) => Promise<Map<string, T>>;
  #underway = false;
  #waiting: { key: string; resolve: (value: T | undefined) => void; reject: (error: unknown) => void }[] = [];

  /** `ask` answers for all keys that have an answer. */
  constructor(ask: (keys: string[]) => Promise<Map<string, T>>) {
    this.#ask = ask;
  }

  /** Rejects as `ask` does. */
  get(key: string): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, resolve, reject });
      if (!this.#underway) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#underway = true;
    while (this.#waiting.length > 0) {
      const asked = this.#waiting;
      this.#waiting = [];
      try {
        const answers = await this.#ask([...new Set(asked.map(({ key }) => key))]);
        for (const { key, resolve } of asked) resolve(answers.get(key));
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    this.#underway = false;
  }
}
