import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { filledDatabase } from '#kernel/testing/rows-handled.ts';
import { prepareDatabase } from '../../../tests/prepare-database.ts';
import { listPeople } from '../list-people.ts';

const [schoolId, groupId] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];
/** So many are at the school. */
const people = 1_800;
/** The school among forty small ones, as which it is taken once a statement is planned for any. Classes of 30, whose names lie anywhere among all others. */
const rows = `
  set session_replication_role = replica;
  create temporary table school as select s, case when s = 1 then '${schoolId}'::uuid else md5('school ' || s)::uuid end as id,
    case when s = 1 then ${people} else 120 end as people from generate_series(1, 40) s;
  insert into kernel.authority (id, slug, name, created_at) values ('${schoolId}', 'a', 'A', '2026-08-01');
  insert into kernel.school (id, authority_id, slug, name, state, created_at) select id, '${schoolId}', 's' || s, 'S', 'NW', '2026-08-01' from school;
  insert into people.person (school_id, id, last_name, first_name, sort_name, created_at)
    select id, md5(s || ' person ' || n)::uuid, 'N', 'V' || n, md5('name ' || n), '2026-08-01' from school, generate_series(1, people) n;
  create temporary table class as select s, school.id as school_id, c, case when s = 1 and c = 7 then '${groupId}'::uuid else md5(s || ' class ' || c)::uuid end as id
    from school, generate_series(1, people / 30) c;
  insert into groups."group" (school_id, id, kind, name, match_name, created_at) select school_id, id, 'class', c, c, '2026-08-01' from class;
  insert into groups.member (school_id, id, group_id, person_id, part)
    select school_id, md5(s || ' member ' || n)::uuid, id, md5(s || ' person ' || n)::uuid, 'member' from class, generate_series(c * 30 - 29, c * 30) n;
  set session_replication_role = default;
  analyze;`;

test('the list of a class looks at its people, not at the whole school by name', async () => {
  const { rowsOf, close } = await filledDatabase({ prepare: prepareDatabase, rows, schoolId, now: new Date('2026-11-23T07:00:00Z') });
  const permissions = new Set(['people.view_list', 'people.view_all']);
  const handled = await rowsOf({ personId: newId(), context: 'work', permissions, divisionIds: null }, async (ctx) => {
    expect((await listPeople(ctx, { query: { groupId } })).items).toHaveLength(30);
  });
  await close();
  expect(handled).toBeLessThan(people);
});
