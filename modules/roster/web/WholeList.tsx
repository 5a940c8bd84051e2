import { Radio, Stack } from '@mantine/core';
import { FormError } from '#kernel/ui/FormError.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { readContract } from '../contract.ts';
import type { Shown } from './step-of.ts';

/**
 * Asks of the school's own lists whether everybody is in them. Nobody leaves by a list of which nobody has said so; another answer works the
 * difference out anew.
 */
export function WholeList({ shown, again }: { shown: Shown; again: () => void }) {
  const t = useTexts('roster');
  const reading = useSend(readContract, { onDone: again });
  if (shown.tables.length === 0) return null;
  const isWhole = shown.tables.every(({ mapping }) => mapping.complete === true);
  const isPart = shown.tables.every(({ mapping }) => mapping.complete !== true);
  const say = (complete: boolean) =>
    void reading.send({ params: { importId: shown.id }, body: { format: shown.formatWanted, mappings: shown.mappings, complete } });
  return (
    <>
      <Radio.Group
        name="whole"
        label={t('whole.question')}
        value={isWhole ? 'whole' : isPart ? 'part' : null}
        onChange={(word) => say(word === 'whole')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="part" disabled={reading.busy} label={t('whole.part')} description={t('whole.partHint')} />
          <Radio value="whole" disabled={reading.busy} label={t('whole.whole')} description={t('whole.wholeHint')} />
        </Stack>
      </Radio.Group>
      <FormError error={reading.error} />
    </>
  );
}
