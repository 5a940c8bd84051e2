/** Entries of the menu without a page, or whose page has another path. */
export function navigationFaults(
  modules: readonly { id: string; navigation?: readonly { page: string; path: string }[] }[],
  pages: readonly { id: string; path: string }[],
): string[] {
  return modules.flatMap((module) =>
    (module.navigation ?? []).flatMap(({ page, path }) => {
      const found = pages.find(({ id }) => id === page);
      if (found === undefined) return [`${page}: no such page`];
      return found.path === path ? [] : [`${page}: menu says ${path}, page says ${found.path}`];
    }),
  );
}
