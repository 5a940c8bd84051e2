import { beforeAll, describe, expect, test } from 'vitest';
import { modules } from '#apps/modules.ts';
import { addressOf } from '#kernel/contract/address-of.ts';
import type { Contract } from '#kernel/contract/contract.ts';
import { kernelRoutes } from '#kernel/http/kernel-routes.ts';
import { newId } from '#kernel/ids/id.ts';
import { anonymous, type TestClient } from '#kernel/testing/client.ts';
import { provided } from '#kernel/testing/provided.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';

const routes = modules.flatMap((module) => (module.routes ?? []).map((route) => ({ module, route })));
const raw = modules.flatMap((module) => (module.rawRoutes ?? []).map((route) => ({ module, route })));
const ofSchool = routes.filter(({ route }) => route.contract.scope === 'school');

let school: TestSchool;
let other: TestSchool;
let client: TestClient;

beforeAll(async () => {
  school = await testSchool();
  other = await testSchool();
  client = await school.as(await aPerson(school, { capacities: ['school_admin', 'teacher', 'office', 'head'] })).client();
});

/** A request that fits the path; parameters are ids nobody has. */
function send(from: TestClient, contract: Contract, slug: string, body: object = {}) {
  const params = Object.fromEntries(Object.keys(contract.params.properties).map((name) => [name, newId()]));
  return from.raw({
    method: contract.method,
    url: addressOf(contract, { params }, slug),
    ...(contract.method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) }),
  });
}

describe('every route', () => {
  test.each(ofSchool.map(({ route }) => [`${route.contract.method} ${route.contract.path}`, route] as const))(
    '%s asks for a session',
    async (_name, route) => {
      expect((await send(anonymous(), route.contract, school.slug)).statusCode).toBe(401);
    },
  );

  test.each(raw.map(({ route }) => [`${route.method} ${route.path}`, route] as const))(
    '%s (bytes) asks for a session',
    async (_name, route) => {
      const url = `/api/${school.slug}${route.path.replace(/:\w+/g, newId()).replace('*', 'x')}`;
      expect((await anonymous().raw({ method: route.method, url })).statusCode).toBe(401);
    },
  );

  test.each(ofSchool.map(({ route }) => [`${route.contract.method} ${route.contract.path}`, route] as const))(
    '%s knows nobody from another school',
    async (_name, route) => {
      // 400 where the empty body does not fit: it is read before the caller is looked up, and tells nothing
      expect([400, 404]).toContain((await send(client, route.contract, other.slug)).statusCode);
    },
  );

  test.each(
    routes
      .filter(({ route }) => route.contract.method !== 'GET')
      .map(({ route }) => [`${route.contract.method} ${route.contract.path}`, route] as const),
  )('%s refuses a field it does not know', async (_name, route) => {
    const response = await send(client, route.contract, school.slug, { fieldNobodyKnows: 1 });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'kernel.bad_request' });
  });

  test.each(
    ofSchool
      .filter(({ route }) => route.contract.method !== 'GET')
      .map(({ route }) => [`${route.contract.method} ${route.contract.path}`, route] as const),
  )('%s refuses a write that another site sends', async (_name, route) => {
    const { contract } = route;
    const params = Object.fromEntries(Object.keys(contract.params.properties).map((name) => [name, newId()]));
    const response = await client.raw({
      method: contract.method,
      url: addressOf(contract, { params }, school.slug),
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      payload: '{}',
    });
    expect(response.statusCode).toBe(403);
    expect(response.json()).toMatchObject({ code: 'kernel.wrong_origin' });
  });

  test('of a module that is off for the school answers 404', async () => {
    const { platform } = await provided();
    const off = { ...school.school, modulesOff: new Set(modules.map((module) => module.id)) };
    const real = platform.schools.bySlug;
    platform.schools.bySlug = async (slug) => (slug === school.slug ? off : real(slug));
    try {
      for (const { route } of ofSchool) expect((await send(client, route.contract, school.slug)).statusCode, route.contract.path).toBe(404);
    } finally {
      platform.schools.bySlug = real;
    }
  });

  test('stands in the OpenAPI document', async () => {
    const { app, platform } = await provided();
    const document = (await app.inject({ url: '/api/openapi.json' })).json<{
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    }>();
    expect(document.openapi).toBe('3.1.0');
    const all = [...routes.map(({ route }) => route.contract), ...kernelRoutes(platform).map(({ contract }) => contract)];
    for (const contract of all) {
      const path = `/api${contract.scope === 'school' ? '/{school}' : ''}${contract.path.replace(/:(\w+)/g, '{$1}')}`;
      expect(document.paths[path]?.[contract.method.toLowerCase()], `${contract.method} ${path}`).toBeDefined();
    }
  });
});
