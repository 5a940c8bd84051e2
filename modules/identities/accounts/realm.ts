/** The realm of e-mail addresses; every other realm is a school's id. */
export const emailRealm = '00000000-0000-0000-0000-000000000000';

/** The realm in which a typed name is looked for: what looks like an address is one, wherever it is typed. */
export function realmOf(typed: string, schoolId: string | null): string | null {
  return typed.includes('@') ? emailRealm : schoolId;
}

/** A name as it is compared: without blanks around it, in one Unicode form. Upper and lower case are the database's (citext). */
export function readHandle(typed: string): string {
  return typed.trim().normalize('NFC');
}
