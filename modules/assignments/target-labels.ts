import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/** How a course or class is called on pages. */
export interface TargetLabel {
  kind: 'course' | 'group';
  name: string;
  /** Short form of the subject, for its hue; null for classes and courses without. */
  subject: string | null;
  subjectName: string | null;
}

/** Of a course or class that has gone this very moment. */
export const unknownTarget: TargetLabel = { kind: 'course', name: '', subject: null, subjectName: null };

/** Pages may show a name so much older than it is. */
const keptMs = 30_000;
/** Courses of some forty schools. */
const most = 30_000;

const kept = new Map<string, TargetLabel & { until: number }>();

/**
 * Names of courses and classes for start pages and pupils’ lists, kept in this process for half a minute: everybody asks for the same few hundred at eight.
 * Rights are the caller's affair; ids come from rows the caller may see. One statement, mostly none.
 */
export async function targetLabels(db: Db, ids: readonly string[]): Promise<Map<string, TargetLabel>> {
  const now = performance.now();
  const labels = new Map<string, TargetLabel>();
  const missing = new Set<string>();
  for (const id of ids) {
    const known = kept.get(`${db.schoolId}/${id}`);
    if (known !== undefined && known.until > now) labels.set(id, known);
    else missing.add(id);
  }
  if (missing.size === 0) return labels;
  const wanted = [...missing];
  const { rows } = await sql<TargetLabel & { id: string }>`select c.id, 'course' as kind, c.name, c.subject, c.subject_name as "subjectName"
      from courses.pub_course c where c.school_id = ${db.schoolId} and c.id = any(${wanted})
    union all select g.id, 'group', g.name, null, null from groups.pub_group g where g.school_id = ${db.schoolId} and g.id = any(${wanted})`.execute(
    db,
  );
  if (kept.size > most) kept.clear();
  for (const { id, ...label } of rows) {
    labels.set(id, label);
    kept.set(`${db.schoolId}/${id}`, { ...label, until: now + keptMs });
  }
  return labels;
}
