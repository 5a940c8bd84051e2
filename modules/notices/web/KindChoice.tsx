import { Checkbox, Select } from '@mantine/core';
import type { Answer } from '#kernel/contract/contract.ts';
import { FormError } from '#kernel/ui/FormError.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { choicesContract, saveChoiceContract } from '../contract.ts';
import classes from './notices.module.css';

type Kind = Answer<typeof choicesContract>['kinds'][number];

interface Props {
  kind: Kind;
  mailPossible: boolean;
  digestHour: number;
}

/** One kind of notice: by mail at once, collected or not at all; on the device or not. Saved with the change. */
export function KindChoice({ kind, mailPossible, digestHour }: Props) {
  const t = useTexts('notices');
  const sending = useSend(saveChoiceContract, { refreshes: [choicesContract] });
  const save = (change: Partial<Pick<Kind, 'mail' | 'push'>>) =>
    void sending.send({ params: { kind: kind.id }, body: { mail: kind.mail, push: kind.push, ...change } });
  const options = [
    { value: 'at_once', label: t('settings.at_once') },
    { value: 'digest', label: t('settings.digest', { hour: digestHour }) },
    { value: 'off', label: t('settings.off') },
  ] as const;
  return (
    <li className={classes.kind}>
      <span className={classes.kindTitle}>
        {kind.title}
        <small className="quiet">{kind.area}</small>
      </span>
      {mailPossible && (
        <Select
          className={classes.mail ?? ''}
          aria-label={t('settings.mailOf', { title: kind.title })}
          data={[...options]}
          value={kind.mail}
          allowDeselect={false}
          disabled={sending.busy}
          onChange={(value) => {
            const chosen = options.find((option) => option.value === value);
            if (chosen !== undefined) save({ mail: chosen.value });
          }}
        />
      )}
      <Checkbox
        label={t('settings.push')}
        aria-label={t('settings.pushOf', { title: kind.title })}
        checked={kind.push}
        disabled={sending.busy}
        onChange={(event) => save({ push: event.currentTarget.checked })}
      />
      <FormError error={sending.error} />
    </li>
  );
}
