import type { Mail, MailOutcome } from './mail.ts';

/** The way out for mail. */
export type Mailer = {
  /** `folder` when nothing really leaves the house; pages that ask for a mail address may say so. */
  way: 'smtp' | 'folder';
  /**
   * Sends one mail. Takes as long as the next server does, up to a minute: never inside a transaction.
   *
   * @throws TypeError for a mail that our own code got wrong (`checkMail`); everything the world does wrong is an outcome
   */
  send(mail: Mail): Promise<MailOutcome>;
  /** Whether a mail would leave at this moment: the next server takes our sign-in, or the folder can be written. Sends nothing; takes up to a minute. */
  isReady(): Promise<boolean>;
  /** Lets go of open connections. */
  close(): void;
};
