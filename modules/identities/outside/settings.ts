import { T } from '#kernel/contract/t.ts';
import { setting } from '#kernel/settings/setting.ts';

/** Whether a school's outside provider may stand in an inner network: only who runs the network can know that this is safe. */
export const innerNetworks = setting({
  id: 'identities.outside_inner_networks',
  title: {
    de: 'Anmeldung mit fremden Konten auch über Server im eigenen Netz',
    en: 'Sign-in with outside accounts also by servers in the own network',
  },
  scope: 'operator',
  type: T.Boolean(),
  fallback: false,
});
