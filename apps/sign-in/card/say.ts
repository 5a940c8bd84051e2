import { speaker } from '../own-texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

/** Texts of signing in with a card. */
export const say = speaker({ de, en });
