import { TextInput } from '@mantine/core';
import type { Editor } from '@tiptap/react';
import { useState } from 'react';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './rich-text.module.css';

interface Props {
  editor: Editor;
  /** Which formats hold where the cursor stands. */
  marks: Record<'bold' | 'italic' | 'heading' | 'list' | 'numbered' | 'link', boolean>;
}

/** The formats, each with its word; a link's address is asked in a line below, not in a dialog. */
export function EditorTools({ editor, marks }: Props) {
  const t = useTexts('assignments');
  const [address, setAddress] = useState<string | null>(null);
  const run = () => editor.chain().focus();
  const tools = [
    { name: 'bold', press: () => run().toggleBold().run() },
    { name: 'italic', press: () => run().toggleItalic().run() },
    { name: 'heading', press: () => run().toggleHeading({ level: 2 }).run() },
    { name: 'list', press: () => run().toggleBulletList().run() },
    { name: 'numbered', press: () => run().toggleOrderedList().run() },
    { name: 'link', press: () => setAddress(address === null ? String(editor.getAttributes('link')['href'] ?? 'https://') : null) },
  ] as const;
  const setLink = () => {
    const href = address?.trim() ?? '';
    if (href === '' || href === 'https://') run().extendMarkRange('link').unsetLink().run();
    else if (editor.state.selection.empty && !marks.link)
      run()
        .insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] })
        .run();
    else run().extendMarkRange('link').setLink({ href }).run();
    setAddress(null);
  };
  return (
    <>
      <div className={classes.tools} role="toolbar" aria-label={t('editor.format')}>
        {tools.map(({ name, press }) => (
          <button key={name} type="button" aria-pressed={marks[name]} onClick={press}>
            {t(`editor.${name}`)}
          </button>
        ))}
      </div>
      {address !== null && (
        <div className={classes.link}>
          <TextInput
            label={t('editor.linkAddress')}
            type="url"
            value={address}
            data-autofocus
            onChange={(event) => setAddress(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                event.preventDefault();
                setLink();
              }
              if (event.key === 'Escape') setAddress(null);
            }}
          />
          <SubmitButton busy={false} kind="plain" onPress={setLink}>
            {t('editor.linkSet')}
          </SubmitButton>
        </div>
      )}
    </>
  );
}
