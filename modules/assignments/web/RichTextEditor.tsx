import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { EditorTools } from './EditorTools.tsx';
import classes from './rich-text.module.css';

interface Props {
  id: string;
  label: string;
  describedBy: string | undefined;
  invalid: boolean;
  /** HTML at the beginning; later changes come from here only. */
  beginning: string;
  onChange: (html: string) => void;
}

/** Text with a few formats; the server cleans what is stored by its own list. Alt+F10 leads from the text to the tools. */
export default function RichTextEditor({ id, label, describedBy, invalid, beginning, onChange }: Props) {
  const editor = useEditor({
    extensions: [
      StarterKit.configure({ heading: { levels: [2, 3] }, link: { openOnClick: false, protocols: ['http', 'https', 'mailto'] } }),
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
    },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? '' : changed.getHTML()),
  });
  const marks = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      heading: now.isActive('heading'),
      list: now.isActive('bulletList'),
      numbered: now.isActive('orderedList'),
      link: now.isActive('link'),
    }),
  });
  return (
    <div className={classes.editor} data-invalid={invalid || undefined}>
      <EditorTools editor={editor} marks={marks} />
      <EditorContent editor={editor} />
    </div>
  );
}
