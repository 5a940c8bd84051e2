import { CallFailed } from './call.ts';
import { sayKernel } from './texts.ts';

/** What a failed call says to a person: the server's sentence; else one of the house by status. */
export function refusalText(error: unknown): string {
  if (!(error instanceof CallFailed)) return sayKernel('failed.bug');
  if (error.message !== '') return error.message;
  if (error.offline) return sayKernel('failed.offline');
  if (error.status === 404) return sayKernel('failed.notFound');
  if (error.status === 403) return sayKernel('failed.forbidden');
  if (error.status === 429) return sayKernel('failed.tooMany');
  if (error.status === 401) return sayKernel('failed.signedOut');
  return sayKernel(error.status >= 500 ? 'failed.server' : 'failed.refused');
}
