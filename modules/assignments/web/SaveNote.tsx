import { Icon } from '#kernel/ui/Icon.tsx';
import type { SaveStatus } from './use-autosave.ts';
import classes from './work.module.css';

interface Props {
  status: SaveStatus;
  words: { saving: string; saved: string; offline: string };
  /** What the server said. */
  refusal?: string | null;
}

/** Says quietly that what is typed is safe, and where. */
export function SaveNote({ status, words, refusal = null }: Props) {
  return (
    <p className={classes.save} role="status" data-status={status}>
      {status === 'saving' && words.saving}
      {status === 'saved' && (
        <>
          <Icon name="cloud-saved" size={18} /> {words.saved}
        </>
      )}
      {status === 'offline' && (
        <>
          <Icon name="cloud-off" size={18} /> {words.offline}
        </>
      )}
      {status === 'refused' && (
        <>
          <Icon name="wrong" size={18} /> {refusal}
        </>
      )}
    </p>
  );
}
