/** What a form's fields hold, as text. */

/** A text field without the white space around it; '' when there is no such field. */
export function textOf(data: FormData, name: string): string {
  return rawOf(data, name).trim();
}

/** A field as it was typed, such as a password. */
export function rawOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}
