import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { keyOf, useAsk } from '#kernel/web/ask.ts';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { folderContract } from '../../tree/contract.ts';
import { type Unpacking, unpackingsContract } from '../../unpack/contract.ts';
import { folderPage } from './addresses.ts';
import classes from './share.module.css';

/** How far archives are that were given to unpack since the page was opened; asks again while one is under way. */
export function Unpackings({ ids }: { ids: readonly string[] }) {
  const t = useTexts('files');
  const client = useQueryClient();
  const wasBusy = useRef(false);
  const isShown = ids.length > 0;
  const ask = useAsk(unpackingsContract, { query: { limit: 20 } }, { when: isShown, everySeconds: isShown && 2 });
  const shown = ask.data?.items.filter(({ id }) => ids.includes(id)) ?? [];
  const busy = shown.some(({ state }) => state === 'waiting' || state === 'running');
  useEffect(() => {
    if (wasBusy.current && !busy) void client.invalidateQueries({ queryKey: keyOf(folderContract) });
    wasBusy.current = busy;
  }, [busy, client]);
  if (shown.length === 0) return null;
  return (
    <ul className={classes.unpackings} role="status" aria-label={t('unpack.list')}>
      {shown.map((one) => (
        <li key={one.id}>
          <Words one={one} />
        </li>
      ))}
    </ul>
  );
}

function Words({ one: { name, state, total, done, why, folderId } }: { one: Unpacking }) {
  const t = useTexts('files');
  if (state === 'refused')
    return (
      <>
        <strong>{name}</strong> {why}
      </>
    );
  if (state !== 'done' || folderId === null)
    return <span className="num">{total === 0 ? t('unpack.begun', { name }) : t('unpack.running', { name, done, total })}</span>;
  return (
    <PageLink to={folderPage(folderId)} className="link">
      {t('unpack.done', { name, count: total })}
    </PageLink>
  );
}
