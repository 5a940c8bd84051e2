import { TextInput } from '@mantine/core';
import type { Editor } from '@tiptap/react';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './picture.module.css';

interface ChosenPicture {
  fileId: string;
  alt: string;
  /** How large it stands there; null: that is not for the writer to say. */
  size: string | null;
}

/** What can be said about the picture that is chosen: its words for those who do not see it, how large it stands there. */
export default function PicturePanel({ editor, picture }: { editor: Editor; picture: ChosenPicture }) {
  const t = useTexts('assignments');
  const change = (attributes: Partial<ChosenPicture>) => editor.commands.updateAttributes('image', attributes);
  return (
    <section className={classes.panel} aria-label={t('picture.title')}>
      <TextInput
        label={t('picture.alt')}
        description={t('picture.altHelp')}
        value={picture.alt}
        maxLength={500}
        onChange={(event) => change({ alt: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          editor.commands.focus();
        }}
      />
      {picture.size !== null && (
        <fieldset className={classes.sizes} aria-label={t('picture.size')}>
          {(['small', 'medium', 'full'] as const).map((size) => (
            <button key={size} type="button" aria-pressed={picture.size === size} onClick={() => change({ size })}>
              {t(`picture.sizes.${size}`)}
            </button>
          ))}
        </fieldset>
      )}
      <SubmitButton busy={false} kind="plain" icon="trash" onPress={() => editor.chain().deleteSelection().focus().run()}>
        {t('picture.remove')}
      </SubmitButton>
    </section>
  );
}
