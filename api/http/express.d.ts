/** What our middleware adds to Express's request and session. */
import 'express-session';
import 'pino-http';
import type { Actor } from '../domain/policy.ts';

declare global {
  namespace Express {
    interface Request {
      actor: Actor;
    }
  }
}

declare module 'express-session' {
  interface SessionData {
    userId: string;
    csrfToken: string;
  }
}
