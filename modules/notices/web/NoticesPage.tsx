import { Button } from '@mantine/core';
import { DataList } from '#kernel/ui/DataList.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { listContract, readContract } from '../contract.ts';
import { NoticeRow } from './NoticeRow.tsx';

/** What one has been told: the new at the top, what was read below when asked for. */
export default function NoticesPage() {
  const t = useTexts('notices');
  const topic = `notices/person/${useShell().person.id}`;
  const [shown, show] = useFilter('gelesen');
  const unread = usePages(listContract, { query: { state: 'unread' } }, { topic });
  const read = usePages(listContract, { query: { state: 'read' } }, { topic, when: shown === 'ja' });
  const reading = useSend(readContract, { refreshes: [listContract] });
  const markRead = (id: string) => void reading.send({ body: { ids: [id] } });
  return (
    <Page
      title={t('list.title')}
      sub={unread.pending ? undefined : t('list.sub', { count: unread.rows.length })}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<Icon name="settings" />}
            renderRoot={(props) => <PageLink to="mitteilungen/einstellungen" {...props} />}
          >
            {t('list.settings')}
          </Button>
          {unread.rows.length > 0 && (
            <SubmitButton busy={reading.busy} kind="plain" icon="check" onPress={() => void reading.send({ body: {} })}>
              {t('list.readAll')}
            </SubmitButton>
          )}
        </>
      }
    >
      <FormError error={reading.error} />
      <DataList
        label={t('list.unread')}
        list={unread}
        idOf={({ id }) => id}
        empty={
          <EmptyState icon="bell" title={t('list.nothingTitle')}>
            {t('list.nothing')}
          </EmptyState>
        }
      >
        {(notice) => <NoticeRow notice={notice} onOpen={markRead} />}
      </DataList>
      {shown === 'ja' ? (
        <Section title={t('list.read')}>
          <DataList label={t('list.read')} list={read} idOf={({ id }) => id} empty={<p className="quiet">{t('list.noneRead')}</p>}>
            {(notice) => <NoticeRow notice={notice} />}
          </DataList>
        </Section>
      ) : (
        <Button mt="md" onClick={() => show('ja')}>
          {t('list.showRead')}
        </Button>
      )}
    </Page>
  );
}
