export const separators = [';', ',', '\t', '|'] as const;
export type Separator = (typeof separators)[number];

/**
 * Finds the separator of a table by all of its records: the candidate that splits the most of them into the same number (two or more)
 * of cells; of equals the one with more cells. Separators within quotes do not count. `;` if none splits anything.
 */
export function detectSeparator(text: string): Separator {
  const counts = countPerRecord(text, true) ?? countPerRecord(text, false);
  let best: { separator: Separator; share: number; cells: number } = { separator: ';', share: 0, cells: 1 };
  separators.forEach((separator, index) => {
    const perRecord = counts?.map((record) => record[index] ?? 0) ?? [];
    const frequency = new Map<number, number>();
    for (const count of perRecord) if (count > 0) frequency.set(count, (frequency.get(count) ?? 0) + 1);
    const [cells, times] = [...frequency].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
    const share = perRecord.length === 0 ? 0 : times / perRecord.length;
    if (cells > 0 && (share > best.share || (share === best.share && cells > best.cells))) best = { separator, share, cells };
  });
  return best.separator;
}

/** For each record that is not empty how often each candidate stands in it; null if quotes are heeded and do not come out even. */
function countPerRecord(text: string, heedQuotes: boolean): number[][] | null {
  const records: number[][] = [];
  let record = separators.map(() => 0);
  let empty = true;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i] ?? '';
    if (character === '"' && heedQuotes) quoted = !quoted;
    if (character === '\n' && !quoted) {
      if (!empty) records.push(record);
      record = separators.map(() => 0);
      empty = true;
      continue;
    }
    if (character !== '\r') empty = false;
    const index = quoted ? -1 : separators.indexOf(character as Separator); // indexOf asks for the element's type though it may answer -1
    if (index >= 0) record[index] = (record[index] ?? 0) + 1;
  }
  if (!empty) records.push(record);
  return quoted ? null : records;
}
