/** Something that ends, and the last day on which it holds. */
interface Ending<R> {
  lastDay: string;
  rows: R[];
}

/**
 * Puts what ends together by its last day: what belongs to an earlier school year than the import ended with that year, on 31 July; everything
 * else yesterday. What began after that 31 July ends yesterday too.
 *
 * @param schoolYearOf  first calendar year of the school year a row belongs to; null: of none
 * @param schoolYear  that of the import
 * @param yesterday  'YYYY-MM-DD'
 */
export function byLastDay<R>(
  rows: readonly R[],
  schoolYearOf: (row: R) => number | null | undefined,
  schoolYear: number,
  yesterday: string,
  beganOn: (row: R) => string | null = () => null,
): Ending<R>[] {
  const lastDayOf = (row: R) => {
    const year = schoolYearOf(row) ?? schoolYear;
    const yearsEnd = `${year + 1}-07-31`;
    return year < schoolYear && yearsEnd < yesterday && (beganOn(row) ?? '') <= yearsEnd ? yearsEnd : yesterday;
  };
  return [...Map.groupBy(rows, lastDayOf)].map(([lastDay, list]) => ({ lastDay, rows: list }));
}
