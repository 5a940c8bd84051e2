import type { Db, PlatformDb } from '#kernel/db/db.ts';
import { transliterate } from '#kernel/ids/transliterate.ts';
import { authorityBySlug, insertAuthority } from '#kernel/module/save-school.ts';

/** The address part made from a name: `Stadt Köln` → `stadt-koeln`; at most 40 characters. */
export function slugOf(name: string): string {
  return transliterate(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}

/**
 * Makes an authority (Schulträger), or finds the one that has this slug already: a repeat makes nothing new.
 *
 * @returns its id
 */
export async function createAuthority(db: Db | PlatformDb, wish: { name: string; slug?: string | undefined; now: Date }): Promise<string> {
  const slug = wish.slug ?? (slugOf(wish.name) || 'traeger');
  const id = (await insertAuthority(db, { slug, name: wish.name.trim(), now: wish.now })) ?? (await authorityBySlug(db, slug))?.id;
  if (id === undefined) throw new Error(`authority ${slug} neither there nor made`);
  return id;
}
