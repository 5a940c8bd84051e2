import { Private } from '#kernel/ui/Beamer.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { AttachedFiles } from '#modules/files/web/public.tsx';
import type { PupilResult } from '../answer/contract.ts';
import classes from './correction.module.css';
import { fileAddress } from './file-address.ts';

/** Pictures the browser shows by itself. */
const shownTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** What a pupil has handed in: the text on a sheet, pictures below it, other files to open. */
export function WorkColumn({ assignmentId, row }: { assignmentId: string; row: PupilResult }) {
  const t = useTexts('assignments');
  const address = fileAddress(assignmentId);
  const { handIn, name } = row;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long work is scrolled by keyboard
    <section className={classes.sheet} aria-label={t('correction.workOf', { name })} tabIndex={0}>
      {handIn === null ? (
        <EmptyState icon="assignment" title={t('correction.noWork')}>
          {t('correction.noWorkText')}
        </EmptyState>
      ) : (
        <article className={classes.paper}>
          <Private>
            {handIn.text !== '' && <p className={classes.handed}>{handIn.text}</p>}
            {handIn.files
              .filter(({ type }) => shownTypes.has(type))
              .map((file) => (
                <img key={file.id} src={address(file.id)} alt={file.name} loading="lazy" />
              ))}
            <AttachedFiles label={t('task.files')} files={handIn.files} addressOf={address} />
          </Private>
        </article>
      )}
    </section>
  );
}
