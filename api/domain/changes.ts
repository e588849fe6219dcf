/** What a version changed: the members whose values differ between two states. */
import type { Change } from '../contract/assets.ts';

export interface State {
  geometry?: unknown;
  properties: Record<string, unknown>;
}

/** Members in the order of their names; a member that a state lacks is null there. */
export function changesBetween(before: State | undefined, after: State): Change[] {
  const flat = (state: State | undefined): Record<string, unknown> =>
    state === undefined ? {} : { ...state.properties, ...('geometry' in state ? { geometry: state.geometry } : {}) };
  const [was, is] = [flat(before), flat(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .toSorted()
    .map((member) => ({ member, before: was[member] ?? null, after: is[member] ?? null }))
    .filter(({ before: b, after: a }) => !isSame(b, a));
}

/** Deep equality of JSON values; the order of an object's members does not matter. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length && keys.every((key) => key in right && isSame(left[key], right[key]))
  );
}
