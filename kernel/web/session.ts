import { schoolOfPage } from './call.ts';

let leaving = false;

/** Where one signs in to come back to this page. */
export function signInAddress(page = location): string {
  const school = schoolOfPage(page.pathname);
  return `${school === '' ? '' : `/${school}`}/anmelden?weiter=${encodeURIComponent(page.pathname + page.search)}`;
}

/**
 * The session is over: on to the sign-in page and back afterwards. What was typed is kept (drafts.ts writes with every key), but not on a shared
 * device: there somebody else may come next.
 */
export function signInAgain(): void {
  if (leaving) return;
  leaving = true;
  if (document.documentElement.dataset['sharedDevice'] !== undefined) sessionStorage.clear();
  location.assign(signInAddress());
}
