-- Whether a pupil has begun and handed in is repeated beside "has opened it": lists of work and start pages then look at one row per piece of work.
-- Triggers keep it, so that no statement can forget to.

alter table assignments.recipient
  add column begun boolean not null default false,
  add column handed_in boolean not null default false;

create function assignments.note_draft() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update assignments.recipient set begun = false
      where school_id = old.school_id and assignment_id = old.assignment_id and pupil_id = old.pupil_id and begun;
  end if;
  if tg_op <> 'DELETE' and not exists (select from assignments.recipient r
      where r.school_id = new.school_id and r.pupil_id = new.pupil_id and r.assignment_id = new.assignment_id and r.begun) then
    insert into assignments.recipient (school_id, id, assignment_id, pupil_id, begun)
      values (new.school_id, gen_random_uuid(), new.assignment_id, new.pupil_id, true)
      on conflict (school_id, assignment_id, pupil_id) do update set begun = true;
  end if;
  return null;
end $$;

create function assignments.note_hand_in() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.current then
    update assignments.recipient set handed_in = false
      where school_id = old.school_id and assignment_id = old.assignment_id and pupil_id = old.pupil_id and handed_in;
  end if;
  if tg_op <> 'DELETE' and new.current and not exists (select from assignments.recipient r
      where r.school_id = new.school_id and r.pupil_id = new.pupil_id and r.assignment_id = new.assignment_id and r.handed_in) then
    insert into assignments.recipient (school_id, id, assignment_id, pupil_id, handed_in)
      values (new.school_id, gen_random_uuid(), new.assignment_id, new.pupil_id, true)
      on conflict (school_id, assignment_id, pupil_id) do update set handed_in = true;
  end if;
  return null;
end $$;

create trigger draft_noted after insert or delete or update of assignment_id, pupil_id on assignments.hand_in_draft
  for each row execute function assignments.note_draft();
create trigger hand_in_noted after insert or delete on assignments.hand_in
  for each row execute function assignments.note_hand_in();
-- a version that a newer one replaces is no news: only what is taken back, or belongs to somebody else now
create trigger hand_in_changed after update of assignment_id, pupil_id, taken_back on assignments.hand_in
  for each row execute function assignments.note_hand_in();

-- what is there already: an update that changes nothing sets the triggers off; the wall holds for the owner too
do $$
declare school record;
begin
  for school in select id from kernel.pub_school loop
    perform set_config('app.school_id', school.id::text, true);
    update assignments.hand_in set pupil_id = pupil_id where current;
    update assignments.hand_in_draft set pupil_id = pupil_id;
  end loop;
  perform set_config('app.school_id', '', true);
end $$;

drop index assignments.recipient_of_pupil;
create index recipient_of_pupil on assignments.recipient (school_id, pupil_id, assignment_id)
  include (listed, seen, begun, handed_in, own_times, due_at, closes_at);
