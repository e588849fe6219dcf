/** What a password must not be; its length is in the contract. */

/** Whether a password is the account's own email or the part before the @, which is the first guess of everybody. */
export function repeatsEmail(password: string, email: string): boolean {
  const typed = password.trim().toLowerCase();
  return typed === email || typed === email.split('@')[0];
}
