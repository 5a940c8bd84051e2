import type { ReactNode } from 'react';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './DataTable.module.css';
import { useArrowKeys } from './use-arrow-keys.ts';

export interface Column<R> {
  id: string;
  title: string;
  cell: (row: R) => ReactNode;
  /** Numbers stand at the right, with tabular figures. */
  numeric?: boolean;
  /** Left out on narrow screens. */
  wideOnly?: boolean;
}

interface Props<R> {
  /** What the table shows; read out, and seen when `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<R>[];
  rows: readonly R[];
  idOf: (row: R) => string;
  /** Makes the first cell a link. */
  to?: (row: R) => string;
}

/** A plain table: the first cell names its row, the head stays in sight, it scrolls sideways by itself when it is too wide. */
export function DataTable<R>({ caption, showCaption = false, columns, rows, idOf, to }: Props<R>) {
  const t = useTexts('kernel');
  const arrows = useArrowKeys();
  const [first, ...others] = columns;
  if (first === undefined) return null;
  const styleOf = (column: Column<R>) =>
    [column.numeric && classes.numeric, column.wideOnly && classes.wideOnly].filter(Boolean).join(' ') || undefined;
  return (
    // a region that scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={classes.scroll} tabIndex={0} aria-label={t('list.scrollable', { name: caption })}>
      <table className={`${classes.table} num`} {...arrows}>
        <caption className={showCaption ? classes.caption : 'only-heard'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={styleOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={idOf(row)}>
              <th scope="row" className={styleOf(first)}>
                {to === undefined ? (
                  first.cell(row)
                ) : (
                  <PageLink to={to(row)} className={classes.link} data-row>
                    {first.cell(row)}
                  </PageLink>
                )}
              </th>
              {others.map((column) => (
                <td key={column.id} className={styleOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
