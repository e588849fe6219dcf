/**
 * Who may do what: one table for every route. A role that an action does not list may not do it;
 * the scope says how far: everything, what its own agency keeps, or only what is published.
 */
export const roles = ['admin', 'planner', 'surveyor', 'liaison', 'viewer'] as const;
export type Role = (typeof roles)[number];
export type Party = Role | 'public';
export type Scope = 'all' | 'own-agency' | 'published';

export type Actor =
  { kind: 'public' } | { kind: 'user'; userId: string; tokenId?: string; name: string; role: Role; agency: string };

const everybody = {
  public: 'all',
  admin: 'all',
  planner: 'all',
  surveyor: 'all',
  liaison: 'all',
  viewer: 'all',
} as const;
const readers = {
  public: 'published',
  admin: 'all',
  planner: 'all',
  surveyor: 'all',
  liaison: 'all',
  viewer: 'all',
} as const;
const signedIn = { admin: 'all', planner: 'all', surveyor: 'all', liaison: 'all', viewer: 'all' } as const;
const field = { admin: 'all', planner: 'all', surveyor: 'own-agency' } as const;
const administrators = { admin: 'all' } as const;
const planners = { admin: 'all', planner: 'all' } as const;

export const policy = {
  /** Landing page, conformance, API description, settings, liveness. */
  'service.read': everybody,
  'metrics.read': administrators,
  'audit.read': administrators,

  'session.read': everybody,
  'session.create': everybody,
  'session.delete': everybody,
  'password.change': signedIn,
  'user.manage': administrators,
  'token.manage': administrators,
  'agency.read': everybody,
  'agency.manage': administrators,

  'asset-type.read': everybody,
  'asset-type.manage': administrators,
  'asset.read': readers,
  'asset.history': signedIn,
  'asset.write': field,
  /** Verification: from then on the public sees the asset. */
  'asset.publish': planners,

  'project.read': readers,
  'project.write': planners,
  'report.read': readers,
  'report.write': { admin: 'all', planner: 'all', surveyor: 'all' },

  'photo.read': readers,
  /** The untouched original, with the position and time that its metadata hold. */
  'photo.read-original': { admin: 'all', planner: 'all', surveyor: 'all', liaison: 'all' },
  'photo.write': field,

  'river.export': { admin: 'all', planner: 'all', surveyor: 'all', liaison: 'all' },
} as const satisfies Record<string, Partial<Record<Party, Scope>>>;

export type Action = keyof typeof policy;

export function partyOf(actor: Actor): Party {
  return actor.kind === 'public' ? 'public' : actor.role;
}

/** How far an actor may go with an action; undefined when not at all. */
export function scopeOf(actor: Actor, action: Action): Scope | undefined {
  const row: Partial<Record<Party, Scope>> = policy[action];
  return row[partyOf(actor)];
}

/** Whether an actor may do an action to one thing, given who keeps the thing and whether it is published. */
export function allows(actor: Actor, action: Action, thing: { agency?: string | null; published?: boolean }): boolean {
  switch (scopeOf(actor, action)) {
    case 'all':
      return true;
    case 'own-agency':
      return actor.kind === 'user' && thing.agency === actor.agency;
    case 'published':
      return thing.published === true;
    case undefined:
      return false;
  }
}

/** Who did it, as the audit trail and the versions name it; null for the public. */
export function idsOf(actor: Actor): { actorId: string | null; tokenId: string | null } {
  return actor.kind === 'public'
    ? { actorId: null, tokenId: null }
    : { actorId: actor.userId, tokenId: actor.tokenId ?? null };
}
