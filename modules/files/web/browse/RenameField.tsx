import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { renameContract } from '../../contract.ts';
import { listsOfEntries } from './lists-of-entries.ts';

interface Props {
  entry: { id: string; kind: string; name: string };
  onDone: () => void;
}

/** The name as a field in its row: Enter or leaving it saves, Escape keeps the old name. A refusal stands below, what was typed stays. */
export function RenameField({ entry, onDone }: Props) {
  const t = useTexts('files');
  const [name, setName] = useState(entry.name);
  const isLeft = useRef(false);
  const sending = useSend(renameContract, { refreshes: listsOfEntries });
  const finish = () => {
    isLeft.current = true;
    onDone();
  };
  const save = async () => {
    if (isLeft.current || sending.busy) return;
    const wanted = name.trim();
    if (wanted === '' || wanted === entry.name) return finish();
    if ((await sending.send({ params: { fileId: entry.id }, body: { name: wanted } })) !== undefined) finish();
  };
  return (
    <TextInput
      style={{ flex: 1 }}
      aria-label={t('newName')}
      maxLength={200}
      value={name}
      error={sending.error === null ? undefined : refusalText(sending.error)}
      ref={(field) => {
        if (field === null || document.activeElement === field) return;
        field.focus();
        const dot = entry.kind === 'folder' ? -1 : entry.name.lastIndexOf('.');
        field.setSelectionRange(0, dot > 0 ? dot : entry.name.length);
      }}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          void save();
        }
        if (event.key === 'Escape') finish();
      }}
    />
  );
}
