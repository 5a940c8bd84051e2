import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { FieldRow, Form } from '#kernel/ui/Form.tsx';
import { CheckField, ChoiceField, TextField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useForm } from '#kernel/web/form.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { readProviderContract, saveProviderContract } from '../outside/contract.ts';
import { OutsideCheck } from './OutsideCheck.tsx';

type Provider = NonNullable<Answer<typeof readProviderContract>['provider']>;

/** The claim that usually carries what is compared. */
const usualClaim: Record<Provider['matchBy'], string> = { source_id: 'sub', handle: 'preferred_username', name: 'name' };

/** The provider's address, client, secret, and how its people are found among ours. The secret is no part of the draft. */
export function OutsideForm({ provider, redirectUri }: { provider: Provider | null; redirectUri: string }) {
  const t = useTexts('identities');
  const [secret, setSecret] = useState('');
  const [saved, setSaved] = useState(false);
  const beginning = {
    issuer: provider?.issuer ?? 'https://',
    clientId: provider?.clientId ?? '',
    matchBy: provider?.matchBy ?? ('handle' as const),
    claim: provider?.claim ?? usualClaim.handle,
    label: provider?.label ?? t('outside.labelUsual'),
    enabled: provider?.enabled ?? true,
  };
  const form = useForm({
    form: 'identities.outside',
    contract: saveProviderContract,
    beginning,
    input: (values) => ({ body: { ...values, issuer: values.issuer.trim(), secret: secret === '' ? null : secret } }),
    faults: ({ issuer, clientId, claim, label }) => ({
      ...(/^https?:\/\/[^\s?#]+$/.test(issuer.trim()) ? {} : { issuer: t('outside.issuerFault') }),
      ...(clientId.trim() === '' ? { clientId: t('outside.needed') } : {}),
      ...(/^[A-Za-z0-9_.:/-]+$/.test(claim) ? {} : { claim: t('outside.needed') }),
      ...(label.trim() === '' ? { label: t('outside.needed') } : {}),
    }),
    refreshes: [readProviderContract],
    onDone: () => {
      setSecret('');
      setSaved(true);
    },
  });
  const ways = [
    { value: 'handle', label: t('outside.byHandle') },
    { value: 'source_id', label: t('outside.bySource') },
    { value: 'name', label: t('outside.byName') },
  ] as const;
  const match = form.field('matchBy');
  return (
    <Form
      onSubmit={form.submit}
      refusal={form.refusal}
      actions={
        <>
          <SubmitButton busy={form.sending.busy}>{t('outside.save')}</SubmitButton>
          <span role="status">{saved && <Tag kind="done">{t('outside.saved')}</Tag>}</span>
        </>
      }
    >
      <CheckField label={t('outside.enabled')} {...form.field('enabled')} />
      <TextField type="url" label={t('outside.issuer')} description={t('outside.issuerHint')} {...form.field('issuer')} />
      <OutsideCheck issuer={form.values.issuer} />
      <TextField
        name="redirect"
        label={t('outside.redirect')}
        description={t('outside.redirectHint')}
        value={redirectUri}
        onChange={() => undefined}
      />
      <FieldRow>
        <TextField label={t('outside.clientId')} {...form.field('clientId')} />
        <PasswordInput
          label={t('outside.secret')}
          description={provider === null ? undefined : t('outside.secretKept')}
          autoComplete="off"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('outside.secretShow') }}
        />
      </FieldRow>
      <FieldRow>
        <ChoiceField
          label={t('outside.match')}
          description={t('outside.matchHint')}
          options={ways}
          name={match.name}
          value={match.value}
          error={match.error}
          onChange={(next) => form.draft.change({ ...form.values, matchBy: next, claim: usualClaim[next] })}
        />
        <TextField label={t('outside.claim')} description={t('outside.claimHint')} {...form.field('claim')} />
      </FieldRow>
      <TextField label={t('outside.label')} maxLength={40} {...form.field('label')} />
    </Form>
  );
}
