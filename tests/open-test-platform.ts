import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { modules } from '#apps/modules.ts';
import { openServices } from '#apps/open-services.ts';
import { buildServer } from '#kernel/http/server.ts';
import { openLog } from '#kernel/log/log.ts';
import { openPlatform } from '#kernel/module/open-platform.ts';
import type { Provided } from '#kernel/testing/provided.ts';
import { aDevice } from '#modules/identities/tests/build.ts';

/** One platform serves all files of a test process; each file begins with the machine's clock. */
const nows = new Map<string | null, Date>();
export function forgetNows(): void {
  nows.clear();
}

/** The whole program over the test database, with clocks that tests set. */
export async function openTestPlatform(): Promise<Provided> {
  const { appUrl, administrationUrl } = inject('database');
  const dataDir = await mkdtemp(join(tmpdir(), 'schulhof-test-data-'));
  const platform = await openPlatform({
    modules,
    appUrl,
    administrationUrl,
    services: await openServices(dataDir, 'http://localhost:4000', {}),
    log: openLog(process.env['LOG_LEVEL'] ?? 'silent'),
    version: 'test',
    clock: { now: (schoolId) => nows.get(schoolId) ?? new Date() },
    showStatements: true,
    poolSize: 6,
  });
  const app = await buildServer(platform);
  platform.load.full = () => false; // tests share the machine: how full it is says nothing
  return {
    platform,
    app,
    setNow: (schoolId, instant) => void nows.set(schoolId, instant),
    signIn: (schoolId, personId, options) => aDevice(platform, schoolId, personId, options),
  };
}
