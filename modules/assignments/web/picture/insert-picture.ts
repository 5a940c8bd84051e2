import { TextSelection } from '@tiptap/pm/state';
import type { Editor } from '@tiptap/react';
import type { ArrivedPicture } from './use-pictures.ts';

/** Puts a picture behind what is marked, never in its place, and the caret behind the picture: were that marked, the next key would take its place. */
export function insertPicture(editor: Editor, { file, size }: ArrivedPicture, shownSize: 'medium' | 'full'): void {
  const attrs = { fileId: file.id, size: shownSize, alt: '', width: size?.width ?? null, height: size?.height ?? null };
  editor.commands.insertContentAt(editor.state.selection.to, { type: 'image', attrs });
  editor.commands.command(({ tr }) => {
    tr.setSelection(TextSelection.near(tr.doc.resolve(tr.selection.to), 1));
    return true;
  });
}
