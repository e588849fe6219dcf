/** The Express app: middleware, operations, documentation, client, and the problem writer at the end. */
import path from 'node:path';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import swaggerUi from 'swagger-ui-express';
import { v7 as uuidv7 } from 'uuid';
import { problemOf } from './http/database-problems.ts';
import { measureRequests } from './http/metrics.ts';
import { mountOperations, type AppDeps } from './http/operation.ts';
import { Problem, problemWriter } from './http/problems.ts';
import { securityHeaders } from './http/security-headers.ts';
import { identify } from './http/session.ts';
import { operations } from './routes/index.ts';

/** `clientDir`: the built client; absent where only the API is wanted. */
export function createApp(deps: AppDeps, clientDir?: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', deps.config.trustProxy);

  app.use(logRequests(deps.log));
  app.use(measureRequests(deps.db));
  app.use(securityHeaders(deps.config));
  app.use(compression());

  const api = express.Router({ caseSensitive: true });
  api.use(
    '/docs',
    swaggerUi.serve,
    swaggerUi.setup(undefined, { swaggerOptions: { url: '/api/openapi.json', validatorUrl: null } }),
  );
  api.use(identify(deps));
  mountOperations(api, operations, deps);
  api.use((req) => {
    throw new Problem('not-found', { id: `Tidak ada ${req.originalUrl}.`, en: `There is no ${req.originalUrl}.` });
  });
  app.use('/api', api);

  if (clientDir !== undefined) {
    app.use(express.static(clientDir, { index: false, setHeaders: cacheHashedFiles }));
    // Every address of the client's own is the same page.
    app.get(/^\/(?!api(\/|$))(?!.*\.\w+$)/, (_req, res) => {
      res.set('Cache-Control', 'no-cache').sendFile(path.join(clientDir, 'index.html'));
    });
  }
  app.use((req) => {
    throw new Problem('not-found', { id: `Tidak ada ${req.originalUrl}.`, en: `There is no ${req.originalUrl}.` });
  });
  app.use(problemWriter(problemOf));
  return app;
}

/** One line for each request that went wrong, without headers: cookies and tokens have no place in a log. */
function logRequests(logger: AppDeps['log']): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: () => uuidv7(),
    customLogLevel: logLevel,
    serializers: {
      req: ({ id, method, url }: { id: string; method: string; url: string }) => ({ id, method, url }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}

function logLevel(_req: unknown, res: { statusCode: number }, error?: Error): 'error' | 'warn' | 'debug' {
  if (error !== undefined || res.statusCode >= 500) return 'error';
  return res.statusCode >= 400 ? 'warn' : 'debug';
}

/** Files in assets/ carry the hash of their content in their names. */
function cacheHashedFiles(res: { setHeader(name: string, value: string): unknown }, file: string): void {
  const hashed = path.basename(path.dirname(file)) === 'assets';
  res.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}
