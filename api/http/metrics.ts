/** Prometheus metrics of one app: requests by operation and status, and what Node tells of itself. */
import type { RequestHandler } from 'express';
import type { Knex } from 'knex';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

const registries = new WeakMap<Knex, Registry>();

/** The registry of the app that works on this database, so that two apps in one process count apart. */
export function metricsOf(db: Knex): Registry {
  const known = registries.get(db);
  if (known !== undefined) return known;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  registries.set(db, registry);
  return registry;
}

/** Measures each request by the route that answered it, never by its address, which would be unbounded. */
export function measureRequests(db: Knex): RequestHandler {
  const name = 'http_request_duration_seconds';
  const registry = metricsOf(db);
  registry.removeSingleMetric(name); // of an earlier app on the same database
  const seconds = new Histogram({
    name,
    help: 'Time to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return (req, res, next) => {
    const stop = seconds.startTimer();
    res.on('close', () => {
      const route: unknown = req.route?.path;
      stop({ method: req.method, route: typeof route === 'string' ? route : 'none', status: res.statusCode });
    });
    next();
  };
}
