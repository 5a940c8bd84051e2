import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Nullable, OneOf } from '#kernel/contract/types.ts';

/** One entry of the main menu, as this caller may see it. */
export const NavigationEntry = T.Object({
  page: T.String({ description: 'page id, module.page' }),
  path: T.String({ description: 'below the school, without leading slash: "aufgaben"' }),
  icon: T.String({ description: 'name in kernel/ui/icons.ts' }),
  title: T.String({ description: 'in the caller’s language' }),
  count: Nullable(T.Integer({ description: 'what waits for the caller there; null when nothing is counted' })),
});

/** Everything around a page: where I am, who I am, where I can go. */
export const Shell = T.Object({
  school: T.Object({ slug: T.String(), name: T.String(), accent: Nullable(T.String({ description: '#rrggbb' })), demo: T.Boolean() }),
  person: T.Object({
    id: Id,
    name: T.String(),
    context: OneOf(['work', 'pupil', 'guardian']),
    contexts: T.Array(OneOf(['work', 'pupil', 'guardian'])),
    capacities: T.Array(T.String()),
    addressing: OneOf(['du', 'sie']),
  }),
  schools: T.Array(T.Object({ slug: T.String(), name: T.String() }), { description: 'all schools of this sign-in, this one included' }),
  language: OneOf(['de', 'en']),
  sharedDevice: T.Boolean({ description: 'others use this device after the caller: nothing is kept on it' }),
  navigation: T.Array(NavigationEntry),
  permissions: T.Array(T.String(), { description: 'rights of this caller, for showing what is possible; the server decides' }),
  modules: T.Array(T.String(), { description: 'modules switched on here' }),
});

export const shellContract = contract({
  method: 'GET',
  path: '/shell',
  summary: 'Everything around a page: school, person, contexts, menu.',
  answer: Shell,
});
