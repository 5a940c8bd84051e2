import { Private } from '#kernel/ui/Beamer.tsx';
import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FilterBar, FilterChoice } from '#kernel/ui/FilterBar.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useMay, useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { ownGroupsContract } from '../contract.ts';
import { AllCourses, AllGroups } from './AllGroups.tsx';
import { CourseRow } from './CourseRow.tsx';
import { EndedChoice, useEnded } from './ended.tsx';
import { dotted } from './words.ts';

/** My groups and courses; for those who may, all of the school. */
export default function GroupsPage() {
  const t = useTexts('directory');
  const allGroups = useMay('groups.view_all');
  const allCourses = useMay('courses.view_all');
  const mayFound = useMay('groups.create_club');
  const mayEditCourses = useMay('courses.edit');
  const atWork = useShell().person.context === 'work';
  const [view] = useFilter('ansicht', 'meine');
  const views = [
    { value: 'meine', label: t('groups.mine') },
    ...(allGroups ? [{ value: 'gruppen', label: t('groups.allGroups') }] : []),
    ...(allCourses ? [{ value: 'kurse', label: t('groups.allCourses') }] : []),
  ];
  const actions = (
    <>
      {mayEditCourses && (
        <ButtonLink to="kurse/neu" icon="plus">
          {t('newCourse.title')}
        </ButtonLink>
      )}
      {mayFound && (
        <ButtonLink to="gruppen/neu" icon="plus">
          {t('newGroup.title')}
        </ButtonLink>
      )}
    </>
  );
  return (
    <Page title={t('groups.title')} actions={actions}>
      {(views.length > 1 || atWork) && (
        <FilterBar label={t('groups.view')}>
          {views.length > 1 && <FilterChoice name="ansicht" label={t('groups.view')} usual="meine" options={views} />}
          {atWork && <EndedChoice />}
        </FilterBar>
      )}
      {view === 'gruppen' && allGroups ? <AllGroups /> : view === 'kurse' && allCourses ? <AllCourses /> : <Mine />}
    </Page>
  );
}

function Mine() {
  const t = useTexts('directory');
  const ended = useEnded();
  const ask = useAsk(ownGroupsContract, { query: ended ? { ended } : {} });
  return (
    <WhenAnswered ask={ask}>
      {({ groups, courses, children }) => (
        <>
          {groups.length + courses.length + children.length === 0 && (
            <EmptyState icon="group" title={t(ended ? 'groups.noneEnded' : 'groups.noneTitle')}>
              {!ended && t('groups.none')}
            </EmptyState>
          )}
          {children.map((child) => (
            <Section key={child.id} title={<Person name={child.name} />}>
              <p className="quiet">
                {child.className !== null && t('child.class', { name: child.className })}
                {child.className !== null && child.classTeachers.length > 0 && ' · '}
                {child.classTeachers.length > 0 && <Private>{child.classTeachers.join(', ')}</Private>}
              </p>
              <DataList label={t('child.courses', { name: child.name })} list={child.courses} idOf={({ id }) => id}>
                {(course) => <CourseRow course={course} count={false} />}
              </DataList>
            </Section>
          ))}
          {groups.length > 0 && (
            <Section title={t('groups.ownGroups')}>
              <DataList label={t('groups.ownGroups')} list={groups} idOf={({ id }) => id}>
                {(group) => (
                  <DataRow
                    to={`gruppen/${group.id}`}
                    icon="group"
                    title={group.name}
                    sub={dotted([
                      t(`kind.${group.kind}`),
                      ended && group.schoolYear !== null && t('group.year', { from: group.schoolYear, to: (group.schoolYear + 1) % 100 }),
                      ...group.parts.filter((part) => part !== 'member').map((part) => t(`part.${part}`)),
                    ])}
                  />
                )}
              </DataList>
            </Section>
          )}
          {courses.length > 0 && (
            <Section title={t('groups.ownCourses')}>
              <DataList label={t('groups.ownCourses')} list={courses} idOf={({ id }) => id}>
                {(course) => <CourseRow course={course} />}
              </DataList>
            </Section>
          )}
        </>
      )}
    </WhenAnswered>
  );
}
