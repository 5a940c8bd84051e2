import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // one platform per process instead of one per file: tests keep apart by schools of their own
          isolate: false,
          include: [
            'kernel/**/*.test.ts',
            'modules/**/*.test.{ts,tsx}',
            'apps/**/*.test.{ts,tsx}',
            'bench/**/*.test.ts',
            'tests/conformance/**/*.test.ts',
          ],
          exclude: ['kernel/db/embedded/**'],
          globalSetup: ['tests/global-setup.ts'],
          setupFiles: ['tests/setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Tools over planted trees, and the launcher of PostgreSQL: they bring what they need, and take seconds each.
        extends: true,
        test: {
          name: 'checks',
          include: ['tests/checks/**/*.test.ts', 'bin/**/*.test.ts', 'kernel/db/embedded/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Whole days in a real browser; they need the built pages.
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          globalSetup: ['tests/journeys/demo-city.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
