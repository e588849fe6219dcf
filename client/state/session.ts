/** Who is signed in. `undefined` until the server said so; `null` is the public. */
import { allows, scopeOf, type Action, type Actor } from '../../api/domain/policy.ts';
import { api, useCsrfToken } from '../api-client.ts';
import type { User } from '../wire.ts';
import { online } from './network.ts';
import { Store } from './store.ts';

export const session = new Store<User | null | undefined>(undefined);

export async function startSession(): Promise<void> {
  try {
    const { user, csrfToken } = await api.session.read();
    enter(user, csrfToken);
  } catch {
    session.set(null); // unreachable: what the public sees still shows, and who is signed in is asked again
    const end = online.subscribe((now) => {
      if (!now) return;
      end();
      void startSession();
    });
  }
}

/** @throws ApiProblem when the address or the password is wrong, or after too many attempts */
export async function signIn(email: string, password: string): Promise<User> {
  const { user, csrfToken } = await api.session.signIn(email, password);
  enter(user, csrfToken);
  return user;
}

export async function signOut(): Promise<void> {
  await api.session.signOut();
  enter(null);
}

function enter(user: User | null, csrfToken?: string): void {
  useCsrfToken(csrfToken ?? null);
  session.set(user);
}

/**
 * Whether the person may do an action: at all, or to the given thing. The server asks the same table again; this only
 * keeps buttons away that could not work.
 */
export function can(action: Action, thing?: { agency?: string | null; published?: boolean }): boolean {
  const actor = actorOf(session.value);
  return thing === undefined ? scopeOf(actor, action) !== undefined : allows(actor, action, thing);
}

function actorOf(user: User | null | undefined): Actor {
  if (!user) return { kind: 'public' };
  return { kind: 'user', userId: user.id, name: user.name, role: user.role, agency: user.agency ?? '' };
}
