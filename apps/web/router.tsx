import type { QueryClient } from '@tanstack/react-query';
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { CallFailed } from '#kernel/web/call.ts';
import type { ModulePages } from '#kernel/web/pages.ts';
import { signInAgain } from '#kernel/web/session.ts';
import { loadShell } from '#kernel/web/shell.ts';
import { loadTexts } from '#kernel/web/texts.ts';
import { Layout } from './Layout.tsx';
import { PageFailed } from './PageFailed.tsx';
import { PageMissing } from './PageMissing.tsx';
import { PagePending } from './PagePending.tsx';
import { PlatformLayout } from './PlatformLayout.tsx';

/**
 * The routes of the shell: below a school the pages of all modules and "Alle Bereiche"; above the schools the few that say so. Each page's
 * code and texts come when it is opened.
 */
export function makeRouter(client: QueryClient, modules: readonly ModulePages[]) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: PageMissing });
  // pages above the schools may have the same path, and bring nothing
  const ofSchools = modules.flatMap(({ pages }) => pages.filter(({ scope }) => scope !== 'platform'));
  const bringing = new Map(ofSchools.map(({ path, bringsShell }) => [path, bringsShell]));
  const pageRoutes = <P extends AnyRoute>(parent: P, scope: 'school' | 'platform') =>
    modules.flatMap((module) =>
      module.pages
        .filter((page) => (page.scope ?? 'school') === scope)
        .map((page) =>
          createRoute({
            getParentRoute: () => parent,
            path: page.path,
            component: lazyRouteComponent(async () => {
              const [loaded] = await Promise.all([page.load(), loadTexts(module.module, module.texts)]);
              return loaded;
            }),
          }),
        ),
    );
  const school = createRoute({
    getParentRoute: () => root,
    path: '/$school',
    component: Layout,
    errorComponent: PageFailed,
    notFoundComponent: PageMissing,
    pendingComponent: PagePending,
    staleTime: Number.POSITIVE_INFINITY,
    loader: async ({ location }) => {
      try {
        await loadShell(client, bringing.get(location.pathname.split('/').slice(2).join('/')));
      } catch (error) {
        if (error instanceof CallFailed && error.status === 404) throw notFound();
        if (!(error instanceof CallFailed) || error.status !== 401) throw error;
        signInAgain();
        await new Promise(() => undefined); // the browser is leaving this page
      }
    },
  });
  const all = createRoute({
    getParentRoute: () => school,
    path: 'alle',
    component: lazyRouteComponent(() => import('./AllAreasPage.tsx')),
  });
  const start = createRoute({
    getParentRoute: () => school,
    path: '/',
    beforeLoad: ({ location }) => {
      throw redirect({ href: `${location.pathname.replace(/\/$/, '')}/heute`, replace: true });
    },
  });
  const platform = createRoute({ getParentRoute: () => root, id: 'platform', component: PlatformLayout });
  return createRouter({
    routeTree: root.addChildren([
      platform.addChildren(pageRoutes(platform, 'platform')),
      school.addChildren([...pageRoutes(school, 'school'), all, start]),
    ]),
    defaultPreload: false,
    defaultPendingComponent: PagePending,
    defaultPendingMs: 150,
    defaultPendingMinMs: 200,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: PageMissing,
    scrollRestoration: true,
    // texts of filters stay as written: ?stand=offen, not ?stand=%22offen%22
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
      const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
      return query === '' ? '' : `?${query}`;
    },
  });
}
