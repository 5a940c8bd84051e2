interface Part {
  id: string;
  privacy: { holdsNothing: string } | { columns: readonly { column: string }[] };
}

/** Columns that name a person without being declared by their own module, declared twice, or declared without being there. */
export function undeclared(columns: readonly string[], parts: readonly Part[]): string[] {
  const declared = parts.flatMap(({ id, privacy }) => ('columns' in privacy ? privacy.columns.map(({ column }) => ({ id, column })) : []));
  const faults = columns.flatMap((column) => {
    const by = declared.filter((entry) => entry.column === column);
    if (by.length === 0) return [`${column}: declared by nobody`];
    if (by.length > 1) return [`${column}: declared ${by.length} times`];
    return column.startsWith(`${by[0]?.id.replaceAll('-', '_')}.`) ? [] : [`${column}: declared by ${by[0]?.id}`];
  });
  return [
    ...faults,
    ...declared
      .filter(({ column }) => !columns.includes(column))
      .map(({ id, column }) => `${column}: declared by ${id}, but names no person`),
  ];
}
