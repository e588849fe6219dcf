/** Why an image cannot be taken; said to its sender in words by the route. */
export type ImageFault = 'unknown-type' | 'damaged' | 'too-many-pixels' | 'too-slow';

export class UnreadableImage extends Error {
  readonly fault: ImageFault;

  constructor(fault: ImageFault, cause?: unknown) {
    super(`unreadable image: ${fault}`, { cause });
    this.name = 'UnreadableImage';
    this.fault = fault;
  }
}
