import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** The outcome of one run of vitest. */
export interface Tally {
  passed: number;
  failed: number;
  /** full names with the reason given, if any */
  skipped: string[];
}

/**
 * A reporter for vitest that writes a tally to the file named in TALLY_FILE. Vitest's own JSON knows neither why a test
 * was skipped nor of files that could not be loaded.
 */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tally: Tally = { passed: 0, failed: unhandled.length, skipped: [] };
    for (const module of modules) {
      const brokenSuites = [...module.children.allSuites()].reduce((sum, suite) => sum + suite.errors().length, 0);
      tally.failed += module.errors().length + brokenSuites;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') tally.passed += 1;
        else if (result.state === 'skipped')
          tally.skipped.push(`${module.relativeModuleId} > ${test.fullName}${result.note ? ` (${result.note})` : ''}`);
        else tally.failed += 1;
      }
    }
    writeFileSync(process.env.TALLY_FILE ?? 'tally.json', JSON.stringify(tally));
  }
}
