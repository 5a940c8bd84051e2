import { createContext, useContext } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import { Icon } from './Icon.tsx';
import classes from './SearchOpener.module.css';

/** Opens the one search; given by the layout. Null where there is none. */
export const SearchContext = createContext<(() => void) | null>(null);

/** What looks like a search field at the head of every page and opens the search; `small` beside buttons. On phones it stands under "Mehr". */
export function SearchOpener({ always = false, small = false }: { always?: boolean; small?: boolean }) {
  const open = useContext(SearchContext);
  const t = useTexts('kernel');
  if (open === null) return null;
  return (
    <button
      type="button"
      className={`${classes.find} not-printed`}
      data-always={always || undefined}
      data-small={small || undefined}
      onClick={open}
    >
      <Icon name="search" size={18} />
      {t('search.open')}
      <kbd>{t('search.keys')}</kbd>
    </button>
  );
}
