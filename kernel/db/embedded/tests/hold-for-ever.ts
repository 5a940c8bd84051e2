import { startEmbedded } from '../start.ts';

/** A program that starts PostgreSQL on the folder named and never ends by itself: the test kills it. */
await startEmbedded({ dataDir: process.argv[2] ?? '' });
console.log('started');
setInterval(() => {}, 60_000);
