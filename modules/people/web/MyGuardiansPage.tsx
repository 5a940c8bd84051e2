import { Button, Stack } from '@mantine/core';
import type { Answer } from '#kernel/contract/contract.ts';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { longDate } from '#kernel/ui/say-when.ts';
import { Tag } from '#kernel/ui/Tag.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import { keepGuardianContract, myGuardiansContract } from '../contract.ts';

type Mine = Answer<typeof myGuardiansContract>;

/** A pupil sees who reads along; once of age, decides on it. */
export default function MyGuardiansPage() {
  const t = useTexts('people');
  const ask = useAsk(myGuardiansContract, {});
  return (
    <Page title={t('reading.title')} sub={t('reading.sub')} width="text">
      <WhenAnswered ask={ask}>
        {(mine) => (
          <Stack gap="md">
            <p>{wordsFor(mine)}</p>
            <DataList
              label={t('reading.title')}
              list={mine.guardians}
              idOf={({ personId }) => personId}
              empty={<EmptyState icon="eye-off" title={t('reading.none')} />}
            >
              {(guardian) => (
                <DataRow
                  title={<Person name={guardian.name} />}
                  fact={<Tag kind={guardian.sees ? 'done' : 'plain'}>{t(guardian.sees ? 'reading.sees' : 'reading.seesNot')}</Tag>}
                  {...(mine.ofAge && { actions: <Choice {...guardian} /> })}
                />
              )}
            </DataList>
          </Stack>
        )}
      </WhenAnswered>
    </Page>
  );

  function wordsFor({ ofAge, ofAgeOn }: Mine): string {
    if (ofAge) return t('reading.adult');
    return ofAgeOn === null ? t('reading.minor') : t('reading.until', { day: longDate(ofAgeOn, currentLanguage(), true) });
  }
}

function Choice({ personId, name, sees }: Mine['guardians'][number]) {
  const t = useTexts('people');
  const keep = useSend(keepGuardianContract, { refreshes: [myGuardiansContract] });
  const label = t(sees ? 'reading.stop' : 'reading.allow');
  return (
    <>
      <Button
        loading={keep.busy}
        aria-label={`${label}: ${name}`}
        onClick={() => void keep.send({ params: { personId }, body: { sees: !sees } })}
      >
        {label}
      </Button>
      <FormError error={keep.error} />
    </>
  );
}
