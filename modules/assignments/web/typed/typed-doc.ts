import type { JSONContent } from '@tiptap/core';
import { asTyped, piecesOf } from '../../typed-pictures/contract.ts';

/**
 * Plain text as a document of the editor: a paragraph per line, each picture on a line of its own. After a picture at the end an empty line follows, so that one
 * can go on writing.
 */
export function docOf(text: string): JSONContent {
  const content = text.split(/\r?\n/).flatMap(blocksOf);
  if (content.at(-1)?.type === 'image') content.push({ type: 'paragraph' });
  return { type: 'doc', content };
}

function blocksOf(line: string): JSONContent[] {
  const blocks = piecesOf(line).flatMap((piece): JSONContent[] => {
    if (typeof piece === 'string') return piece.trim() === '' ? [] : [paragraph(piece)];
    const { fileId, alt, size } = piece;
    return [{ type: 'image', attrs: { fileId, alt, size: 'full', width: size?.width ?? null, height: size?.height ?? null } }];
  });
  return blocks.length === 0 ? [paragraph(line)] : blocks;
}

function paragraph(text: string): JSONContent {
  return text === '' ? { type: 'paragraph' } : { type: 'paragraph', content: [{ type: 'text', text }] };
}

/** The other way round, without the empty line after a picture at the end. */
export function textOf({ content = [] }: JSONContent): string {
  const lines = content.map((block) =>
    block.type === 'image' ? pictureOf(block) : (block.content ?? []).map(({ text }) => text).join(''),
  );
  const [last, beforeLast] = [content.at(-1), content.at(-2)];
  if (last?.type === 'paragraph' && lines.at(-1) === '' && beforeLast?.type === 'image') lines.pop();
  return lines.join('\n');
}

function pictureOf({ attrs = {} }: JSONContent): string {
  const [width, height] = [Number(attrs['width']), Number(attrs['height'])];
  const size = width >= 1 && height >= 1 && width < 10_000 && height < 10_000 ? { width, height } : null;
  return asTyped({ fileId: String(attrs['fileId']), alt: String(attrs['alt'] ?? ''), size });
}
