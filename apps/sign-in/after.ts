import type { Answer } from '#kernel/contract/contract.ts';
import type { myAccessContract } from '#modules/identities/my-access/contract.ts';
import type { signInFinishContract } from '#modules/identities/sign-in/contract.ts';
import { ask } from './call.ts';
import { stored } from './language.ts';

type Step = Answer<typeof signInFinishContract>;

const lastSchool = 'schulhof.school';

/** The school this device was last signed in to. */
export function rememberedSchool(): { slug: string; name: string } | null {
  const text = stored(() => localStorage.getItem(lastSchool));
  const [slug, name] = (text ?? '').split('\n');
  return slug !== undefined && name !== undefined && /^[a-z0-9-]+$/.test(slug) ? { slug, name } : null;
}

/** Where one wanted to go, if it is a page of ours: a path of this origin below one of the schools, nothing else. */
export function wantedPath(search: string, slugs: readonly string[], origin: string): string | null {
  const wanted = new URLSearchParams(search).get('weiter');
  if (wanted === null || !wanted.startsWith('/') || !URL.canParse(wanted, origin)) return null;
  const url = new URL(wanted, origin);
  const [, slug = '', page = ''] = url.pathname.split('/');
  if (url.origin !== origin || !slugs.includes(slug) || page === 'anmelden') return null;
  return url.pathname + url.search;
}

/** In: on to where one wanted to go, else to today's page; by way of the second factor where the rights ask for one and there is none. */
export async function goIn(step: Step, options: { school: string | null; shared: boolean }): Promise<void> {
  const slugs = step.schools.map(({ slug }) => slug);
  const wanted = wantedPath(location.search, slugs, location.origin);
  const school = step.schools.find(({ slug }) => slug === (wanted?.split('/')[1] ?? options.school)) ?? step.schools[0];
  if (school === undefined) return location.assign('/');
  if (!options.shared) stored(() => localStorage.setItem(lastSchool, `${school.slug}\n${school.name}`));
  const path = wanted ?? `/${school.slug}/heute`;
  const access = await ask<typeof myAccessContract>(`/${school.slug}/my-access`).catch(() => null);
  const secure = access?.secondFactorNeeded && !access.strong;
  location.assign(step.mustChange || secure ? `/${school.slug}/mein-zugang?sichern=1&weiter=${encodeURIComponent(path)}` : path);
}
