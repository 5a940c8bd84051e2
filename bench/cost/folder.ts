import { accountsOf, openDevices } from '../city/accounts.ts';
import { headersOf, type Operation } from './operation.ts';

const files = 10_000;
const people = 3;

/** Somebody opens a folder of 10,000 files: its first page, and pages within. */
export const folder: Operation = {
  name: 'files: page of a folder of 10,000',
  summary: 'somebody opens a folder of 10,000 files',
  targetMilliseconds: 20,
  warmUp: 300,
  perRound: 400,
  repeatable: true,
  prepare: async (database, { slug, id, secrets }, count) => {
    const owners = await accountsOf(database, slug, 'pupil', people);
    const cookies = await openDevices(database, owners, secrets, 6);
    await database.query(
      `with template as (select f from files.file f where f.school_id = $1 and f.state = 'ready' limit 1),
        made as (insert into files.file select (jsonb_populate_record((t).f, jsonb_build_object('id', gen_random_uuid(), 'owner_id', p.id, 'made_by', p.id, 'space_id', null,
            'version_of', null, 'name', 'Datei ' || n || '.pdf'))).* from unnest($2::uuid[]) as p (id), template t, generate_series(1, $3::int) n
          returning school_id, id, owner_id, name, made_at)
       insert into files.entry (school_id, id, kind, owner_id, name, made_by, changed_at) select school_id, id, 'file', owner_id, name, owner_id, made_at from made`,
      [id, owners.map(({ personId }) => personId), files],
    );
    const orders = ['', '?sort=date', '?sort=size', '?sort=name&order=desc'];
    return Array.from({ length: count }, (_, at) => ({
      steps: [
        {
          method: 'GET',
          path: `/api/${slug}/files/folder${orders[at % orders.length]}`,
          headers: headersOf(at, cookies[at % cookies.length]),
        },
      ],
    }));
  },
  check: (answer) => {
    if (!Array.isArray(answer['items']) || answer['items'].length < 20) throw new Error('this folder is too empty');
  },
};
