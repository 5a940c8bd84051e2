import { columnsOf, type Week } from './columns.ts';
import { DayStrip } from './DayStrip.tsx';
import { useSwipe } from './use-swipe.ts';
import { WeekTable } from './WeekTable.tsx';
import { daysLater, mondayOf } from './week-days.ts';

interface Props {
  week: Week;
  title: string;
  day: string;
  onDay: (day: string) => void;
  onWeek: (weeks: number) => void;
}

/** A week as a table; phones show one of its days, and a finger sideways leads to the next. */
export function ShownWeek({ week, title, day, onDay, onWeek }: Props) {
  const columns = columnsOf(week);
  // a day of the weekend without lessons has no column
  const shown = columns.find((column) => column.day === day)?.day ?? columns.findLast((column) => column.day < day)?.day ?? week.monday;
  const step = (by: 1 | -1) => {
    const next = columns[columns.findIndex((column) => column.day === shown) + by]?.day;
    const beside = by === 1 ? daysLater(mondayOf(shown), 7) : daysLater(mondayOf(shown), -3);
    onDay(next ?? beside);
  };
  const swipe = useSwipe(step);
  return (
    <div {...swipe}>
      <DayStrip columns={columns} day={shown} onDay={onDay} onStep={step} />
      <WeekTable week={week} columns={columns} title={title} day={shown} onDay={onDay} onWeek={onWeek} />
    </div>
  );
}
