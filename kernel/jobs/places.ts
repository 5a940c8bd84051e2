/**
 * Each kind of background work has its own places, per process, so that a flood of one keeps no other waiting:
 * `prompt` what people wait for (notices, listeners), which takes moments · `mails` waits for a mail server · `scans` looks for harmful content ·
 * `imports` archives and files of the school office, minutes each · `patient` what nobody waits for: previews, text for the search, tidying.
 */
export const places = { prompt: 4, mails: 3, scans: 2, imports: 2, patient: 3 } as const;

export type RunnerName = keyof typeof places;
