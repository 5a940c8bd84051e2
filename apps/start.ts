/** bin/start: database, migrations, demo city on the first start, server and worker; in one process, or in many under one that watches over them. */
import { startOptions } from './options.ts';
import { startStatusBeside } from './start-status.ts';

const options = startOptions(process.argv.slice(2), process.env);
// loaded here: the process over many holds no module at all
if (options.processes === 1) await (await import('./start-one.ts')).startOne(options);
else await (await import('./start-many.ts')).startMany(options);
if (options.status) console.info((await startStatusBeside(options.port, process.env)).words);
