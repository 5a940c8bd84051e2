import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PagedAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { usePrivateText } from './Beamer.tsx';
import classes from './DataList.module.css';
import { EmptyState } from './EmptyState.tsx';
import { ErrorState } from './ErrorState.tsx';
import { Skeleton } from './Skeleton.tsx';
import { useArrowKeys } from './use-arrow-keys.ts';
import { type Selection, useSelection } from './use-selection.ts';

interface Props<R> {
  /** What the list is of, for screen readers. */
  label: string;
  /** From `usePages`; a plain array for short lists that came whole. */
  list: PagedAsk<R> | readonly R[];
  idOf: (row: R) => string;
  /** Draws one row: a `DataRow`. */
  children: (row: R) => ReactNode;
  /** What stands there when there is nothing; usually an `EmptyState`. */
  empty?: ReactNode;
  /** Gives each row a box to tick; `nameOf` names the box (hidden on a projector), `actions` are shown as soon as something is ticked. */
  select?: { nameOf: (row: R) => string; actions: (selection: Selection) => ReactNode };
}

/**
 * A dense list. Up and down walk over the rows, Home and End to its ends, Enter opens; more is fetched by a button. Its own states:
 * on its way, failed, empty.
 */
export function DataList<R>({ label, list, idOf, children, empty, select }: Props<R>) {
  const t = useTexts('kernel');
  const paged: PagedAsk<R> | null = isWhole(list) ? null : list;
  const rows = isWhole(list) ? list : list.rows;
  const privately = usePrivateText();
  const arrows = useArrowKeys();
  const selection = useSelection(rows.map(idOf));

  if (paged?.pending) return <Skeleton rows={8} />;
  if (paged?.error && rows.length === 0) return <ErrorState error={paged.error} again={paged.again} />;
  if (rows.length === 0) return empty ?? <EmptyState title={t('list.empty')} />;
  return (
    <div>
      {select && <SelectionBar selection={selection} actions={select.actions} />}
      <ul className={classes.list} aria-label={label} {...arrows}>
        {rows.map((row) => {
          const id = idOf(row);
          return (
            <li key={id} className={classes.item} data-selected={selection.has(id) || undefined}>
              {select && (
                <label className={`${classes.box} not-printed`}>
                  <input type="checkbox" checked={selection.has(id)} onChange={() => selection.toggle(id)} />
                  <span className="only-heard">{t('list.select', { name: privately(select.nameOf(row)) })}</span>
                </label>
              )}
              {children(row)}
            </li>
          );
        })}
      </ul>
      {paged?.more && (
        <Button
          className={`${classes.more} not-printed`}
          variant="subtle"
          onClick={paged.more}
          loading={paged.loadingMore}
          aria-label={paged.loadingMore ? t('list.loadingMore') : undefined}
        >
          {t('list.more')}
        </Button>
      )}
      {paged?.error && <ErrorState error={paged.error} again={paged.again} />}
    </div>
  );
}

function SelectionBar({ selection, actions }: { selection: Selection; actions: (selection: Selection) => ReactNode }) {
  const t = useTexts('kernel');
  const some = selection.ids.length > 0;
  return (
    <div className={`${classes.selection} not-printed`} data-some={some || undefined}>
      <label className={classes.box}>
        <input
          type="checkbox"
          checked={selection.all}
          ref={(box) => {
            if (box !== null) box.indeterminate = some && !selection.all;
          }}
          onChange={() => (selection.all ? selection.clear() : selection.takeAll())}
        />
        {t('list.selectAll')}
      </label>
      <span role="status">{some && t('list.selected', { count: selection.ids.length })}</span>
      {some && (
        <div className={classes.actions}>
          {actions(selection)}
          <Button variant="subtle" onClick={selection.clear}>
            {t('list.clear')}
          </Button>
        </div>
      )}
    </div>
  );
}

function isWhole<R>(list: PagedAsk<R> | readonly R[]): list is readonly R[] {
  return Array.isArray(list);
}
