/** One operation as OpenAPI 3.1 writes it. */
export interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters: { name: string; in: 'path' | 'query'; required: boolean; schema: object }[];
  requestBody?: object;
  responses: Record<string, object>;
}

/** The interface as OpenAPI 3.1 writes it; only what we use of it. */
export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
}
