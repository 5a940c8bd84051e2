-- A person is a human in one school. What they are there (capacities) and whose child they are (relations) hangs on them.
-- No field for health, confession or support needs: there shall be none (product.md, "What is always true").
create schema people;

create table people.person (
  school_id uuid not null references kernel.school,
  id uuid not null,
  last_name text not null check (last_name <> ''),
  first_name text not null,
  call_name text,
  title text,
  -- Kürzel of a teacher, unique among those present
  short_name text,
  gender text check (gender in ('m', 'w', 'd', 'x')),
  birth_date date,
  -- contact address given by school or person; not a sign-in
  email text,
  phone text,
  language text,
  -- handle wanted by the source or made from the name; the sign-in itself lies in identities
  handle text,
  -- where the roster knows this person from
  source text,
  source_id text,
  -- columns a human has put right: the next import leaves them as they are
  corrected text[] not null default '{}',
  -- the school a guest comes from, as the office writes it; null for our own people
  guest_of text,
  status text not null default 'active' check (status in ('active', 'suspended', 'left')),
  left_on date,
  -- a double whose belongings went to that person
  merged_into uuid,
  created_at timestamptz not null,
  -- all names without accents, lower case, family name first; for search and order; written by the program
  sort_name text not null,
  primary key (school_id, id),
  foreign key (school_id, merged_into) references people.person on delete restrict
);
-- Serves order and search. A trigram index would not: behind the wall only leakproof operators may run before its policy,
-- and LIKE is none. A school's few thousand names are read along this index in a millisecond.
create index person_in_order on people.person (school_id, sort_name, id);
create unique index person_of_source on people.person (school_id, source, source_id) where source_id is not null;
create index person_merged on people.person (school_id, merged_into) where merged_into is not null;

-- what a person is at the school, from day to day (inclusive)
create table people.capacity (
  school_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  capacity text not null check (capacity in ('pupil', 'guardian', 'teacher', 'staff', 'office', 'head', 'school_admin')),
  division_id uuid,
  valid_from date,
  valid_to date,
  primary key (school_id, id),
  foreign key (school_id, person_id) references people.person on delete restrict
);
-- every request asks for a person's capacities: answered from the index alone
create unique index capacity_once on people.capacity (school_id, person_id, capacity, division_id) include (valid_from, valid_to) nulls not distinct;
create index capacity_by_kind on people.capacity (school_id, capacity, person_id);

-- a guardian or class assistant and the child; custody itself lies in the administration zone
create table people.relation (
  school_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  child_id uuid not null,
  kind text not null check (kind in ('guardian', 'assistant')),
  place integer not null default 1,
  valid_from date,
  valid_to date,
  -- set by events of the administration zone (contact bar, end of custody): the relation then opens nothing
  blocked boolean not null default false,
  primary key (school_id, id),
  unique (school_id, person_id, child_id, kind),
  check (person_id <> child_id),
  foreign key (school_id, person_id) references people.person on delete restrict,
  foreign key (school_id, child_id) references people.person on delete restrict
);
create index relation_by_child on people.relation (school_id, child_id);

-- two entries that are one human, as the office believes; nothing moves before the humans behind both have agreed
create table people.merge (
  school_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  double_id uuid not null,
  proposed_by uuid,
  proposed_at timestamptz not null,
  kept_agreed_at timestamptz,
  double_agreed_at timestamptz,
  done_at timestamptz,
  declined_at timestamptz,
  primary key (school_id, id),
  check (kept_id <> double_id),
  foreign key (school_id, kept_id) references people.person on delete restrict,
  foreign key (school_id, double_id) references people.person on delete restrict,
  foreign key (school_id, proposed_by) references people.person on delete restrict
);
create unique index merge_open on people.merge (school_id, kept_id, double_id) where done_at is null and declined_at is null;
create index merge_by_double on people.merge (school_id, double_id);
create index merge_by_proposer on people.merge (school_id, proposed_by) where proposed_by is not null;

create view people.pub_person with (security_invoker = true) as
  select school_id, id, last_name, first_name, call_name, title, short_name, gender, birth_date, email, phone, handle, status, left_on, merged_into,
    sort_name, language, guest_of, corrected, source, source_id,
    coalesce(call_name, first_name) || ' ' || last_name as name
  from people.person;
create view people.pub_capacity with (security_invoker = true) as
  select school_id, person_id, capacity, division_id, valid_from, valid_to from people.capacity;
create view people.pub_relation with (security_invoker = true) as
  select school_id, person_id, child_id, kind, place, valid_from, valid_to from people.relation where not blocked;
