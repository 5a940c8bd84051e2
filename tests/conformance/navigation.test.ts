import { describe, expect, test } from 'vitest';
import { modules } from '#apps/modules.ts';
import { navigationFaults } from './navigation-check.ts';

// by a variable, so that the server's program does not take in the pages: they are another one
const listOfPages = '#apps/web/pages.ts';
interface Listed {
  module: string;
  pages: readonly { id: string; path: string }[];
}
// apps/web/pages.ts says so itself, in the other program
const { allPages } = (await import(/* @vite-ignore */ listOfPages)) as { allPages: readonly Listed[] };

describe('navigation', () => {
  test('every entry of the menu leads to a page that exists, under the same path', () => {
    const pages = allPages.flatMap((entry) => entry.pages.map(({ id, path }) => ({ id, path })));
    expect(pages.length).toBeGreaterThan(0);
    expect(navigationFaults(modules, pages)).toEqual([]);
  });

  test('every module with pages is on both lists', () => {
    const known = new Set(modules.map((module) => module.id));
    expect(allPages.filter((entry) => !known.has(entry.module)).map((entry) => entry.module)).toEqual([]);
  });

  test('the check bites on a missing page, another path and a name of another module', () => {
    const planted = [
      {
        id: 'x',
        navigation: [
          { page: 'x.list', path: 'liste' },
          { page: 'x.gone', path: 'weg' },
        ],
      },
    ];
    expect(navigationFaults(planted, [{ id: 'x.list', path: 'andere' }])).toEqual([
      'x.list: menu says liste, page says andere',
      'x.gone: no such page',
    ]);
  });
});
