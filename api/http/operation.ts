/**
 * A route is declared as an Operation: its path, who may call it, the shapes of its input and answers, and what it does.
 * The router, the OpenAPI document and the walk of roles in the tests are all made from the same list.
 */
import express, { type Request, type Response, type Router } from 'express';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Config } from '../config.ts';
import { scopeOf, type Action, type Actor } from '../domain/policy.ts';
import type { PhotoStore } from '../storage/photo-store.ts';
import { requireCsrfToken } from './csrf.ts';
import { Problem } from './problems.ts';
import { parseBody, parseParams, parseQuery } from './validate.ts';

export interface AppDeps {
  config: Config;
  db: Knex;
  store: PhotoStore;
  log: Logger;
  clock: () => Date;
}

type Shape = z.ZodObject;
type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

export interface Call<P, Q, B> {
  params: Output<P>;
  query: Output<Q>;
  body: Output<B>;
  actor: Actor;
  req: Request;
  res: Response;
  deps: AppDeps;
}

export interface Answer {
  description: string;
  schema?: z.ZodType;
  contentType?: string;
  headers?: Record<string, string>;
}

export interface OperationSpec<P, Q, B> {
  id: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below /api, parameters in braces: `/projects/{id}`. */
  path: string;
  tag: string;
  summary: string;
  permission: Action;
  params?: P;
  query?: Q;
  body?: B;
  /** Media types of the body that the operation reads; JSON when not said. `multipart/form-data` is read by the handler. */
  bodyTypes?: readonly string[];
  responses: Record<number, Answer>;
  /** A returned value is sent as JSON with status 200; undefined means that the handler has answered itself. */
  handle(call: Call<P, Q, B>): unknown;
}

export type Operation = Omit<OperationSpec<Shape | undefined, Shape | undefined, z.ZodType | undefined>, 'handle'> & {
  handle(call: Call<undefined, undefined, undefined>): unknown;
};

export function defineOperation<
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(spec: OperationSpec<P, Q, B>): Operation {
  // The call that reaches `handle` was parsed by this very spec's schemas, which the erased type cannot say.
  return spec as unknown as Operation;
}

export const jsonTypes = ['application/json'] as const;
const MULTIPART = 'multipart/form-data';
const BODY_LIMIT = '2mb';

/** `/projects/{id}` -> `/projects/:id`, the way that Express writes it. */
export function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

export function mountOperations(router: Router, operations: readonly Operation[], deps: AppDeps): void {
  const methods = new Map<string, string[]>();
  for (const operation of operations) {
    const path = expressPath(operation.path);
    methods.set(path, [...(methods.get(path) ?? []), operation.method.toUpperCase()]);
    const steps: express.RequestHandler[] = [authorise(operation)];
    if (operation.body !== undefined) steps.push(requireMediaType(operation), readBody(operation));
    router[operation.method](path, ...steps, run(operation, deps));
  }
  for (const [path, allowed] of methods) router.all(path, refuseMethod(allowed));
}

function authorise(operation: Operation): express.RequestHandler {
  return (req, _res, next) => {
    if (scopeOf(req.actor, operation.permission) === undefined) {
      if (req.actor.kind === 'public')
        throw new Problem(
          'unauthenticated',
          { id: 'Masuk dahulu untuk melanjutkan.', en: 'Sign in to go on.' },
          {},
          { 'WWW-Authenticate': 'Bearer' },
        );
      throw new Problem('forbidden', {
        id: 'Peran Anda tidak mengizinkan tindakan ini. Administrator dapat memberikannya.',
        en: 'Your role does not allow this. An administrator can grant it.',
      });
    }
    if (operation.method !== 'get') requireCsrfToken(req, operation);
    next();
  };
}

function requireMediaType(operation: Operation): express.RequestHandler {
  const accepted = operation.bodyTypes ?? jsonTypes;
  return (req, _res, next) => {
    // A body is needed even where none was sent: the schema says what is missing from it.
    if (req.is([...accepted]) === false || (req.headers['content-type'] === undefined && hasBody(req)))
      throw new Problem(
        'unsupported-media-type',
        { id: `Kirim isi sebagai ${accepted.join(' atau ')}.`, en: `Send the body as ${accepted.join(' or ')}.` },
        {},
        { Accept: accepted.join(', ') },
      );
    next();
  };
}

function hasBody(req: Request): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
}

function readBody(operation: Operation): express.RequestHandler {
  const accepted = operation.bodyTypes ?? jsonTypes;
  if (accepted.includes(MULTIPART)) return (_req, _res, next) => next();
  return express.json({ type: [...accepted], limit: BODY_LIMIT, strict: true });
}

function run(operation: Operation, deps: AppDeps): express.RequestHandler {
  const multipart = operation.bodyTypes?.includes(MULTIPART) === true;
  return async (req, res) => {
    const call = {
      params: operation.params && parseParams(operation.params, req),
      query: parseQuery(operation.query, req),
      body: operation.body && !multipart ? parseBody(operation.body, req) : undefined,
      actor: req.actor,
      req,
      res,
      deps,
    };
    const answer = await operation.handle(call as unknown as Call<undefined, undefined, undefined>);
    if (answer !== undefined && !res.headersSent) res.status(res.statusCode).json(answer);
  };
}

function refuseMethod(allowed: string[]): express.RequestHandler {
  const allow = [...(allowed.includes('GET') ? ['HEAD'] : []), ...allowed, 'OPTIONS'].join(', ');
  return (req, res) => {
    if (req.method === 'OPTIONS') {
      res.set('Allow', allow).status(204).end();
      return;
    }
    throw new Problem(
      'method-not-allowed',
      {
        id: `${req.method} tidak didukung di sini; pakai ${allow}.`,
        en: `${req.method} is not supported here; use ${allow}.`,
      },
      {},
      { Allow: allow },
    );
  };
}
