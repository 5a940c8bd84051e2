import { biome } from './biome.ts';
import type { Check } from './check.ts';
import { dependencies } from './dependencies.ts';
import { lockFile } from './lock-file.ts';
import { style } from './style.ts';
import { types } from './types.ts';
import { unused } from './unused.ts';

/** Every check of `bin/check`, the quick ones first. */
export const allChecks: readonly Check[] = [biome, lockFile, style, dependencies, unused, types];
