import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { schoolOfPage } from './call.ts';

/** The address of a page of this school, or of the one named: `aufgaben/1` → `/goethe/aufgaben/1`. */
export function pageAddress(path: string, school = schoolOfPage()): string {
  return `/${school}/${path}`;
}

/** A parameter of the page's path: `$assignmentId` → `usePathPart('assignmentId')`. */
export function usePathPart(name: string): string {
  // the pages are a list put together at run time: their parameters are known to the page, not to the router's types
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  const part = params[name];
  if (part === undefined) throw new Error(`this page's path has no $${name}`);
  return part;
}

/** Goes to a page of this school; `replace` puts it in the place of the present one. */
export function useGo(): (path: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback((path, options) => void navigate({ to: pageAddress(path), replace: options?.replace ?? false }), [navigate]);
}

/** A filter that lives in the address, so that a link shares the view. The usual value is left out of the address. */
export function useFilter(name: string, usual = ''): [value: string, set: (value: string) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>; // see usePathPart
  const navigate = useNavigate();
  const value = search[name];
  const set = useCallback(
    (next: string) => {
      const changed = (earlier: Record<string, unknown>) => ({ ...earlier, [name]: next === usual ? undefined : next });
      // the router's types want the search of one known route; ours are put together at run time
      void navigate({ to: '.', search: changed as never, replace: true, resetScroll: false });
    },
    [navigate, name, usual],
  );
  return [value === undefined ? usual : String(value), set];
}
