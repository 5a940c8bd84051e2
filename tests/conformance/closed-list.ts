/**
 * The closed list of tables outside the wall. Adding a line here is a decision: it needs a reason in the module's
 * manifest (or kernel/db/outside-the-wall.ts) and a reviewer who agrees.
 */
export const closedList: readonly string[] = [
  'kernel.migration',
  'kernel.installation',
  'kernel.authority',
  'kernel.school',
  'kernel.setting',
  'kernel.outbox',
  'kernel.platform_audit',
  'kernel.blob',
  'identities.app_password',
  'identities.attachment',
  'identities.begun',
  'identities.card',
  'identities.code',
  'identities.device',
  'identities.handle',
  'identities.identity',
  'identities.mail_link',
  'identities.passkey',
  'identities.recovery_code',
  'identities.totp',
];
