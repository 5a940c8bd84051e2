/** Separators programs write; German Excel takes the semicolon. */
const separators = [';', '\t', ',', '|'];

/**
 * The beginning of a table of separated values (RFC 4180, and what programs make of it). The separator is that which cuts the first lines most alike.
 *
 * @param text  may end within a row, which is then as long as it is
 * @returns at most so many rows, and whether more follow
 */
export function csvRows(text: string, mostRows: number): { rows: string[][]; more: boolean } {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    rows.push([...row, cell]);
    row = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === separator) {
      row.push(cell);
      cell = '';
    } else if (sign === '\n') {
      endRow();
      if (rows.length === mostRows) return { rows, more: at + 1 < text.length };
    } else if (sign !== '\r') cell += sign;
  }
  if (cell !== '' || row.length > 0) endRow();
  return { rows, more: false };
}

function separatorOf(text: string): string {
  const lines = text
    .slice(0, 10_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split('\n')
    .slice(0, 10);
  const cells = (separator: string) => lines.filter((line) => line.trim() !== '').map((line) => line.split(separator).length);
  // what cuts every line counts more than what cuts the first
  const worth = (separator: string) => Math.min(...cells(separator)) * 1_000 + (cells(separator)[0] ?? 0);
  return separators.reduce((best, other) => (worth(other) > worth(best) ? other : best));
}
