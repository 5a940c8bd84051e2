-- Days without school beside weekends and public holidays: school holidays of the state, movable days and whatever else a school decides.
-- Public holidays are worked out from state and year and stand in no table.
create schema timetable;

create table timetable.free_span (
  school_id uuid not null references kernel.school,
  id uuid not null,
  kind text not null check (kind in ('school_holidays', 'movable', 'other')),
  name text not null check (name ~ '\S' and length(name) <= 120),
  -- null: the German name serves everybody
  name_en text check (name_en ~ '\S' and length(name_en) <= 120),
  first_day date not null,
  -- the last free day itself
  last_day date not null,
  -- null: entered by hand, and no import touches it
  source text check (source in ('openholidays')),
  source_id text check (source_id ~ '\S' and length(source_id) <= 60),
  -- taken away by hand and can be brought back; what came from a source stays so, that the next import does not bring it again
  removed_at timestamptz,
  -- changed by hand: an import leaves it alone
  corrected boolean not null default false,
  primary key (school_id, id),
  check (first_day >= '2000-01-01' and last_day < '2100-01-01'),
  check (first_day <= last_day and last_day - first_day < 120),
  check ((source is null) = (source_id is null)),
  check (source is not null or not corrected)
);
create unique index free_span_of_source on timetable.free_span (school_id, source, source_id) where source is not null;
create index free_span_in_order on timetable.free_span (school_id, first_day, id);
-- which days are free now and later: asked whenever a process looks a school up
create index free_span_by_end on timetable.free_span (school_id, last_day) where removed_at is null;
