import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';

interface Places {
  /** The day that phones show. */
  day: string;
  onDay: (day: string) => void;
  onWeek: (weeks: number) => void;
}

/** Arrows walk over the lessons of a week: up and down within the day, left and right to the day beside, at about the same time; Page keys change the week. Spread on the table. */
export function useWeekKeys(table: RefObject<HTMLTableElement | null>, { day, onDay, onWeek }: Places) {
  // on phones the lesson is seen, and can be focused, once its day is shown
  const wanted = useRef<{ id: string; day: string } | null>(null);
  useEffect(() => {
    if (wanted.current?.day !== day) return;
    focusOn(table.current, wanted.current.id);
    wanted.current = null;
  }, [table, day]);
  return {
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const weeks = { PageUp: -1, PageDown: 1 }[event.key];
      if (weeks !== undefined) {
        event.preventDefault();
        onWeek(weeks);
        return;
      }
      const focused = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-lesson]') : null;
      const next =
        focused === null
          ? undefined
          : lessonAfter(event.key, focused, [...event.currentTarget.querySelectorAll<HTMLElement>('[data-lesson]')]);
      if (next === undefined) return;
      event.preventDefault();
      const { lesson: id = '', day: to = day } = next.dataset;
      // where the whole week is seen, the focus need not wait
      next.focus();
      if (to === day) return;
      wanted.current = { id, day: to };
      onDay(to);
    },
  };
}

function focusOn(table: HTMLTableElement | null, id: string): void {
  table?.querySelector<HTMLElement>(`[data-lesson="${id}"]`)?.focus();
}

/** Which lesson a key leads to; undefined where there is none in that direction. */
export function lessonAfter(key: string, from: HTMLElement, all: readonly HTMLElement[]): HTMLElement | undefined {
  const dayOf = (one: HTMLElement) => one.dataset['day'] ?? '';
  const rowOf = (one: HTMLElement) => Number(one.dataset['line']);
  const inDay = (day: string) => all.filter((one) => dayOf(one) === day).toSorted((one, other) => rowOf(one) - rowOf(other));
  const own = inDay(dayOf(from));
  const place = own.indexOf(from);
  if (key === 'ArrowDown') return own[place + 1];
  if (key === 'ArrowUp') return own[place - 1];
  if (key === 'Home') return own[0];
  if (key === 'End') return own.at(-1);
  const days = [...new Set(all.map(dayOf))].sort();
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  const day = step === undefined ? undefined : days[days.indexOf(dayOf(from)) + step];
  if (day === undefined) return undefined;
  const far = (one: HTMLElement) => Math.abs(rowOf(one) - rowOf(from));
  return inDay(day).toSorted((one, other) => far(one) - far(other))[0];
}
