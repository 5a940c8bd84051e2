import { Button, Select, TextInput } from '@mantine/core';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useForm } from '#kernel/web/form.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { createFolderContract, type Part, type Space } from '../../tree/contract.ts';
import classes from './browse.module.css';
import { listsOfEntries } from './lists-of-entries.ts';

interface Props {
  space: Space;
  folderId: string | null;
  onClose: () => void;
}

/** Names a new folder above the list; who leads a group says in its root what members may do in it. */
export function NewFolder({ space, folderId, onClose }: Props) {
  const t = useTexts('files');
  const hasPart = folderId === null && space.leads && space.kind !== 'own';
  const form = useForm<typeof createFolderContract, { name: string; part: Part }>({
    form: `files.folder.${folderId ?? space.id}`,
    contract: createFolderContract,
    beginning: { name: '', part: 'open' },
    input: ({ name, part }) => ({ body: { spaceId: space.id, folderId, name: name.trim(), ...(hasPart && { part }) } }),
    faults: ({ name }) => (name.trim() === '' ? { name: t('browse.nameMissing') } : {}),
    refreshes: listsOfEntries,
    onDone: onClose,
  });
  const name = form.field('name');
  return (
    <form
      className={classes.newFolder}
      aria-label={t('browse.newFolder')}
      noValidate
      onSubmit={form.submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <TextInput
        name="name"
        label={t('browse.folderName')}
        value={name.value}
        maxLength={200}
        error={name.error ?? form.refusal}
        ref={(field) => {
          if (field !== null && field.dataset['ready'] === undefined) {
            field.dataset['ready'] = 'yes'; // once, when it appears
            field.focus();
          }
        }}
        onChange={(event) => name.onChange(event.currentTarget.value)}
      />
      {hasPart && (
        <Select
          label={t('browse.membersMay')}
          value={form.values.part}
          allowDeselect={false}
          data={(['open', 'read', 'hand_in'] as const).map((part) => ({ value: part, label: t(`browse.partLong.${part}`) }))}
          onChange={(part) => {
            if (part !== null) form.set('part', part);
          }}
        />
      )}
      <div className={classes.newFolderButtons}>
        <SubmitButton busy={form.sending.busy}>{t('browse.makeFolder')}</SubmitButton>
        <Button variant="subtle" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
