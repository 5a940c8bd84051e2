import { createContext } from 'react';

/**
 * Told by a part of a page whose answer was "there is no such thing here" or "you have no right to it": the frame then shows the page for
 * missing pages, so that what is not meant for somebody looks like what does not exist.
 */
export const MissingContext = createContext<() => void>(() => undefined);
