import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useShellIfThere } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './shell.module.css';

/** There is no such page or school, or it is not for this person: the answer is the same. */
export function PageMissing() {
  const t = useTexts('kernel');
  const shell = useShellIfThere();
  const toStart =
    shell === null ? (
      <a href="/" className="link">
        {t('failed.toStart')}
      </a>
    ) : (
      <PageLink to={shell.navigation[0]?.path ?? 'alle'} className="link">
        {t('failed.toStart')}
      </PageLink>
    );
  const page = (
    <Page title={t('shell.notFoundTitle')}>
      <EmptyState icon="search" title={t('shell.notFoundText')} action={toStart} />
    </Page>
  );
  // without a school there is no frame around it
  return shell === null ? (
    <main id="inhalt" className={classes.pending}>
      {page}
    </main>
  ) : (
    page
  );
}
