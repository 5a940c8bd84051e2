import { withDuration } from './webm-duration.ts';

export type RecordKind = 'voice' | 'video';

/** What a recording is made as, best first; each browser has its own. */
const types: Record<RecordKind, readonly string[]> = {
  voice: ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'],
  video: ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4'],
};
const endings: Record<string, string> = {
  'audio/webm': 'webm',
  'video/webm': 'webm',
  'audio/mp4': 'm4a',
  'video/mp4': 'mp4',
  'audio/ogg': 'ogg',
};

/** Longest recordings, in seconds. */
export const longestSeconds: Record<RecordKind, number> = { voice: 300, video: 120 };

/** The type this browser records as; null when it cannot. */
export function recordType(kind: RecordKind): string | null {
  if (typeof MediaRecorder === 'undefined' || !('mediaDevices' in navigator)) return null;
  return types[kind].find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}

/** Ending of a file of that type: `webm`, `m4a`, `mp4`, `ogg`. */
export function endingOf(type: string): string {
  return endings[type.split(';')[0] ?? ''] ?? 'webm';
}

/** Asks for microphone (and camera); for speech, and small enough for a phone's line. */
export function openDevices(kind: RecordKind): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true },
    video: kind === 'video' ? { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 720 } } : false,
  });
}

/** A recorder over these devices: 48 kbit/s of sound, 1.2 Mbit/s of picture, so that two minutes are some 18 MB. */
export function recorderOf(stream: MediaStream, type: string): MediaRecorder {
  return new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 48_000, videoBitsPerSecond: 1_200_000 });
}

/** What was recorded, as one piece that says how long it is. */
export async function pieceOf(chunks: readonly Blob[], type: string, seconds: number): Promise<Blob> {
  const plain = type.split(';')[0] ?? type;
  const whole = new Blob([...chunks], { type: plain });
  if (!plain.endsWith('/webm')) return whole;
  return new Blob([withDuration(new Uint8Array(await whole.arrayBuffer()), seconds)], { type: plain });
}
