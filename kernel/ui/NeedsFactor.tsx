import { CallFailed } from '#kernel/web/call.ts';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useTexts } from '#kernel/web/texts.ts';

/** After a refusal for want of a second factor: the way to the page where one is set up or shown. Nothing after other errors. */
export function NeedsFactor({ error }: { error: unknown }) {
  const t = useTexts('kernel');
  if (!(error instanceof CallFailed) || error.code !== 'kernel.second_factor_needed') return null;
  return (
    <PageLink to="mein-zugang" style={{ color: 'inherit', textDecoration: 'underline' }}>
      {t('failed.toMyAccess')}
    </PageLink>
  );
}
