import type { SchoolCtx } from '#kernel/module/ctx.ts';

/** Database, secrets and everybody's files: nothing a program that opens one file has to see. */
export function hiddenFolders({ services }: Pick<SchoolCtx, 'services'>): string[] {
  const { SCHULHOF_BLOBS: blobs = '' } = process.env;
  return [services.dataDir, ...(blobs.startsWith('/') ? [blobs] : [])];
}
