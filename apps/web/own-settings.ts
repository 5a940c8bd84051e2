import { useQueryClient } from '@tanstack/react-query';
import { contextContract, languageContract, signOutContract } from '#kernel/module/own-contracts.ts';
import { schoolOfPage } from '#kernel/web/call.ts';
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
