-- A guardian's relation opens a child up to the eve of the 18th birthday, by itself and without any nightly work; from then on only where the
-- now adult pupil allows it (docs/decisions/0031). What other modules see of relations therefore ends there.
alter table people.relation add column kept_since timestamptz;
comment on column people.relation.kept_since is 'the adult pupil lets this guardian see on';

-- for which 18th birthday it was announced, some weeks before and on the day: told once, and again when the birth date is put right
alter table people.person add column of_age_soon_told_for date;
alter table people.person add column of_age_told_for date;
-- no index on birth dates: the work reads the people of one school once a day

-- Years of age are completed at the end of the day before the birthday (§ 187 (2), § 188 (2) BGB): born on 29 February, of age on 1 March.
create or replace view people.pub_relation with (security_invoker = true) as
  select r.school_id, r.person_id, r.child_id, r.kind, r.place, r.valid_from,
    case when r.kind = 'guardian' and r.kept_since is null then least(r.valid_to, ((c.birth_date - 1) + interval '18 years')::date) else r.valid_to end as valid_to
  from people.relation r join people.person c on c.school_id = r.school_id and c.id = r.child_id
  where not r.blocked;
comment on column people.pub_relation.valid_to is 'nullable';
