import { type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react';
import { lazy, type RefObject, Suspense, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { insertPicture } from '../picture/insert-picture.ts';
import { PictureChooser, PicturesUnderWay } from '../picture/PictureChooser.tsx';
import type { PictureAddresses } from '../picture/picture-node.ts';
import { takingPictures } from '../picture/taking-pictures.ts';
import type { ArrivedPicture, Pictures } from '../picture/use-pictures.ts';
import classes from '../rich-text.module.css';
import { docOf, textOf } from './typed-doc.ts';
import { linesOf, typedNodes } from './typed-nodes.ts';

const PicturePanel = lazy(() => import('../picture/PicturePanel.tsx'));

/** What is done to the text from beside it, where the caret stands. */
export interface TypedHandle {
  insert: (words: string) => void;
  insertPicture: (picture: ArrivedPicture) => void;
  focus: () => void;
}

interface Props {
  id: string;
  label: string;
  describedBy: string | undefined;
  invalid: boolean;
  /** Plain text with pictures in it (typed-pictures/contract.ts). */
  value: string;
  onChange: (text: string) => void;
  pictures: Pictures;
  picturesAt: PictureAddresses;
  isKnown: (fileId: string) => boolean;
  handle: RefObject<TypedHandle | null>;
}

/** A field for plain text in which pictures stand where they belong. */
export default function TypedEditor({ id, label, describedBy, invalid, value, onChange, pictures, picturesAt, isKnown, handle }: Props) {
  const t = useTexts('assignments');
  const now = useRef({ pictures, picturesAt, isKnown });
  now.current = { pictures, picturesAt, isKnown };
  const there = useRef<Editor | null>(null);
  const taking = takingPictures(
    () => there.current,
    (files) => now.current.pictures.add(files),
  );
  const editor = useEditor({
    extensions: typedNodes(
      (fileId) => now.current.picturesAt(fileId),
      (fileId) => now.current.isKnown(fileId),
    ),
    content: docOf(value),
    injectCSS: false, // the page's policy allows no style elements without a nonce
    coreExtensionOptions: { clipboardTextSerializer: { blockSeparator: '\n' } },
    editorProps: {
      attributes: {
        id,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
      },
      ...taking,
      handlePaste: (view, event) => {
        if (taking.handlePaste(view, event)) return true;
        const words = event.clipboardData?.getData('text/plain') ?? '';
        // what was copied here keeps its pictures; what comes from elsewhere is words
        if (words === '' || event.clipboardData?.getData('text/html').includes('data-pm-slice')) return false;
        view.dispatch(view.state.tr.replaceSelection(linesOf(view.state.schema, words)).scrollIntoView());
        return true;
      },
      clipboardTextParser: (words, $at) => linesOf($at.doc.type.schema, words),
    },
    onUpdate: ({ editor: changed }) => onChange(textOf(changed.getJSON())),
    // what is put in from beside it before anybody has clicked belongs to the end
    onCreate: ({ editor: fresh }) => fresh.commands.setTextSelection(fresh.state.doc.content.size),
  });
  there.current = editor;
  useImperativeHandle(
    handle,
    () => ({
      insert: (words) => editor.chain().focus().insertContent({ type: 'text', text: words }).run(),
      insertPicture: (picture) => insertPicture(editor, picture, 'full'),
      focus: () => editor.commands.focus(),
    }),
    [editor],
  );
  // what comes from elsewhere (another device, a mate) takes the place of what stands here; at once, or a key pressed in between would be lost
  useLayoutEffect(() => {
    if (textOf(docOf(value)) !== textOf(editor.getJSON())) editor.commands.setContent(docOf(value), { emitUpdate: false });
  }, [editor, value]);
  const chosen = useEditorState({
    editor,
    selector: ({ editor: present }) => {
      const { fileId = '', alt = '' } = present.getAttributes('image');
      return present.isActive('image') ? { fileId: String(fileId), alt: String(alt), size: null } : null;
    },
  });
  return (
    <div className={classes.editor} data-plain data-invalid={invalid || undefined}>
      <div className={classes.tools} role="toolbar" aria-label={t('editor.format')}>
        <PictureChooser pictures={pictures} />
      </div>
      <PicturesUnderWay pictures={pictures} />
      {chosen !== null && (
        <Suspense fallback={<Skeleton rows={2} of="text" />}>
          <PicturePanel key={chosen.fileId} editor={editor} picture={chosen} />
        </Suspense>
      )}
      <EditorContent editor={editor} />
    </div>
  );
}
