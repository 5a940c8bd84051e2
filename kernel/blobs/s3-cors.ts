/** What a page wants to do to an object: a method, and headers beyond those every page may send. */
export type Wish = { method: 'GET' | 'PUT'; headers?: string };

/**
 * Whether a bucket lets pages of an origin do that: asked as a browser asks before it goes there (Fetch standard, CORS preflight).
 *
 * @param address  of any object in the bucket; it need not be there
 */
export async function letsPages(address: string, origin: string, { method, headers }: Wish): Promise<boolean> {
  const asked = {
    origin,
    'access-control-request-method': method,
    ...(headers === undefined ? {} : { 'access-control-request-headers': headers }),
  };
  const answer = await fetch(address, { method: 'OPTIONS', headers: asked, signal: AbortSignal.timeout(10_000) }).catch(() => null);
  await answer?.body?.cancel();
  const allowed = answer?.headers.get('access-control-allow-origin');
  return answer?.ok === true && (allowed === '*' || allowed === origin);
}
