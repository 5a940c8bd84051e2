import type { FastifyInstance } from 'fastify';
import type { Contract } from '#kernel/contract/contract.ts';
import type { Module } from '#kernel/module/manifest.ts';
import { kernelRoutes } from './kernel-routes.ts';
import type { OpenApiDocument, Operation } from './openapi-document.ts';
import { openApiPage } from './openapi-page.ts';
import { openApiStyle } from './openapi-style.ts';
import type { Platform } from './platform.ts';

/** `/api/openapi.json` and a readable page of it at `/api/docs`, both made from the contracts. */
export function addOpenApi(app: FastifyInstance, platform: Platform): void {
  const document = openApiOf(platform);
  const page = openApiPage(document);
  app.get('/api/openapi.json', async (_request, reply) => reply.header('cache-control', 'max-age=300').send(document));
  app.get('/api/docs.css', async (_request, reply) =>
    reply.header('cache-control', 'max-age=300').type('text/css; charset=utf-8').send(openApiStyle),
  );
  app.get('/api/docs', async (_request, reply) =>
    reply
      .header('content-security-policy', "default-src 'none'; style-src 'self'; frame-ancestors 'none'")
      .header('cache-control', 'max-age=300')
      .type('text/html; charset=utf-8')
      .send(page),
  );
}

/** The whole interface as one OpenAPI 3.1 document. */
export function openApiOf(platform: Platform): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  const put = (path: string, method: string, operation: Operation) => {
    const at = path.replace(/:(\w+)/g, '{$1}');
    paths[at] = { ...paths[at], [method.toLowerCase()]: operation };
  };
  for (const { contract } of kernelRoutes(platform)) put(`/api/:school${contract.path}`, contract.method, operationOf('kernel', contract));
  for (const module of platform.modules) {
    for (const { contract } of module.routes ?? [])
      put(`/api${contract.scope === 'school' ? '/:school' : ''}${contract.path}`, contract.method, operationOf(module.id, contract));
    for (const raw of module.rawRoutes ?? []) put(`/api/:school${raw.path}`, raw.method, rawOperation(module, raw));
    for (const open of module.openRoutes ?? []) put(`/api${open.path}`, open.method, rawOperation(module, open));
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Schulhof',
      version: platform.version,
      description: 'Every request of the Schulhof platform. Times are UTC; days are Europe/Berlin.',
    },
    tags: [
      { name: 'kernel', description: 'Kern' },
      ...platform.modules.map((module) => ({ name: module.id, description: module.title.de })),
    ],
    paths,
  };
}

const school = { name: 'school', in: 'path', required: true, schema: { type: 'string', description: 'slug of the school' } } as const;

function operationOf(tag: string, contract: Contract): Operation {
  const fields = (place: 'path' | 'query', schema: Contract['params']) =>
    Object.entries(schema.properties).map(([name, type]) => ({
      name,
      in: place,
      required: place === 'path' || (schema.required ?? []).includes(name),
      schema: type as object, // a property is a schema
    }));
  // an object's properties are an object; any other body is one as well
  const body = Object.keys('properties' in contract.body ? (contract.body.properties as object) : { any: 1 }).length > 0;
  return {
    operationId: `${tag}:${contract.method} ${contract.path}`,
    summary: contract.summary,
    tags: [tag],
    parameters: [...(contract.scope === 'school' ? [school] : []), ...fields('path', contract.params), ...fields('query', contract.query)],
    ...(body && contract.method !== 'GET'
      ? { requestBody: { required: true, content: { 'application/json': { schema: contract.body } } } }
      : {}),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: contract.answer } } },
      default: {
        description: `Refused: ${[...contract.refusals, 'kernel.*'].join(', ')}`,
        content: { 'application/json': { schema: refusal } },
      },
    },
  };
}

const refusal = {
  type: 'object',
  properties: { code: { type: 'string' }, data: { type: 'object' }, message: { type: 'string' } },
  required: ['code', 'data', 'message'],
};

function rawOperation(module: Module, raw: { path: string; method: string; summary: string }): Operation {
  const names = [...raw.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  return {
    operationId: `${module.id}:${raw.method} ${raw.path}`,
    summary: raw.summary,
    tags: [module.id],
    parameters: [school, ...names.map((name) => ({ name, in: 'path' as const, required: true, schema: { type: 'string' } }))],
    responses: { 200: { description: 'Bytes' }, default: { description: 'Refused', content: { 'application/json': { schema: refusal } } } },
  };
}
