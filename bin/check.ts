import { fileURLToPath } from 'node:url';
import { allChecks } from '../tests/checks/all.ts';
import { runChecks } from '../tests/checks/run-checks.ts';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !allChecks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`There is no check ${unknown.join(', ')}. There are: ${allChecks.map((check) => check.name).join(', ')}`);
  process.exit(64);
}
const chosen = asked.length === 0 ? allChecks : allChecks.filter((check) => asked.includes(check.name));
const failed = await runChecks(fileURLToPath(new URL('..', import.meta.url)), chosen);
process.exitCode = failed.length === 0 ? 0 : 1;
