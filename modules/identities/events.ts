import { T } from '#kernel/contract/t.ts';
import { Id } from '#kernel/contract/types.ts';
import { eventType } from '#kernel/events/event.ts';

const ofPerson = T.Object({ personId: Id });

/** An old token of a device was shown again, so there is a copy of it; the device was closed. Told in every school of the identity. */
export const deviceReuseDetected = eventType('identities.device_reuse_detected', T.Object({ personId: Id, deviceId: Id }));

/** A person's sign-in got another password, by the owner, by a code or by a mail; not the very first. Told in every school of the identity. */
export const passwordChanged = eventType('identities.password_changed', ofPerson);

/** A person's sign-in got another confirmed e-mail address. */
export const emailConfirmed = eventType('identities.email_confirmed', ofPerson);

/** A new code was issued for a person who has a password already, by the school or on the command line. */
export const codeIssued = eventType('identities.code_issued', ofPerson);

/** The second factors of a person's sign-in were taken away by the school or the operator, because they were lost. */
export const secondFactorsDropped = eventType('identities.second_factors_dropped', ofPerson);

/** A person was joined to a sign-in that existed already. */
export const personJoined = eventType('identities.person_joined', ofPerson);

/** An account outside was linked with a person's sign-in. */
export const outsideLinked = eventType('identities.outside_linked', ofPerson);

/** A card to sign in with was made for a person. */
export const cardMade = eventType('identities.card_made', ofPerson);

/** A password for a program was made for a person's sign-in. Told in the school where it was made. */
export const appPasswordMade = eventType('identities.app_password_made', ofPerson);
