import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { usePages } from '#kernel/web/ask.ts';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type Comment, commentsContract, keepCommentContract, useCommentContract } from '../comments/contract.ts';
import classes from './feedback.module.css';
import { FormulaForText } from './formula/FormulaForText.tsx';
import { type Slash, slashAt, withComment } from './slash.ts';

interface Props {
  /** Of the field, for keys that lead into it. */
  id?: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  maxLength: number;
  /** Small tools beside those of the field. */
  children?: ReactNode;
}

/** As long as a comment of the bank may be. */
const longestComment = 500;
/** Chips below the field: what is used most. */
const chips = 3;

/** Words of feedback with the teacher's own comments at hand: the most used as buttons, all of them after a slash, new ones kept from what is written. */
export function CommentBox({ id, label, value, onChange, maxLength, children }: Props) {
  const t = useTexts('assignments');
  const listId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [slash, setSlash] = useState<Slash | null>(null);
  const [place, setPlace] = useState(0);
  const bank = usePages(commentsContract, { query: { limit: 200 } });
  const keeping = useSend(keepCommentContract, { refreshes: [commentsContract] });
  const using = useSend(useCommentContract, {});
  const offers = slash === null ? [] : bank.rows.filter(({ text }) => text.toLocaleLowerCase('de').includes(slash.words)).slice(0, 8);
  const current = offers[Math.min(place, offers.length - 1)];

  const insert = (comment: Comment, at: Slash | null) => {
    const caret = field.current?.selectionStart ?? value.length;
    const next = withComment(value, comment.text, at ?? { from: caret, to: caret, words: '' });
    if (next.text.length > maxLength) return;
    onChange(next.text);
    setSlash(null);
    void using.send({ params: { commentId: comment.id } });
    // the caret goes behind it once the new text stands in the field
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const press = (event: KeyboardEvent) => {
    if (current === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) setPlace((place + by + offers.length) % offers.length);
    else if (event.key === 'Enter' || event.key === 'Tab') insert(current, slash);
    else if (event.key === 'Escape') setSlash(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const keep = () => {
    const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
    const text = (selectionStart === selectionEnd ? value : value.slice(selectionStart, selectionEnd)).trim();
    if (text !== '' && text.length <= longestComment) void keeping.send({ body: { text } });
  };
  return (
    <>
      <Textarea
        ref={field}
        {...(id !== undefined && { id })}
        label={label}
        value={value}
        onChange={(event) => {
          const { value: text, selectionStart } = event.currentTarget;
          onChange(text);
          setSlash(slashAt(text, selectionStart));
          setPlace(0);
        }}
        onKeyDown={press}
        onBlur={() => setSlash(null)}
        autosize
        minRows={5}
        maxRows={24}
        maxLength={maxLength}
        {...(current !== undefined && {
          'aria-autocomplete': 'list' as const,
          'aria-controls': listId,
          'aria-activedescendant': `${listId}-${current.id}`,
        })}
      />
      {current !== undefined && (
        <div className={classes.offers} id={listId} role="listbox" aria-label={t('bank.label')}>
          {offers.map((comment) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
            <div
              key={comment.id}
              id={`${listId}-${comment.id}`}
              role="option"
              aria-selected={comment.id === current.id}
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => insert(comment, slash)}
            >
              {comment.text}
            </div>
          ))}
        </div>
      )}
      {bank.rows.length > 0 && (
        <div className={classes.chips}>
          {bank.rows.slice(0, chips).map((comment) => (
            <button
              key={comment.id}
              type="button"
              aria-label={t('bank.insert', { text: comment.text })}
              onClick={() => insert(comment, null)}
            >
              {comment.text}
            </button>
          ))}
        </div>
      )}
      <div className={classes.tools}>
        <FormulaForText value={value} onChange={onChange} maxLength={maxLength} field={field} quiet />
        {children}
      </div>
      <div className={classes.links}>
        {value.trim() !== '' && (
          <Button variant="subtle" size="compact-sm" onMouseDown={(event) => event.preventDefault()} loading={keeping.busy} onClick={keep}>
            {t('bank.keep')}
          </Button>
        )}
        <PageLink to="aufgaben/textbausteine" className="link">
          {t('bank.open')}
        </PageLink>
        <span role="status" className="quiet">
          {keeping.answer && t('bank.kept')}
        </span>
      </div>
    </>
  );
}
