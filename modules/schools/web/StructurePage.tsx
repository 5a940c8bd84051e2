import { Page } from '#kernel/ui/Page.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { structureContract } from '../contract.ts';
import { Places } from './Places.tsx';
import { Years } from './Years.tsx';

/** Divisions, sites and school years of the school. */
export default function StructurePage() {
  const t = useTexts('schools');
  const ask = useAsk(structureContract, {});
  return (
    <Page title={t('structure.title')} sub={t('structure.sub')}>
      <WhenAnswered ask={ask}>
        {({ divisions, sites, years }) => (
          <>
            <Places kind="division" places={divisions} />
            <Places kind="site" places={sites} />
            <Years years={years} />
          </>
        )}
      </WhenAnswered>
    </Page>
  );
}
