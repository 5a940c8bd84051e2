import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { type Limits, runConfined } from '../preview/confine.ts';
import { officeEndings } from '../preview/contract.ts';
import { hiddenFolders } from '../preview/hidden-folders.ts';
import { findPreview } from '../preview/rows.ts';
import { toolFor } from '../preview/tools.ts';

/** So much of a text is read: some sixty pages. */
const mostSigns = 200_000;

const limits: Limits = { seconds: 20, memoryMegabytes: 1_024, fileMegabytes: 1, printedBytes: 400_000 };

const textTypes = /^(?:text\/.+|application\/(?:json|xml|.+\+xml|.+\+json))$/;

/** Whether text stands in content of this type that can be read here. Of an office file only once there is a PDF of it. */
export function isReadable(type: string): boolean {
  if (textTypes.test(type)) return true;
  return (type === 'application/pdf' || officeEndings.has(type)) && toolFor('pdfText') !== null;
}

/**
 * The text of content, its beginning if it is long, on one line.
 *
 * @param content.sizeBytes  of all of it
 * @returns null as long as it cannot be told: an office file without its PDF
 */
export async function readText(
  ctx: SchoolCtx,
  { hash, type, sizeBytes }: { hash: string; type: string; sizeBytes: number },
  signal: AbortSignal,
): Promise<string | null> {
  if (textTypes.test(type)) return onOneLine(await plainText(ctx, hash, type, sizeBytes));
  const pdf = type === 'application/pdf' ? hash : ((await ctx.read((db) => findPreview(db, hash)))?.hash ?? null);
  return pdf === null ? null : onOneLine(await textOfPdf(ctx, pdf, signal));
}

async function plainText(ctx: SchoolCtx, hash: string, type: string, sizeBytes: number): Promise<string> {
  if (sizeBytes === 0) return '';
  const bytes = await buffer(await ctx.services.blobs.get(hash, { start: 0, end: Math.min(sizeBytes, mostSigns) - 1 }));
  const text = decode(bytes);
  return type === 'text/html' ? text.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>|<[^>]*>/gi, ' ') : text;
}

/** As old and new programs of schools write; the end may be cut within a sign. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes, { stream: true });
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes, { stream: true });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Empty when it is locked by a password, broken, or holds only pictures. */
async function textOfPdf(ctx: SchoolCtx, hash: string, signal: AbortSignal): Promise<string> {
  const tool = toolFor('pdfText');
  if (tool === null) return '';
  const folder = await mkdtemp(join(tmpdir(), 'schulhof-words-'));
  try {
    const path = join(folder, 'in.pdf');
    await pipeline(await ctx.services.blobs.get(hash), createWriteStream(path, { mode: 0o600 }));
    const hidden = hiddenFolders(ctx);
    const { printed } = await runConfined([tool, '-q', '-enc', 'UTF-8', '-l', '300', path, '-'], { folder, hidden, limits, signal });
    return new TextDecoder().decode(printed, { stream: true });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function onOneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .slice(0, mostSigns)
    .toWellFormed()
    .trim();
}
