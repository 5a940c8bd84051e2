import { TextInput } from '@mantine/core';
import { type Editor, useEditorState } from '@tiptap/react';
import { lazy, Suspense, useState } from 'react';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { TypedFormula } from './formula/formulas-in.ts';
import { PictureChooser, PicturesUnderWay } from './picture/PictureChooser.tsx';
import type { Pictures } from './picture/use-pictures.ts';
import classes from './rich-text.module.css';

const PicturePanel = lazy(() => import('./picture/PicturePanel.tsx'));
const FormulaPanel = lazy(() => import('./formula/FormulaPanel.tsx'));

interface Props {
  editor: Editor;
  /** Which formats hold where the cursor stands. */
  marks: Record<'bold' | 'italic' | 'heading' | 'list' | 'numbered' | 'link' | 'formula', boolean>;
  pictures: Pictures;
}

/** The formats, each with its word; a link's address, a formula and a picture's words are asked in a line below, not in a dialog. */
export function EditorTools({ editor, marks, pictures }: Props) {
  const t = useTexts('assignments');
  const [address, setAddress] = useState<string | null>(null);
  const [formula, setFormula] = useState<(TypedFormula & { id: string }) | null>(null);
  const chosen = useEditorState({
    editor,
    selector: ({ editor: now }) => {
      const { fileId = '', alt = '', size = '' } = now.getAttributes('image');
      return now.isActive('image') ? { fileId: String(fileId), alt: String(alt), size: String(size) } : null;
    },
  });
  const run = () => editor.chain().focus();
  const tools = [
    { name: 'bold', press: () => run().toggleBold().run() },
    { name: 'italic', press: () => run().toggleItalic().run() },
    { name: 'heading', press: () => run().toggleHeading({ level: 2 }).run() },
    { name: 'list', press: () => run().toggleBulletList().run() },
    { name: 'numbered', press: () => run().toggleOrderedList().run() },
    { name: 'link', press: () => setAddress(address === null ? String(editor.getAttributes('link')['href'] ?? 'https://') : null) },
    { name: 'formula', press: () => setFormula(formula === null ? { ...formulaAt(editor), id: crypto.randomUUID() } : null) },
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
  const setInFormula = ({ latex, isBlock }: TypedFormula) => {
    run()
      .insertContent({ type: isBlock ? 'formulaBlock' : 'formula', attrs: { latex } })
      .run();
    setFormula(null);
  };
  const leave = () => {
    setFormula(null);
    editor.commands.focus();
  };
  return (
    <>
      <div className={classes.tools} role="toolbar" aria-label={t('editor.format')}>
        {tools.map(({ name, press }) => (
          <button key={name} type="button" aria-pressed={marks[name]} onClick={press}>
            {name === 'formula' ? t('formula.title') : t(`editor.${name}`)}
          </button>
        ))}
        <PictureChooser pictures={pictures} />
      </div>
      <PicturesUnderWay pictures={pictures} />
      {formula !== null && (
        <Suspense fallback={<Skeleton rows={3} of="text" />}>
          <FormulaPanel key={formula.id} beginning={formula} onDone={setInFormula} onCancel={leave} />
        </Suspense>
      )}
      {chosen !== null && (
        <Suspense fallback={<Skeleton rows={2} of="text" />}>
          <PicturePanel key={chosen.fileId} editor={editor} picture={chosen} />
        </Suspense>
      )}
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

/** The formula that is chosen, to be changed; else a new one. */
function formulaAt(editor: Editor): TypedFormula {
  for (const [name, isBlock] of [
    ['formula', false],
    ['formulaBlock', true],
  ] as const)
    if (editor.isActive(name)) return { latex: String(editor.getAttributes(name)['latex'] ?? ''), isBlock };
  return { latex: '', isBlock: false };
}
