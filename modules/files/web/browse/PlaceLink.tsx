import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode, Ref } from 'react';
import { pageAddress } from '#kernel/web/address.ts';

interface Props {
  /** `dateien?ordner=…`: the pages of this module differ by their query alone. */
  to: string;
  className?: string;
  isCurrent?: boolean;
  tabIndex?: number;
  children: ReactNode;
  ref?: Ref<HTMLAnchorElement>;
}

/** A link to a folder or view; only the one that is shown counts as the current page, though all have one path. */
export function PlaceLink({ to, isCurrent = false, ...rest }: Props) {
  return (
    <Link {...targetOf(to)} activeOptions={{ exact: true, includeSearch: true }} {...(isCurrent && { 'aria-current': 'page' })} {...rest} />
  );
}

/** Goes to a folder or view. */
export function useGoToPlace(): (to: string) => void {
  const navigate = useNavigate();
  return (to) => void navigate(targetOf(to));
}

function targetOf(to: string) {
  const [path = '', query = ''] = to.split('?');
  // the router's types want the search of one known route; ours are put together at run time
  return { to: pageAddress(path), search: Object.fromEntries(new URLSearchParams(query)) as never };
}
