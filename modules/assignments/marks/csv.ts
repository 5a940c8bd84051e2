/** Characters with which a spreadsheet takes a cell for a formula (OWASP, "CSV injection"). */
const formula = /^[=+\-@\t\r]/;

/**
 * A table as German Excel opens it by a double click: UTF-8 with byte order mark, semicolons, CRLF, every cell in quotes.
 * A cell that would run as a formula gets an apostrophe in front.
 */
export function csv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\u{FEFF}${rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')}`;
}
