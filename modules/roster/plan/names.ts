/** A person as a difference names one: call name and family name. */
export function nameOf({
  callName,
  firstName,
  lastName,
}: {
  callName?: string | null | undefined;
  firstName: string;
  lastName: string;
}): string {
  return `${callName || firstName} ${lastName}`;
}
