/** That the server has no room at present, in its own numbers. */
export type Told =
  | { is: 'full'; place: number; seconds: number; askAfterSeconds: number }
  /** A dear step has no room; nobody stands in a line for it. */
  | { is: 'busy'; retryAfterSeconds: number };

/** Whether an answer says that the server has no room: `503 kernel.full` or `503 kernel.busy`; null for every other. The answer can still be read. */
export async function toldBy(answer: Response): Promise<Told | null> {
  if (answer.status !== 503) return null;
  // the kernel's error shape; something between us and the server may answer with anything
  const refusal = (await answer
    .clone()
    .json()
    .catch(() => null)) as { code?: unknown; data?: Record<string, unknown> } | null;
  const data = refusal?.data ?? {};
  if (refusal?.code === 'kernel.busy') return { is: 'busy', retryAfterSeconds: within(data['retryAfterSeconds'], 5) };
  if (refusal?.code !== 'kernel.full') return null;
  return {
    is: 'full',
    place: Math.round(within(data['place'], 1, 1_000_000)),
    seconds: within(data['seconds'], 5, 86_400),
    askAfterSeconds: within(data['askAfterSeconds'], 5),
  };
}

function within(value: unknown, preset: number, most = 120): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(1, value)) : preset;
}
