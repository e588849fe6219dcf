/** Where photos live: disk or an S3-compatible store, behind one contract. */
export interface PhotoStore {
  readonly kind: string;
}
