import type { Static } from 'typebox';
import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FilterBar, FilterChoice } from '#kernel/ui/FilterBar.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useNow } from '#kernel/ui/use-now.ts';
import { useFilter } from '#kernel/web/address.ts';
import { useAsk, usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type SetWork, setListContract, targetsContract } from '../set/contract.ts';
import { tagsContract } from '../tags/contract.ts';
import { DueTime } from './DueTime.tsx';
import { PageMenu } from './PageMenu.tsx';
import { RemovedRow, useRestoration } from './RemovedRow.tsx';
import { TargetName } from './TargetName.tsx';

const shows = { laeuft: 'running', beantworten: 'to_answer', entwuerfe: 'drafts', entfernt: 'removed', alle: 'all' } as const;

const isStand = (text: string): text is keyof typeof shows => Object.hasOwn(shows, text);

/** Work of one's courses and classes with what was handed in; filters live in the address. */
export function TeacherList() {
  const t = useTexts('assignments');
  const [stand] = useFilter('stand', 'alle');
  const [targetId] = useFilter('kurs');
  const [tag] = useFilter('wort');
  const words = useAsk(tagsContract, { query: { limit: 200 } });
  const show = isStand(stand) ? shows[stand] : 'all';
  const list = usePages(
    setListContract,
    { query: { show, ...(targetId !== '' && { targetId }), ...(tag !== '' && { tag }) } },
    targetId === '' ? {} : { topic: `assignments/teaching/${targetId}` },
  );
  const restoration = useRestoration();
  const targets = useAsk(targetsContract, {});
  const create = (
    <>
      <ButtonLink to="aufgaben/fehlt" icon="people">
        {t('missing.title')}
      </ButtonLink>
      <PageMenu
        acts={[
          { icon: 'calendar', words: t('calendar.title'), to: 'aufgaben/kalender' },
          { icon: 'copy', words: t('reuse.title'), to: 'aufgaben/vorlagen' },
          { icon: 'timetable', words: t('rubric.title'), to: 'aufgaben/bewertungsraster' },
          { icon: 'message', words: t('bank.title'), to: 'aufgaben/textbausteine' },
        ]}
      />
      <ButtonLink to={targetId === '' ? 'aufgaben/neu' : `aufgaben/neu?kurs=${targetId}`} icon="plus" main>
        {t('teacherList.new')}
      </ButtonLink>
    </>
  );
  return (
    <Page title={t('title')} sub={t('teacherList.sub')} actions={create}>
      <FilterBar label={t('filters')}>
        <FilterChoice
          name="stand"
          label={t('show')}
          usual="alle"
          asButtons
          options={[
            { value: 'alle', label: t('teacherList.all') },
            { value: 'laeuft', label: t('teacherList.running') },
            { value: 'beantworten', label: t('teacherList.to_answer') },
            { value: 'entwuerfe', label: t('teacherList.drafts') },
            { value: 'entfernt', label: t('teacherList.removed') },
          ]}
        />
        <FilterChoice
          name="kurs"
          label={t('course')}
          options={[
            { value: '', label: t('allCourses') },
            ...(targets.data?.targets ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        {(tag !== '' || (words.data?.items.length ?? 0) > 0) && (
          <FilterChoice
            name="wort"
            label={t('tags.filter')}
            options={[
              { value: '', label: t('tags.all') },
              ...wordsWith(tag, words.data?.items ?? []).map((word) => ({ value: word, label: word })),
            ]}
          />
        )}
      </FilterBar>
      {show === 'removed' && restoration.note}
      <DataList label={t('teacherList.label')} list={list} idOf={({ id }) => id} empty={<Nothing show={show} />}>
        {(work) =>
          work.removedAt === null ? <Row work={work} /> : <RemovedRow work={work} onRestore={restoration.restore} busy={restoration.busy} />
        }
      </DataList>
    </Page>
  );
}

/** Words to choose from; the chosen one is among them, whatever is known. */
function wordsWith(chosen: string, known: readonly { word: string }[]): string[] {
  const words = known.map(({ word }) => word);
  return chosen === '' || words.includes(chosen) ? words : [chosen, ...words];
}

function Nothing({ show }: { show: (typeof shows)[keyof typeof shows] }) {
  const t = useTexts('assignments');
  if (show === 'removed') {
    return (
      <EmptyState icon="trash" title={t('teacherList.emptyRemoved')}>
        {t('teacherList.emptyRemovedText')}
      </EmptyState>
    );
  }
  if (show !== 'all') return <EmptyState icon="assignment" title={t('teacherList.empty')} />;
  return (
    <EmptyState icon="assignment" title={t('teacherList.emptyAll')}>
      {t('teacherList.emptyAllText')}
    </EmptyState>
  );
}

function Row({ work }: { work: Static<typeof SetWork> }) {
  const t = useTexts('assignments');
  const now = useNow();
  const ahead = work.startsAt !== null && Date.parse(work.startsAt) > now;
  const sub = (
    <>
      <TargetName target={work.target} full /> · <DueTime dueAt={work.dueAt} />
      {work.published && !ahead && ` · ${t('teacherList.handedIn', { count: work.handedIn, of: work.recipients })}`}
      {ahead && work.startsAt !== null && (
        <>
          {' · '}
          <RelativeTime at={work.startsAt} words={(when) => t('teacherList.ahead', { when })} />
        </>
      )}
    </>
  );
  const fact = !work.published ? (
    <Tag icon="edit">{t('teacherList.draft')}</Tag>
  ) : work.toAnswer > 0 ? (
    <b>{t('teacherList.toAnswer', { count: work.toAnswer })}</b>
  ) : undefined;
  const to = work.published ? `aufgaben/${work.id}` : `aufgaben/${work.id}/bearbeiten`;
  return (
    <DataRow title={work.title === '' ? t('teacherList.untitled') : work.title} sub={sub} {...(fact !== undefined && { fact })} to={to} />
  );
}
