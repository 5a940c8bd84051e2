import type { Answer } from '#kernel/contract/contract.ts';
import { Icon } from '#kernel/ui/Icon.tsx';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { heuteContract } from '../contract.ts';
import { isOn } from './item-times.ts';
import classes from './today.module.css';

export type SchoolDay = Answer<typeof heuteContract>['schools'][number];

/** What is on at the other schools of this sign-in, one door each; nothing without other schools. */
export function OtherSchools({ schools, childrenToo }: { schools: readonly SchoolDay[]; childrenToo: boolean }) {
  const t = useTexts('today');
  if (schools.length === 0) return null;
  return (
    <section className={classes.others}>
      <h2>{t('others')}</h2>
      <ul>
        {schools.map(({ slug, name, today }) => {
          const parts = childrenToo ? [today, ...today.children] : [today];
          const waiting = parts.flatMap((part) => part.waiting).length;
          const due = parts.flatMap((part) => part.due).filter((item) => isOn(item, today.day) && item.state !== 'done').length;
          const words = [due > 0 && t('due', { count: due }), waiting > 0 && t('waitingCount', { count: waiting })]
            .filter(Boolean)
            .join(' · ');
          return (
            <li key={slug}>
              <PageLink to="heute" school={slug} className={classes.childItem}>
                <Icon name="building" />
                <span className={classes.childTitle}>{name}</span>
                <Icon name="chevron-right" size={18} />
                <small>{words === '' ? t('othersNothing') : words}</small>
              </PageLink>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
