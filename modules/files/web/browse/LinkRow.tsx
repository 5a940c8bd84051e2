import { Button } from '@mantine/core';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { useTimes } from '#kernel/ui/RelativeTime.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { endLinkContract, type Link, linksContract, ownLinksContract } from '../../link/contract.ts';

/** A link: what it opens, until when, how often it was opened, and its end. */
export function LinkRow({ link }: { link: Link }) {
  const t = useTexts('files');
  const times = useTimes();
  const ending = useSend(endLinkContract, { refreshes: [linksContract, ownLinksContract] });
  const words = [
    link.alive ? t('share.until', { day: times.day(link.endsAt) }) : t('link.over'),
    ...(link.hasPassword ? [t('link.withPassword')] : []),
    t('link.opened', { count: link.opened }),
  ];
  return (
    <>
      <DataRow
        title={link.name}
        sub={<span className="num">{words.join(' · ')}</span>}
        icon="link"
        actions={
          <Button
            disabled={ending.busy}
            aria-label={t('link.endOf', { name: link.name })}
            onClick={() => void ending.send({ params: { linkId: link.id } })}
          >
            {t('link.end')}
          </Button>
        }
      />
      <FormError error={ending.error} />
    </>
  );
}
