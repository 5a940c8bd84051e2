import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { contextContract, languageContract, signOutContract } from '#kernel/module/own-contracts.ts';
import { call, schoolOfPage } from '#kernel/web/call.ts';
import { forgetDrafts } from '#kernel/web/drafts.ts';
import { useSend } from '#kernel/web/send.ts';
import { changeLanguage } from '#kernel/web/texts.ts';

/** Goes on in another context: everything is another person's view from here on, so the page starts afresh. */
export function useContextSwitch() {
  return useSend(contextContract, { onDone: () => location.assign(`/${schoolOfPage()}/heute`) });
}

/** Speaks another language at once on this device; then tells the server, so that other devices and mails follow. */
export function useLanguageChoice(): (language: 'de' | 'en') => void {
  const client = useQueryClient();
  const sending = useSend(languageContract);
  return (language) => {
    void changeLanguage(language)
      .then(() => sending.send({ body: { language } }))
      .then(() => client.invalidateQueries()); // menus and hits come in the caller's language
  };
}

/**
 * The lesson is over on a shared device: forgets what was typed, signs out, and leaves to the sign-in page, which says why. Leaves without a line
 * as well, since the server has ended the sign-in by itself.
 */
export function useSharedEnd(): () => void {
  const leaving = useRef(false);
  return useCallback(() => {
    if (leaving.current) return;
    leaving.current = true;
    forgetDrafts();
    const gone = () => location.replace(`/${schoolOfPage()}/anmelden?ende`);
    void call(signOutContract, {}).then(gone, gone);
  }, []);
}

/** Ends the session here and forgets what was typed on this device. */
export function useSignOut() {
  const school = schoolOfPage();
  return useSend(signOutContract, {
    onDone: () => {
      forgetDrafts();
      location.assign(`/${school}/anmelden`);
    },
  });
}
