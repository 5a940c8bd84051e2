import { type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useRef } from 'react';
import { EditorTools } from './EditorTools.tsx';
import { BlockFormula, InlineFormula } from './formula/formula-nodes.ts';
import { insertPicture } from './picture/insert-picture.ts';
import { type PictureAddresses, pictureNode } from './picture/picture-node.ts';
import { takingPictures } from './picture/taking-pictures.ts';
import { usePictures } from './picture/use-pictures.ts';
import classes from './rich-text.module.css';

interface Props {
  id: string;
  label: string;
  describedBy: string | undefined;
  invalid: boolean;
  /** HTML at the beginning; later changes come from here only. */
  beginning: string;
  onChange: (html: string) => void;
  picturesAt: PictureAddresses;
  /** Under which pictures are kept on this device until they have arrived. */
  keptAs: string;
}

/** Text with a few formats; the server cleans what is stored by its own list. Alt+F10 leads from the text to the tools. */
export default function RichTextEditor({ id, label, describedBy, invalid, beginning, onChange, picturesAt, keptAs }: Props) {
  const there = useRef<Editor | null>(null);
  const pictures = usePictures(keptAs, (picture) => {
    if (there.current !== null) insertPicture(there.current, picture, 'medium');
  });
  const take = useRef(pictures.add);
  take.current = pictures.add;
  const editor = useEditor({
    extensions: [
      StarterKit.configure({ heading: { levels: [2, 3] }, link: { openOnClick: false, protocols: ['http', 'https', 'mailto'] } }),
      InlineFormula,
      BlockFormula,
      pictureNode(picturesAt),
    ],
    content: beginning,
    injectCSS: false, // the page's policy allows no style elements without a nonce; rich-text.module.css has what is needed
    editorProps: {
      attributes: {
        id,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
      },
      ...takingPictures(
        () => there.current,
        (files) => take.current(files),
      ),
    },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? '' : changed.getHTML()),
  });
  there.current = editor;
  const marks = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      heading: now.isActive('heading'),
      list: now.isActive('bulletList'),
      numbered: now.isActive('orderedList'),
      link: now.isActive('link'),
      formula: now.isActive('formula') || now.isActive('formulaBlock'),
    }),
  });
  return (
    <div className={classes.editor} data-invalid={invalid || undefined}>
      <EditorTools editor={editor} marks={marks} pictures={pictures} />
      <EditorContent editor={editor} />
    </div>
  );
}
