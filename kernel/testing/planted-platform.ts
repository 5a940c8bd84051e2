import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { inject } from 'vitest';
import type { Capacity } from '#kernel/access/capacity.ts';
import { accessSeconds, signAccess } from '#kernel/access/session-token.ts';
import type { Admission } from '#kernel/admission/admission.ts';
import { openDiskBlobs } from '#kernel/blobs/disk.ts';
import { createDatabase } from '#kernel/db/embedded/for-tests.ts';
import { migrate } from '#kernel/db/migrate.ts';
import { onPlatform } from '#kernel/db/transaction.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { buildServer } from '#kernel/http/server.ts';
import { accessCookie } from '#kernel/http/session.ts';
import { newId } from '#kernel/ids/id.ts';
import { openLog } from '#kernel/log/log.ts';
import { openMailer } from '#kernel/mailer/open-mailer.ts';
import type { Module } from '#kernel/module/manifest.ts';
import { openPlatform } from '#kernel/module/open-platform.ts';

export interface PlantedPlatform {
  platform: Platform;
  app: FastifyInstance;
  appUrl: string;
  school: { id: string; slug: string };
  /** Headers of a caller; every identity is a person of the same id, with the capacities given in `who`. */
  as(personId: string): Record<string, string>;
  /** Persons known to the planted platform: id → capacities. */
  who: Map<string, Capacity[]>;
  close(): Promise<void>;
}

/** A platform of one made-up module over a database of its own, for testing the kernel without any feature. */
export async function plantedPlatform(
  name: string,
  module: Partial<Module> & { id: string },
  sqlText: string,
  admission?: Admission,
): Promise<PlantedPlatform> {
  const folder = mkdtempSync(join(tmpdir(), 'schulhof-planted-'));
  writeFileSync(join(folder, '0001-planted.sql'), sqlText);
  const database = await createDatabase(inject('database'), `${name}_${process.pid}`);
  const who: PlantedPlatform['who'] = new Map();
  const planted: Module = {
    title: { de: 'Gesetzt', en: 'Planted' },
    uses: [],
    zone: 'teaching',
    tier: { bundle: 'basis', switchable: true },
    texts: { de: { refusals: { no: 'Nein: {{why}}' } }, en: { refusals: { no: 'No: {{why}}' } } },
    privacy: { holdsNothing: 'a module made for this test only' },
    migrations: pathToFileURL(`${folder}/`),
    callers: async (_db, { identityId }) => {
      const capacities = who.get(identityId);
      return capacities === undefined
        ? null
        : {
            personId: identityId,
            name: 'P',
            language: null,
            strong: false,
            sharedDevice: false,
            atSeveralSchools: false,
            capacities: capacities.map((capacity) => ({ capacity, divisionId: null })),
          };
    },
    devices: { renewAll: async (_db, tokens) => tokens.map(() => null), schoolsOf: async () => [] },
    ...module,
  };
  await migrate({ ownerUrl: database.ownerUrl, modules: [planted], now: new Date() });
  const secrets = { sessionKey: 'k'.repeat(43), opaqueServerSetup: '', vapid: { publicKey: '', privateKey: '' } };
  const platform = await openPlatform({
    modules: [planted],
    ...database,
    services: {
      blobs: await openDiskBlobs(join(folder, 'blobs')),
      mailer: openMailer({}, folder),
      scanner: null,
      dataDir: folder,
      origin: 'http://localhost',
      secrets,
    },
    log: openLog(process.env['LOG_LEVEL'] ?? 'silent'),
    version: 'test',
    showStatements: true,
    poolSize: 4,
  });
  const school = { id: newId(), slug: 'schule' };
  await onPlatform(
    platform.pools.teaching,
    false,
    () => new Date(),
    async (db) => {
      await sql`insert into kernel.authority values (${school.id}, 'stadt', 'Stadt', now())`.execute(db);
      await sql`insert into kernel.school (id, authority_id, slug, name, state, created_at) values (${school.id}, ${school.id}, 'schule', 'Schule', 'NW', now())`.execute(
        db,
      );
    },
  );
  const app = await buildServer(platform, admission);
  if (admission === undefined) platform.load.full = () => false; // tests share the machine: how full it is says nothing
  return {
    platform,
    app,
    appUrl: database.appUrl,
    school,
    who,
    as: (personId) => {
      const token = signAccess(
        { identityId: personId, deviceId: newId(), expires: Math.floor(Date.now() / 1000) + accessSeconds },
        secrets.sessionKey,
      );
      return { cookie: `${accessCookie}=${token}`, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
    },
    close: async () => {
      await app.close();
      await platform.pools.end();
    },
  };
}
