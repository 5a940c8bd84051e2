import { Private } from '#kernel/ui/Beamer.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FilterBar, FilterChoice, FilterText } from '#kernel/ui/FilterBar.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { listCoursesContract, listGroupsContract } from '../contract.ts';
import { CourseRow } from './CourseRow.tsx';
import { useEnded } from './ended.tsx';
import { groupKinds } from './words.ts';

/** All groups of the school, by kind and name. */
export function AllGroups() {
  const t = useTexts('directory');
  const [q] = useFilter('q');
  const [wanted] = useFilter('art');
  const kind = groupKinds.find((one) => one === wanted);
  const ended = useEnded();
  const list = usePages(listGroupsContract, { query: { ...(q && { q }), ...(kind && { kind }), ...(ended && { ended }) } });
  return (
    <>
      <FilterBar label={t('groups.filter')}>
        <FilterText name="q" label={t('groups.search')} />
        <FilterChoice
          name="art"
          label={t('groups.kind')}
          options={[{ value: '', label: t('groups.allKinds') }, ...groupKinds.map((value) => ({ value, label: t(`kind.${value}`) }))]}
        />
      </FilterBar>
      <DataList
        label={t('groups.allGroups')}
        list={list}
        idOf={({ id }) => id}
        empty={<EmptyState icon="group" title={t('groups.nothingFound')} />}
      >
        {(group) => (
          <DataRow
            to={`gruppen/${group.id}`}
            icon="group"
            title={group.name}
            sub={
              <>
                {t(`kind.${group.kind}`)}
                {group.leaders.length > 0 && (
                  <>
                    {' · '}
                    <Private>{group.leaders.join(', ')}</Private>
                  </>
                )}
              </>
            }
            fact={t('group.members', { count: group.memberCount })}
          />
        )}
      </DataList>
    </>
  );
}

/** All courses of the school, by name. */
export function AllCourses() {
  const t = useTexts('directory');
  const [q] = useFilter('q');
  const ended = useEnded();
  const list = usePages(listCoursesContract, { query: { ...(q && { q }), ...(ended && { ended }) } });
  return (
    <>
      <FilterBar label={t('groups.filter')}>
        <FilterText name="q" label={t('groups.searchCourses')} />
      </FilterBar>
      <DataList
        label={t('groups.allCourses')}
        list={list}
        idOf={({ id }) => id}
        empty={<EmptyState icon="course" title={t('groups.nothingFound')} />}
      >
        {(course) => <CourseRow course={course} />}
      </DataList>
    </>
  );
}
