import type { Platform } from '#kernel/http/platform.ts';
import type { School } from '#kernel/module/school.ts';

/** The school of `--school`; says so and gives null when there is none. */
export async function schoolFor(platform: Platform, slug: string, err: (line: string) => void): Promise<School | null> {
  const school = await platform.schools.bySlug(slug);
  if (school === null) err(`There is no school ${slug}.`);
  return school;
}
