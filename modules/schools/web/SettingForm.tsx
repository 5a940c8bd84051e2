import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { Form } from '#kernel/ui/Form.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { saveSettingContract, settingsContract } from '../contract.ts';
import { SettingControl } from './SettingControl.tsx';
import classes from './schools.module.css';
import { drawableOf } from './setting-type.ts';

type Setting = Answer<typeof settingsContract>['modules'][number]['settings'][number];

/** One setting: its field, what holds for whom, saving it and going back to the default. */
export function SettingForm({ setting }: { setting: Setting }) {
  const t = useTexts('schools');
  const [value, setValue] = useState(setting.value);
  const sending = useSend(saveSettingContract, { refreshes: [settingsContract] });
  const type = drawableOf(setting.type);
  const changed = JSON.stringify(value) !== JSON.stringify(setting.value);
  const send = (body: { value?: unknown; reset?: boolean }) => void sending.send({ params: { settingId: setting.id }, body });
  return (
    <div className={classes.setting}>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          send({ value });
        }}
        refusal={sending.error === null ? null : refusalText(sending.error)}
        actions={
          <>
            {changed && <SubmitButton busy={sending.busy}>{t('settings.save')}</SubmitButton>}
            {setting.own && !changed && (
              <>
                <Tag>{t('settings.own')}</Tag>
                <Button variant="subtle" loading={sending.busy} onClick={() => send({ reset: true })}>
                  {t('settings.reset')}
                </Button>
              </>
            )}
          </>
        }
      >
        <SettingControl name={setting.id} label={setting.title} type={type} words={setting.words} value={value} onChange={setValue} />
        {setting.scope === 'person' && <p className="quiet">{t('settings.personal')}</p>}
      </Form>
    </div>
  );
}
