import { speaker } from '../own-texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

/** Texts of the way back from an outside account. */
export const say = speaker({ de, en });
