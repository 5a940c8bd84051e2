import { useTexts } from '#kernel/web/texts.ts';
import { useOnlyPanel, useWaiting, useWaitingWords } from '#kernel/web/use-waiting.ts';
import { Icon } from './Icon.tsx';
import classes from './states.module.css';

/**
 * Where there is nothing to show yet because the server has no room: place, time, and that it goes on by itself. One of them per page.
 *
 * @param props.isPage  nothing else stands on the page: its heading is that of the page
 */
export function WaitingPanel({ isPage = false }: { isPage?: boolean }) {
  const t = useTexts('kernel');
  const waiting = useWaiting();
  const { seen, heard } = useWaitingWords(waiting);
  const isOnly = useOnlyPanel();
  if (waiting === null || !isOnly) return null;
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={classes.state}>
      <Icon name="clock" size={28} />
      <Title className={classes.title}>{t('waiting.title')}</Title>
      {waiting.place !== null && <p className={classes.words}>{t('waiting.text')}</p>}
      <p className="num">
        <strong>{seen}</strong>
      </p>
      <p className={classes.words}>{t('waiting.auto')}</p>
      <p className="only-heard" role="status">
        {heard}
      </p>
    </div>
  );
}
