import { TagsInput } from '@mantine/core';
import { FormError } from '#kernel/ui/FormError.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { assignmentContract, setListContract } from '../set/contract.ts';
import { saveTagsContract, tagsContract } from '../tags/contract.ts';
import type { Work } from './shown-work.ts';

/** The caller's own words for this work, saved as they are typed; colleagues do not see them. */
export function OwnWords({ work }: { work: Work }) {
  const t = useTexts('assignments');
  const known = useAsk(tagsContract, { query: { limit: 200 } });
  const saving = useSend(saveTagsContract, { refreshes: [assignmentContract, setListContract, tagsContract] });
  return (
    <>
      <TagsInput
        label={t('tags.label')}
        description={t('tags.help')}
        data={known.data?.items.map(({ word }) => word) ?? []}
        value={work.tags}
        maxTags={10}
        onChange={(words) =>
          void saving.send({ params: { assignmentId: work.id }, body: { words: words.map((word) => word.slice(0, 40)) } })
        }
      />
      <FormError error={saving.error} />
    </>
  );
}
