import { Private } from '#kernel/ui/Beamer.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FilterBar, FilterChoice, FilterText } from '#kernel/ui/FilterBar.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { timetableChoicesContract } from '../../week/contract.ts';
import classes from './week.module.css';

const kinds = ['class', 'teacher', 'room'] as const;
const icons = { class: 'group', teacher: 'person', room: 'room' } as const;

/** All plans the caller may open, by class, teacher or room; found by a part of the name. */
export function OtherPlans({ current, onOf }: { current: string; onOf: (of: string) => void }) {
  const t = useTexts('timetable');
  const [chosen] = useFilter('art', 'class');
  const [q] = useFilter('suche');
  const kind = kinds.find((one) => one === chosen) ?? 'class';
  const list = usePages(timetableChoicesContract, { query: { kind, ...(q.trim() !== '' && { q }) } });
  return (
    <section className={`${classes.others} not-printed`} aria-label={t('plans.others')}>
      <FilterBar label={t('plans.others')}>
        <FilterChoice
          name="art"
          label={t('plans.kind')}
          usual="class"
          options={kinds.map((one) => ({ value: one, label: t(`plans.kinds.${one}`) }))}
        />
        <FilterText name="suche" />
      </FilterBar>
      <div className={classes.choices}>
        <DataList
          label={t(`plans.kinds.${kind}`)}
          list={list}
          idOf={({ of }) => of}
          empty={<EmptyState icon={icons[kind]} title={t('plans.none')} />}
        >
          {({ of, name, shortName }) => (
            <DataRow
              icon={icons[kind]}
              title={kind === 'teacher' ? <Private>{name}</Private> : name}
              {...(shortName !== null && shortName !== name && { fact: shortName })}
              current={of === current}
              onOpen={() => onOf(of)}
            />
          )}
        </DataList>
      </div>
    </section>
  );
}
