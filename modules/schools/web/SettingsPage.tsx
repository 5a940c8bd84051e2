import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { settingsContract } from '../contract.ts';
import { SchoolForm } from './SchoolForm.tsx';
import { SettingForm } from './SettingForm.tsx';

/** Everything a school can set, by service. Each setting is saved by itself. */
export default function SettingsPage() {
  const t = useTexts('schools');
  const ask = useAsk(settingsContract, {});
  const school = ask.data?.school;
  return (
    <Page title={t('settings.title')} {...(school && { sub: t('settings.sub', { state: school.state, authority: school.authority }) })}>
      <WhenAnswered ask={ask}>
        {(answer) => (
          <>
            <Section title={t('settings.school')}>
              <SchoolForm name={answer.school.name} accent={answer.school.accent} />
            </Section>
            {answer.modules.length === 0 && (
              <EmptyState icon="settings" title={t('settings.noneTitle')}>
                {t('settings.none')}
              </EmptyState>
            )}
            {answer.modules.map(({ module, title, settings }) => (
              <Section key={module} title={title}>
                {settings.map((setting) => (
                  // what was stored elsewhere meanwhile is shown: the value is part of the key
                  <SettingForm key={`${setting.id} ${JSON.stringify(setting.value)}`} setting={setting} />
                ))}
              </Section>
            ))}
          </>
        )}
      </WhenAnswered>
    </Page>
  );
}
