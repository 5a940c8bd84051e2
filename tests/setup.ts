import { provide } from '#kernel/testing/provided.ts';
import { forgetNows, openTestPlatform } from './open-test-platform.ts';

provide(openTestPlatform);
forgetNows();
