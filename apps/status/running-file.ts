/** In the status folder: which process serves it. */
export const runningFile = 'running.json';

/** The exit code of a status process that found its port taken. */
export const portTaken = 3;
