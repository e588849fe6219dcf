/** Bounds how much heavy work runs at once; who comes first is served first. */
export class Turns {
  readonly capacity: number;
  #free: number;
  readonly #waiting: { weight: number; start: () => void }[] = [];

  constructor(capacity: number) {
    this.capacity = capacity;
    this.#free = capacity;
  }

  /** Runs the work when `weight` of the capacity is free; a weight above all of it is all of it. */
  async run<T>(weight: number, work: () => Promise<T>): Promise<T> {
    const taken = Math.min(weight, this.capacity);
    await new Promise<void>((start) => {
      this.#waiting.push({ weight: taken, start });
      this.#startNext();
    });
    try {
      return await work();
    } finally {
      this.#free += taken;
      this.#startNext();
    }
  }

  #startNext(): void {
    for (let next = this.#waiting[0]; next !== undefined && next.weight <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#free -= next.weight;
      next.start();
    }
  }
}
