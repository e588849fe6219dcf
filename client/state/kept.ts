/** Small preferences kept in the browser; where it refuses storage, they last as long as the page. */

export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(`lutra.${key}`);
  } catch {
    return null; // storage is blocked: the default serves
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(`lutra.${key}`, value);
  } catch {
    return; // storage is blocked or full: the preference ends with the page
  }
}

export function forgetKept(key: string): void {
  try {
    localStorage.removeItem(`lutra.${key}`);
  } catch {
    return; // storage is blocked: nothing was kept
  }
}
