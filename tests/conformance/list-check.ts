/** Contracts that answer with pages, by the name they are exported under. */
export function pagedContracts(texts: ReadonlyMap<string, string>): { name: string; file: string }[] {
  return [...texts]
    .filter(([file]) => file.endsWith('contract.ts'))
    .flatMap(([file, text]) =>
      text
        .split(/^export const /m)
        .slice(1)
        .filter((block) => /^\w+ = contract\(/.test(block) && /answer: PageOf\(/.test(block))
        .map((block) => ({ file, name: /^\w+/.exec(block)?.[0] ?? '' })),
    );
}

/** Lists whose number of statements no test counts (`school.as(…).counted(contract, …)`, with one row and with many). */
export function uncountedLists(texts: ReadonlyMap<string, string>): string[] {
  const tests = [...texts].filter(([file]) => file.endsWith('.test.ts')).map(([, text]) => text);
  return pagedContracts(texts)
    .filter(({ name }) => !tests.some((text) => new RegExp(`counted\\(\\s*${name}\\b`).test(text)))
    .map(({ name, file }) => `${file}: no test counts the statements of ${name}`);
}
