import { Textarea } from '@mantine/core';
import { type ComponentProps, type ComponentType, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Field } from '#kernel/ui/Field.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { FormulaForText } from '../formula/FormulaForText.tsx';
import type { PictureAddresses } from '../picture/picture-node.ts';
import type TypedEditor from './TypedEditor.tsx';
import type { Typed } from './use-typed.ts';
import { useUnpressed } from './use-unpressed.ts';

interface Props {
  label: string;
  value: string;
  maxLength: number;
  typed: Typed;
  picturesAt: PictureAddresses;
}

/**
 * The field for what a pupil types. Until the editor has come, and where it cannot come without a line, it is a plain field, and whoever types in that is not
 * interrupted.
 */
export function TypedField({ label, value, maxLength, typed, picturesAt }: Props) {
  const t = useTexts('assignments');
  const plain = useRef<HTMLTextAreaElement>(null);
  const [typing, setTyping] = useState(false);
  const Editor = useEditorPart(typing, plain);
  const excess = value.length - maxLength;
  return (
    <>
      {Editor === null ? (
        <Textarea
          ref={plain}
          label={label}
          value={value}
          onChange={(event) => typed.type(event.currentTarget.value)}
          onFocus={() => setTyping(true)}
          onBlur={() => setTyping(false)}
          autosize
          minRows={6}
          maxRows={24}
          maxLength={maxLength}
        />
      ) : (
        <Field label={label} {...(excess > 0 && { error: t('picture.tooLong', { count: excess }) })}>
          {(ids) => (
            <Editor
              {...ids}
              label={label}
              value={value}
              onChange={typed.type}
              pictures={typed.pictures}
              picturesAt={picturesAt}
              isKnown={typed.isKnown}
              handle={typed.handle}
            />
          )}
        </Field>
      )}
      <FormulaForText value={value} onChange={typed.type} maxLength={maxLength} field={plain} into={typed.handle} />
    </>
  );
}

/** Null until it is there and nobody types elsewhere; tried again with the line. */
function useEditorPart(typing: boolean, plain: RefObject<HTMLTextAreaElement | null>) {
  const [Part, setPart] = useState<ComponentType<ComponentProps<typeof TypedEditor>> | null>(null);
  const [shown, setShown] = useState(false);
  const whenUnpressed = useUnpressed();
  useEffect(() => {
    let isLeft = false;
    const fetch = () =>
      void import('./TypedEditor.tsx').then(
        (part) => !isLeft && setPart(() => part.default),
        () => undefined, // the plain field stays
      );
    fetch();
    addEventListener('online', fetch);
    return () => {
      isLeft = true;
      removeEventListener('online', fetch);
    };
  }, []);
  // in one step with the asking, and of the page itself: between the two somebody could click into the field, and type into nothing
  // biome-ignore lint/correctness/useExhaustiveDependencies: the function that waits is a new one each time
  useLayoutEffect(() => {
    if (Part === null || typing) return;
    whenUnpressed(() => {
      if (document.activeElement !== plain.current) setShown(true);
    });
  }, [Part, typing, plain]);
  return shown ? Part : null;
}
