import type { Editor } from '@tiptap/react';

/** Pictures that are pasted or dropped into an editor are handed on, whatever else the editor does with what is pasted. For `editorProps`. */
export function takingPictures(editor: () => Editor | null, take: (files: File[]) => void) {
  return {
    handlePaste: (_view: unknown, { clipboardData }: ClipboardEvent) => {
      // words copied from Word bring a picture of themselves along
      const files = clipboardData?.getData('text/plain') ? [] : imagesOf(clipboardData?.files);
      if (files.length > 0) take(files);
      return files.length > 0;
    },
    handleDrop: (view: Editor['view'], { dataTransfer, clientX, clientY }: DragEvent) => {
      const files = imagesOf(dataTransfer?.files);
      if (files.length === 0) return false;
      const at = view.posAtCoords({ left: clientX, top: clientY });
      if (at !== null) editor()?.commands.setTextSelection(at.pos);
      take(files);
      return true;
    },
  };
}

function imagesOf(files: FileList | undefined): File[] {
  return [...(files ?? [])].filter(({ type }) => type.startsWith('image/'));
}
