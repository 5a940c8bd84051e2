import { Icon } from '#kernel/ui/Icon.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { SearchOpener } from '#kernel/ui/SearchOpener.tsx';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { PersonPanel } from './PersonPanel.tsx';
import classes from './shell.module.css';

/** Everything this person has, as a page; on phones also the search and the person's settings ("Mehr"). */
export default function AllAreasPage() {
  const t = useTexts('kernel');
  const { navigation, person } = useShell();
  return (
    <Page title={t('shell.all')}>
      <div className={classes.searchFirst}>
        <SearchOpener always />
      </div>
      <nav aria-label={t('shell.all')}>
        <ul className={classes.areas}>
          {navigation.map((entry) => (
            <li key={entry.page}>
              <PageLink to={entry.path} className={classes.area}>
                <Icon name={entry.icon} />
                <span>{entry.title}</span>
                {entry.count !== null && entry.count > 0 && <span className="num">{t('shell.waiting', { count: entry.count })}</span>}
              </PageLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.phoneOnly}>
        <Section title={person.name}>
          <PersonPanel />
        </Section>
      </div>
    </Page>
  );
}
