/** Folders below each other. */
export const mostDepth = 20;
/** Folders and files in one folder. */
export const mostInFolder = 20_000;
/** Folders and files that are moved, copied or handed out in one go, all that lies in them included. */
export const mostAtOnce = 25_000;
/** Earlier versions of a file that are kept. */
export const mostVersions = 10;
