/** bin/migrate: brings the database to the state of the program and ends. */
import { openDatabase } from './open-database.ts';
import { startOptions } from './options.ts';

const database = await openDatabase(startOptions(process.argv.slice(2), process.env), (line) => console.info(line));
await database.stop();
console.info('The database is up to date.');
