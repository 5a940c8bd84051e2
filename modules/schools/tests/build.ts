import { sql } from 'kysely';
import { newId } from '#kernel/ids/id.ts';
import type { TestSchool } from '#kernel/testing/test-school.ts';

/** A division of a school. Answers its id. */
export async function aDivision(school: TestSchool, name: string, { closed = false } = {}): Promise<string> {
  const id = newId();
  await school.write((db) =>
    sql`insert into schools.division (school_id, id, name, closed, created_at) values (${school.id}, ${id}, ${name}, ${closed}, ${school.ctx().now()})`.execute(
      db,
    ),
  );
  return id;
}
