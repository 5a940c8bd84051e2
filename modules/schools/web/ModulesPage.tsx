import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { modulesContract, switchModuleContract } from '../contract.ts';
import classes from './schools.module.css';

type Service = Answer<typeof modulesContract>['modules'][number];
const bundles = ['unterricht', 'schulleben', 'gebaeude', 'basis'] as const;

/** The services of the school by tier; switching one off asks first. */
export default function ModulesPage() {
  const t = useTexts('schools');
  const ask = useAsk(modulesContract, {});
  const dialog = useDialog();
  const [leaving, setLeaving] = useState<Service | null>(null);
  const sending = useSend(switchModuleContract, { refreshes: [modulesContract], onDone: dialog.hide });
  const turn = (service: Service, on: boolean) => {
    sending.reset();
    if (on) return void sending.send({ params: { moduleId: service.id }, body: { on } });
    setLeaving(service);
    dialog.show();
  };
  return (
    <Page title={t('modules.title')} sub={t('modules.sub')}>
      {!dialog.open && <FormError error={sending.error} />}
      <WhenAnswered ask={ask}>
        {({ modules }) =>
          bundles.map((bundle) => {
            const rows = modules.filter((service) => service.bundle === bundle);
            return rows.length === 0 ? null : (
              <Section key={bundle} title={t(`modules.bundle.${bundle}`)}>
                <ul>
                  {rows.map((service) => (
                    <li key={service.id} className={classes.service}>
                      <span className={classes.serviceName}>
                        {service.title}
                        {service.uses.length > 0 && (
                          <small className="quiet">{t('modules.needs', { names: service.uses.join(', ') })}</small>
                        )}
                      </span>
                      {service.switchable ? (
                        <Switch
                          aria-label={t('modules.switch', { name: service.title })}
                          label={service.on ? t('modules.on') : t('modules.off')}
                          checked={service.on}
                          disabled={sending.busy}
                          onChange={(event) => turn(service, event.currentTarget.checked)}
                        />
                      ) : (
                        <Tag>{t('modules.always')}</Tag>
                      )}
                    </li>
                  ))}
                </ul>
              </Section>
            );
          })
        }
      </WhenAnswered>
      <ConfirmDialog
        {...dialog.props}
        title={t('modules.confirmOff')}
        confirm={t('modules.confirmOff')}
        busy={sending.busy}
        error={sending.error}
        onConfirm={() => leaving !== null && void sending.send({ params: { moduleId: leaving.id }, body: { on: false } })}
      >
        {t('modules.confirmOffText', { name: leaving?.title ?? '' })}
      </ConfirmDialog>
    </Page>
  );
}
