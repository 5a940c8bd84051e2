import { Link } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';
import { pageAddress } from './address.ts';

interface Props extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'target'> {
  /** Below the school, without leading slash; may carry a query: `aufgaben?stand=offen`. */
  to: string;
  /** Another school's slug; for pages above the schools. */
  school?: string;
  children: ReactNode;
  ref?: Ref<HTMLAnchorElement>;
  /** Rows of a list: the arrow keys walk over them. */
  'data-row'?: boolean;
}

/** A link to a page of this school. Its code is fetched when the pointer rests on it. */
export function PageLink({ to, school, ...rest }: Props) {
  const [path = '', query] = to.split('?');
  // the router's types want the search of one known route; ours are put together at run time
  const search = (query === undefined ? {} : Object.fromEntries(new URLSearchParams(query))) as never;
  return (
    <Link
      to={pageAddress(path, school)}
      search={search}
      preload="intent"
      activeOptions={{ exact: false, includeSearch: false }}
      {...rest}
    />
  );
}
