/** The OpenAPI 3.1 document, made from the operations that the router is made from. */
import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { policy, type Party } from '../domain/policy.ts';
import type { Operation } from './operation.ts';

const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(
        z.object({ pointer: z.string().optional(), parameter: z.string().optional(), detail: z.string().optional() }),
      )
      .optional(),
  })
  .meta({ description: 'RFC 9457 problem details' });

export function openApiDocument(operations: readonly Operation[], root: string): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'lutra.sid' });
  registry.registerComponent('securitySchemes', 'csrf', { type: 'apiKey', in: 'header', name: 'X-CSRF-Token' });
  for (const operation of operations) registry.registerPath(pathOf(operation));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Lutra',
      version: '0.1.0',
      description: "Spatial assets, photos and project progress of a regency's public-works office.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: root }],
  });
}

function pathOf(operation: Operation): Parameters<OpenAPIRegistry['registerPath']>[0] {
  const row: Partial<Record<Party, string>> = policy[operation.permission];
  const write = operation.method !== 'get';
  const { params, query, body } = operation;
  return {
    operationId: operation.id,
    method: operation.method,
    path: operation.path,
    tags: [operation.tag],
    summary: operation.summary,
    description: `Roles: ${Object.entries(row)
      .map(([party, scope]) => (scope === 'all' ? party : `${party} (${scope})`))
      .join(', ')}.`,
    security: [...('public' in row ? [{}] : []), { token: [] }, write ? { session: [], csrf: [] } : { session: [] }],
    request: {
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { query }),
      ...(body === undefined
        ? {}
        : {
            body: {
              required: true,
              content: Object.fromEntries(
                (operation.bodyTypes ?? ['application/json']).map((type) => [type, { schema: body }]),
              ),
            },
          }),
    },
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.responses).map(([status, answer]) => [
          status,
          {
            description: answer.description,
            ...(answer.headers === undefined
              ? {}
              : {
                  headers: Object.fromEntries(
                    Object.entries(answer.headers).map(([name, description]) => [
                      name,
                      { description, schema: { type: 'string' as const } },
                    ]),
                  ),
                }),
            ...(answer.schema === undefined && answer.contentType === undefined
              ? {}
              : { content: { [answer.contentType ?? 'application/json']: { schema: answer.schema ?? z.unknown() } } }),
          },
        ]),
      ),
      default: { description: 'A problem', content: { 'application/problem+json': { schema: problemSchema } } },
    },
  };
}
