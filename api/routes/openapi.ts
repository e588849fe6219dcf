/** The description of the API: as OpenAPI for programs and as a page for people. */
import { apiRoot, mediaTypes } from '../ogc/links.ts';
import { openApiDocument } from '../http/openapi.ts';
import { defineOperation, type Operation } from '../http/operation.ts';

/** Describes all the given operations and itself. */
export function openApiOperations(others: readonly Operation[]): Operation[] {
  const documents = new Map<string, string>();
  const own: Operation = defineOperation({
    id: 'readOpenApi',
    method: 'get',
    path: '/openapi.json',
    tag: 'Service',
    summary: 'This description, as OpenAPI 3.1',
    permission: 'service.read',
    responses: { 200: { description: 'OpenAPI 3.1', contentType: mediaTypes.openapi } },
    handle({ req, res }) {
      const root = apiRoot(req);
      let document = documents.get(root);
      if (document === undefined) {
        document = JSON.stringify(openApiDocument([...others, own], root));
        // One host in practice; a flood of made-up Host headers must not fill the memory.
        if (documents.size > 20) documents.clear();
        documents.set(root, document);
      }
      res.set('Content-Type', mediaTypes.openapi).send(document);
    },
  });
  return [own];
}
