import type { ReactNode } from 'react';
import { Section } from '#kernel/ui/Page.tsx';
import { useTexts } from '#kernel/web/texts.ts';

/** The second factors below one heading. */
export function FactorsSection({ children }: { children: ReactNode }) {
  const t = useTexts('identities');
  return (
    <Section title={t('factor.title')}>
      <p className="quiet">{t('factor.text')}</p>
      {children}
    </Section>
  );
}
