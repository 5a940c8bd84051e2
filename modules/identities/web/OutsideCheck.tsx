import { FormError } from '#kernel/ui/FormError.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { checkProviderContract } from '../outside/contract.ts';
import classes from './outside.module.css';

/** "Check the connection": asks the provider for its configuration and says in words what came of it. */
export function OutsideCheck({ issuer }: { issuer: string }) {
  const t = useTexts('identities');
  const check = useSend(checkProviderContract);
  const answer = check.answer;
  return (
    <div className={classes.stack}>
      <SubmitButton
        kind="plain"
        busy={check.busy}
        disabled={!/^https?:\/\/[^\s?#]+$/.test(issuer.trim())}
        onPress={() => void check.send({ body: { issuer: issuer.trim() } })}
      >
        {t('outside.check')}
      </SubmitButton>
      <FormError error={check.error} />
      <p role="status">
        {answer !== undefined &&
          (answer.problem === null ? t('outside.checkGood', { host: answer.opensAt ?? '' }) : t(`outside.problem.${answer.problem}`))}
      </p>
      {answer !== undefined && answer.claims.length > 0 && (
        <p className="quiet">{t('outside.claims', { list: answer.claims.join(', ') })}</p>
      )}
    </div>
  );
}
