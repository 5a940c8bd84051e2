import { type UIEvent, useMemo, useState } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import { csvRows } from './csv.ts';
import classes from './viewer.module.css';

/** As many as are shown, and as many as are drawn at once while one scrolls. */
const [mostRows, stepRows] = [500, 100];

/** Separated values as a table; the first row names the columns. */
export function TableView({ name, text, isCut, zoom }: { name: string; text: string; isCut: boolean; zoom: number }) {
  const t = useTexts('files');
  const { rows, more } = useMemo(() => csvRows(text, mostRows), [text]);
  const [drawn, setDrawn] = useState(stepRows);
  const [head = [], ...body] = rows;
  const scroll = ({ currentTarget: box }: UIEvent<HTMLElement>) => {
    if (box.scrollTop + 2 * box.clientHeight > box.scrollHeight && drawn < body.length) setDrawn(drawn + stepRows);
  };
  return (
    <section
      className={classes.table}
      style={{ fontSize: `${zoom * 15}px` }}
      onScroll={scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what is larger than the window is scrolled by keyboard
      tabIndex={0}
      aria-label={t('viewer.rows', { name })}
    >
      {(isCut || more) && <p role="note">{t('viewer.rowsCut', { count: rows.length })}</p>}
      <table aria-rowcount={rows.length}>
        <thead>
          <tr>
            {head.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file that stands still
              <th key={column} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.slice(0, drawn).map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file that stands still
            <tr key={place}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file that stands still
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
