/** What the store said; its answers carry a code and a request id, no content and no keys of ours. */
export async function s3Fault(method: string, answer: Response): Promise<Error> {
  const text = await answer.text().catch(() => '');
  return new Error(`S3 ${method} answered ${answer.status} ${text.slice(0, 300)}`);
}
