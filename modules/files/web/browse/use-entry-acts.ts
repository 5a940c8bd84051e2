import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { markContract } from '../../find/contract.ts';
import { collectContract, handOutContract } from '../../hand-out/contract.ts';
import { binContract, copyContract, type Entry, moveContract, type Part, setPartContract, unbinContract } from '../../tree/contract.ts';
import { folderPage } from './addresses.ts';
import { listsOfEntries } from './lists-of-entries.ts';
import type { FolderPlace } from './make-folders.ts';
import type { Done } from './use-undo.ts';

/** As many as the server takes at once. */
const atOnce = 200;

/**
 * What can be done with entries of a folder. Each says afterwards what was done, with the way back where there is one; after a refusal
 * nothing is said and it stands in `error`.
 *
 * @param here  the folder they lie in: where undoing a move brings them back to
 */
export function useEntryActs(here: FolderPlace, say: (done: Done) => void) {
  const t = useTexts('files');
  const options = { refreshes: listsOfEntries };
  const moving = useSend(moveContract, options);
  const movingBack = useSend(moveContract, options);
  const copying = useSend(copyContract, options);
  const binning = useSend(binContract, options);
  const unbinning = useSend(unbinContract, options);
  const marking = useSend(markContract, options);
  const parting = useSend(setPartContract, options);
  const handingOut = useSend(handOutContract, options);
  const collecting = useSend(collectContract, options);
  const sendings = [moving, movingBack, copying, binning, unbinning, marking, parting, handingOut, collecting];

  /** A new act begins without the refusal of an earlier one. */
  const forget = () => {
    for (const { reset } of sendings) reset();
  };

  return {
    error: sendings.find(({ error }) => error !== null)?.error ?? null,
    placing: { busy: moving.busy || copying.busy, error: moving.error ?? copying.error },
    /** A dialog that closes takes its refusal with it. */
    forget,
    async move(ids: readonly string[], to: FolderPlace): Promise<boolean> {
      forget();
      const done = await inParts(ids, (part) => moving.send({ body: { ids: part, ...to } }));
      if (done.length === 0) return false;
      const undo = () => void inParts(done, (part) => movingBack.send({ body: { ids: part, ...here } }));
      say({ words: t('browse.moved', { count: done.length }), undo });
      return done.length === ids.length;
    },
    async copy(ids: readonly string[], to: FolderPlace): Promise<boolean> {
      forget();
      const copies: string[] = [];
      const done = await inParts(ids, async (part) => {
        const answer = await copying.send({ body: { ids: part, ...to } });
        copies.push(...(answer?.items ?? []).map(({ id }) => id));
        return answer;
      });
      if (done.length === 0) return false;
      const undo = () => void inParts(copies, (part) => binning.send({ body: { ids: part } }));
      say({ words: t('browse.copied', { count: copies.length }), undo });
      return done.length === ids.length;
    },
    /** @param isLent  they lie in what somebody shares: it is not one's own bin they go into */
    async bin(ids: readonly string[], name: string | undefined, isLent: boolean): Promise<boolean> {
      forget();
      const done = await inParts(ids, (part) => binning.send({ body: { ids: part } }));
      if (done.length === 0) return false;
      const isOne = done.length === 1 && name !== undefined;
      const [one, some] = isLent
        ? (['share.deletedThere', 'share.deletedSomeThere'] as const)
        : (['deleted', 'browse.deletedSome'] as const);
      const words = isOne ? t(one, { name }) : t(some, { count: done.length });
      say({ words, undo: () => void inParts(done, (part) => unbinning.send({ body: { ids: part } })) });
      return done.length === ids.length;
    },
    mark({ id, favourite }: Entry): void {
      forget();
      void marking.send({ params: { fileId: id }, body: { favourite: !favourite } });
    },
    part(id: string, part: Part): void {
      forget();
      void parting.send({ params: { fileId: id }, body: { part } });
    },
    async handOut({ id, name }: Entry): Promise<void> {
      forget();
      const answer = await handingOut.send({ params: { fileId: id } });
      if (answer !== undefined) say({ words: t('browse.handedOut', { name, count: answer.members }) });
    },
    async collect({ id }: Entry): Promise<void> {
      forget();
      const answer = await collecting.send({ params: { fileId: id } });
      if (answer === undefined) return;
      say({
        words: t('browse.collected', { count: answer.members }),
        link: { to: folderPage(answer.folderId), title: t('browse.toCollected') },
      });
    },
  };
}

/** Does something with many in as many turns as it takes; after the first refusal the rest stays as it is. Gives back those it was done with. */
export async function inParts(ids: readonly string[], send: (part: string[]) => Promise<unknown>): Promise<readonly string[]> {
  for (let from = 0; from < ids.length; from += atOnce) {
    if ((await send(ids.slice(from, from + atOnce))) === undefined) return ids.slice(0, from);
  }
  return ids;
}
