import type { Services } from '#kernel/module/services.ts';

/** Where every provider sends people back to: one page for all schools. The school stands in the sealed cookie, never in the address. */
export function redirectUri({ services }: { services: Pick<Services, 'origin'> }): string {
  return `${services.origin}/anmelden/rueckkehr`;
}
