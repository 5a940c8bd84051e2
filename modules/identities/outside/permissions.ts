import type { Permission } from '#kernel/access/permission.ts';

/** Whoever names the provider decides who gets in: as strong as handing out roles. */
export const outsidePermissions: readonly Permission[] = [
  {
    id: 'identities.manage_outside',
    title: {
      de: 'Anmeldung mit fremden Konten (IServ, moin.schule, Keycloak …) einrichten',
      en: 'Set up sign-in with outside accounts (IServ, moin.schule, Keycloak …)',
    },
    defaults: ['school_admin'],
    strong: true,
  },
];
