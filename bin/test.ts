import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { allChecks } from '../tests/checks/all.ts';
import { runChecks } from '../tests/checks/run-checks.ts';
import type { Tally } from './tally-reporter.ts';

const folder = mkdtempSync(join(tmpdir(), 'schulhof-tally-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const total: Tally = { passed: 0, failed: 0, skipped: [] };

function count(part: Tally): void {
  total.passed += part.passed;
  total.failed += part.failed;
  total.skipped.push(...part.skipped);
}

/** Runs the tests of some projects of vitest.config.ts; a run that ends without a tally, or with an error nobody counted, is one failure. */
function vitest(...projects: string[]): void {
  const file = join(folder, projects.join('-'));
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', '--reporter=dot', '--reporter=./bin/tally-reporter.ts'];
  const { status } = spawnSync(process.execPath, [...args, ...projects.flatMap((project) => ['--project', project])], {
    stdio: 'inherit',
    env: { ...process.env, TALLY_FILE: file },
  });
  const tally: Tally = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1, skipped: [] };
  if (status !== 0 && tally.failed === 0) tally.failed = 1;
  count(tally);
}

const failedChecks = await runChecks('.', allChecks);
count({ passed: allChecks.length - failedChecks.length, failed: failedChecks.length, skipped: [] });
vitest('unit', 'checks');
const built = spawnSync(process.execPath, ['bin/build-web.ts'], { stdio: 'inherit' }).status === 0;
console.log(`${built ? 'ok    ' : 'FAILED'} build of the pages`);
count(built ? { passed: 1, failed: 0, skipped: [] } : { passed: 0, failed: 1, skipped: [] });
if (built) vitest('journeys');
else count({ passed: 0, failed: 0, skipped: ['tests/journeys (the pages could not be built)'] });

const samples = resolve(process.env.SCHULHOF_SAMPLES ?? '../shared/samples');
if (!existsSync(samples)) console.log(`The samples are missing: ${samples} (SCHULHOF_SAMPLES names another folder).`);
for (const name of total.skipped) console.log(`skipped: ${name}`);
const skipped = total.skipped.length > 0 ? `, ${total.skipped.length} skipped` : '';
if (skipped !== '' && process.env.CI === 'true') console.log('Under CI=true nothing may be skipped.');
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || (skipped !== '' && process.env.CI === 'true') ? 1 : 0;
