-- Start pages ask of a pupil's work only what is open, and of a teacher's only what waits: both are found by an index alone.

-- chosen by name, whatever has become of it; `listed` also keeps those who have handed in
alter table assignments.recipient add column chosen boolean not null default false;
-- an answer was given back to this very version
alter table assignments.hand_in add column answered boolean not null default false;

-- the wall holds for the owner too: one school after the other
do $$
declare school record;
begin
  for school in select id from kernel.pub_school loop
    perform set_config('app.school_id', school.id::text, true);
    update assignments.recipient r set chosen = true from assignments.assignment a
      where a.school_id = r.school_id and a.id = r.assignment_id and r.listed and not a.whole;
    update assignments.hand_in h set answered = true where exists (select from assignments.answer n
      where n.school_id = h.school_id and n.hand_in_id = h.id and n.given_back_at is not null);
  end loop;
  perform set_config('app.school_id', '', true);
end $$;

create index recipient_chosen on assignments.recipient (school_id, pupil_id, assignment_id) where chosen;
drop index assignments.recipient_of_pupil;
create index recipient_of_pupil on assignments.recipient (school_id, pupil_id, assignment_id) include (listed, seen);
create index hand_in_waiting on assignments.hand_in (school_id, assignment_id) where current and not answered;
