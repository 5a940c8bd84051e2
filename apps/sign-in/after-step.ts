import type { Answer } from '#kernel/contract/contract.ts';
import type { signInFinishContract } from '#modules/identities/sign-in/contract.ts';
import { goIn } from './after.ts';
import { show } from './frame.ts';
import { passkeyButton } from './passkey.ts';
import { say } from './texts.ts';
import { secondFactor } from './views/second-factor.ts';
import { waitingCode } from './waiting-code.ts';

/** What follows a step of signing in: the second factor, a code that waits to be joined, or in. */
export async function goOn(step: Answer<typeof signInFinishContract>, options: { school: string | null; shared: boolean }): Promise<void> {
  if (step.secondFactor !== null) {
    const { secondFactor: factor } = step;
    show(() =>
      secondFactor(
        factor,
        options,
        goOn,
        passkeyButton(say('second.passkey'), factor.sealed, () => options, goOn),
      ),
    );
  } else if (waitingCode() !== null) location.assign('/code');
  else await goIn(step, options);
}
