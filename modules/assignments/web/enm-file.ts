import { berlinClock } from '#kernel/ui/berlin.ts';
import { type EnmFile, readEnm } from './enm.ts';

/** A file of the school office's program as it was chosen, and how it was packed. */
export interface ChosenEnm extends EnmFile {
  name: string;
  packed: boolean;
}

/** Larger than those of any school. */
const mostBytes = 300 * 1024 * 1024;

/** Reads a chosen file, packed by gzip or not, on this device. Null when it is none of that program. */
export async function openEnm(file: File): Promise<ChosenEnm | null> {
  if (file.size > mostBytes) return null;
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const packed = first === 0x1f && second === 0x8b;
  const text = await unpacked(file, packed).catch(() => '');
  const read = readEnm(text);
  return read === null ? null : { ...read, name: file.name, packed };
}

async function unpacked(file: File, packed: boolean): Promise<string> {
  if (!packed) return file.text();
  return new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text();
}

/** Gives the filled file to the browser to keep, under the name and packed as it was chosen. */
export async function keepEnm({ name, packed }: ChosenEnm, enm: EnmFile['enm']): Promise<void> {
  const plain = new Blob([JSON.stringify(enm)], { type: 'application/json' });
  const whole = packed ? await new Response(plain.stream().pipeThrough(new CompressionStream('gzip'))).blob() : plain;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(whole);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** An instant as the program writes it, to the minute: `2026-11-22 10:15:00.0`, at school. */
export function enmTime(instant: number): string {
  return `${berlinClock(instant).replace('T', ' ')}:00.0`;
}
