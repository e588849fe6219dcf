/** What concerns the service as a whole: settings for the client, search, health, readiness, metrics. */
import { z } from 'zod';
import { numberText } from '../contract/common.ts';
import { searchSchema, settingsSchema } from '../contract/service.ts';
import { scopeOf } from '../domain/policy.ts';
import { metricsOf } from '../http/metrics.ts';
import { defineOperation } from '../http/operation.ts';
import { answers, hasIllustration, search } from '../../db/queries/service.ts';

const tag = 'Service';
const statusSchema = z.strictObject({ status: z.literal('ok') });

/** Kabupaten Luwu Utara, where the map opens. */
const home = {
  title: 'Kabupaten Luwu Utara',
  bbox: [119.676, -2.917, 120.656, -1.948] as [number, number, number, number],
};

const readSettings = defineOperation({
  id: 'readSettings',
  method: 'get',
  path: '/settings',
  tag,
  summary: 'What the map client needs first',
  permission: 'service.read',
  responses: { 200: { description: 'Settings', schema: settingsSchema } },
  handle: async ({ deps }) => ({
    basemap: deps.config.basemap ?? null,
    demonstration: await hasIllustration(deps.db),
    home,
  }),
});

const readSearch = defineOperation({
  id: 'search',
  method: 'get',
  path: '/search',
  tag,
  summary: 'Assets by code or name, projects by name',
  permission: 'asset.read',
  query: z.strictObject({
    q: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^\P{Cc}*$/u, 'control characters are not allowed'),
    limit: numberText(z.number().int().min(1).max(50)).default(10),
  }),
  responses: { 200: { description: 'What was found', schema: searchSchema } },
  async handle({ query, actor, deps }) {
    const rows = await search(deps.db, query.q, scopeOf(actor, 'asset.read') === 'published', query.limit);
    return {
      items: rows.map(({ west, south, east, north, ...hit }) => ({
        ...hit,
        bbox: west === null ? null : [west, south, east, north],
      })),
    };
  },
});

const readHealth = defineOperation({
  id: 'readHealth',
  method: 'get',
  path: '/health',
  tag,
  summary: 'The process is alive',
  permission: 'service.read',
  responses: { 200: { description: 'Alive', schema: statusSchema } },
  handle: () => ({ status: 'ok' }),
});

const readReady = defineOperation({
  id: 'readReady',
  method: 'get',
  path: '/ready',
  tag,
  summary: 'Database and photo store answer',
  permission: 'service.read',
  responses: { 200: { description: 'Ready', schema: statusSchema }, 503: { description: 'Not ready' } },
  async handle({ deps }) {
    await Promise.all([answers(deps.db), deps.store.check()]);
    return { status: 'ok' };
  },
});

const readMetrics = defineOperation({
  id: 'readMetrics',
  method: 'get',
  path: '/metrics',
  tag,
  summary: 'Prometheus metrics',
  permission: 'metrics.read',
  responses: { 200: { description: 'Metrics', contentType: 'text/plain' } },
  async handle({ res, deps }) {
    const registry = metricsOf(deps.db);
    res.type(registry.contentType).send(await registry.metrics());
  },
});

export const serviceOperations = [readSettings, readSearch, readHealth, readReady, readMetrics];
