import type { TestProject } from 'vitest/node';
import { startProduct } from './product.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demo city answers; all journeys of a run share it, so each keeps to people and work of its own. */
    demoOrigin: string;
    /** Its data folder, for the operator's command line. */
    demoDataDir: string;
  }
}

/** Starts one demo city for all journeys of the run, and ends it after them. */
export default async function demoCity(project: TestProject): Promise<() => Promise<void>> {
  const product = await startProduct();
  project.provide('demoOrigin', product.origin);
  project.provide('demoDataDir', product.dataDir);
  return () => product.stop();
}
