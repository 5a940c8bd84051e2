import { Private } from '#kernel/ui/Beamer.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type OwnReviews, ownReviewsContract } from '../../peer/contract.ts';
import { RubricShown } from '../RubricShown.tsx';
import type { Task } from '../shown-work.ts';
import classes from '../work.module.css';
import styles from './together.module.css';

/** What a pupil is to review, and the reviews of their own work they may read. */
export function PeerPart({ task }: { task: Task }) {
  const { person } = useShell();
  const ask = useAsk(ownReviewsContract, { params: { assignmentId: task.id } }, { topic: `assignments/person/${person.id}` });
  return (
    <WhenAnswered ask={ask} skeleton={<Skeleton rows={3} />}>
      {(reviews) => (
        <>
          {reviews.asked.length > 0 && <Asked task={task} reviews={reviews} />}
          {reviews.received.length > 0 && <Received reviews={reviews} />}
        </>
      )}
    </WhenAnswered>
  );
}

function Asked({ task, reviews }: { task: Task; reviews: OwnReviews }) {
  const t = useTexts('assignments');
  return (
    <div className={classes.part}>
      <Section title={t('peer.asked')}>
        <p className="quiet">{t('peer.askedNote')}</p>
        <DataList label={t('peer.asked')} list={reviews.asked} idOf={({ id }) => id}>
          {({ id, author, begun, handedIn, dueAt }) => (
            <DataRow
              title={
                author === null ? (
                  t('peer.workNumber', { number: reviews.asked.findIndex((each) => each.id === id) + 1 })
                ) : (
                  <Private>{author}</Private>
                )
              }
              {...(dueAt !== null && { sub: <RelativeTime at={dueAt} words={(when) => t('peer.until', { when })} /> })}
              fact={
                <Tag kind={handedIn ? 'done' : 'plain'}>
                  {t(handedIn ? 'peer.states.done' : begun ? 'peer.states.begun' : 'peer.states.open')}
                </Tag>
              }
              to={`aufgaben/${task.id}/gutachten/${id}`}
            />
          )}
        </DataList>
      </Section>
    </div>
  );
}

function Received({ reviews }: { reviews: OwnReviews }) {
  const t = useTexts('assignments');
  return (
    <div className={classes.part}>
      <Section title={t('peer.received')}>
        {reviews.received.map(({ reviewer, text, rubric }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: without names and ids the place is all there is
          <div key={place} className={`${classes.answer} ${styles.review}`}>
            <Private>
              <strong>{reviewer ?? t('peer.reviewNumber', { number: place + 1 })}</strong>
              {reviews.criteria !== null && rubric !== null && (
                <RubricShown title={t('rubric.title')} criteria={reviews.criteria} chosen={rubric} />
              )}
              {text !== '' && <p>{text}</p>}
            </Private>
          </div>
        ))}
      </Section>
    </div>
  );
}
