-- Files lie in a tree: everybody's own space, and one per group and per course. An entry is a folder or a file in it; links to it stay valid over
-- renames and moves. Rows of files.file are bytes under an id; those that modules store for themselves have no entry.

-- where the natural German order comes from: "Blatt 2" before "Blatt 10", ä like a, no difference of case
create function files.sort_key(name text) returns text language sql immutable parallel safe as $$
  select coalesce(string_agg(case when part[1] ~ '^[0-9]' then lpad(n, greatest(length(n), 12), '0') else part[1] end, '' order by place), '')
  from regexp_matches(replace(regexp_replace(normalize(lower(name), NFD), U&'[\0300-\036F]', '', 'g'), 'ß', 'ss'), '[0-9]+|[^0-9]+', 'g')
    with ordinality as m (part, place), lateral (select ltrim(part[1], '0') as n) digits
$$;

create table files.entry (
  school_id uuid not null references kernel.school,
  id uuid not null,
  kind text not null check (kind in ('folder', 'file')),
  -- the space: of exactly one of these
  owner_id uuid,
  group_id uuid,
  course_id uuid,
  space_id uuid not null generated always as (coalesce(owner_id, group_id, course_id)) stored,
  -- null: in the root
  parent_id uuid,
  name text not null check (name <> ''),
  sort_name text collate "C" not null generated always as (files.sort_key(name)) stored,
  -- folders first
  place smallint not null generated always as (case when kind = 'folder' then 0 else 1 end) stored,
  -- what members may do here; null in one's own space, and for files in the root of a group space (which are read)
  part text check (part in ('open', 'read', 'hand_in')),
  -- handed in by this member: only they and the leaders see it
  for_id uuid,
  -- who put it there, or brought its newest version
  made_by uuid,
  changed_at timestamptz not null,
  -- in the bin since, by whom, and together with which entry
  binned_at timestamptz,
  binned_by uuid,
  bin_id uuid,
  file_id uuid generated always as (case when kind = 'file' then id end) stored,
  primary key (school_id, id),
  foreign key (school_id, owner_id) references people.person on delete restrict,
  foreign key (school_id, group_id) references groups."group",
  foreign key (school_id, course_id) references courses.course,
  foreign key (school_id, for_id) references people.person on delete restrict,
  foreign key (school_id, made_by) references people.person on delete restrict,
  foreign key (school_id, binned_by) references people.person on delete restrict,
  foreign key (school_id, parent_id) references files.entry on delete set null (parent_id),
  foreign key (school_id, file_id) references files.file,
  check (num_nonnulls(owner_id, group_id, course_id) = 1),
  check ((binned_at is null) = (bin_id is null)),
  check (parent_id <> id)
);
-- one name once per folder, whatever its case; what two members hand in under one name does not meet
create unique index entry_name on files.entry (school_id, space_id, parent_id, lower(name), for_id) nulls not distinct where binned_at is null;
create index entry_in_folder on files.entry (school_id, space_id, parent_id, place, sort_name, id) where binned_at is null;
create index entry_by_parent on files.entry (school_id, parent_id);
create index entry_recent on files.entry (school_id, space_id, changed_at desc, id desc) where binned_at is null and kind = 'file';
create index entry_in_bin on files.entry (school_id, space_id, binned_at desc) where bin_id is not null;
create index entry_binned_with on files.entry (school_id, bin_id) where bin_id is not null;
create index entry_for on files.entry (school_id, for_id) where for_id is not null;
create index entry_made_by on files.entry (school_id, made_by);
create index entry_binned_by on files.entry (school_id, binned_by) where binned_by is not null;

-- the new columns are empty: nothing to check against other tables, and the wall wants a school to look behind
select set_config('app.school_id', '00000000-0000-0000-0000-000000000000', true);
alter table files.file
  -- the group or course whose room it takes; null: its owner's, or a module's
  add column space_id uuid,
  -- who uploaded it
  add column made_by uuid,
  -- bytes that this file had earlier
  add column version_of uuid,
  -- where an upload is going: its folder (null: the root of its space), and whether it becomes a version of the file of its name
  add column target_id uuid,
  add column replaces boolean not null default false,
  add foreign key (school_id, made_by) references people.person on delete restrict,
  add foreign key (school_id, version_of) references files.file on delete set null (version_of);

create index file_in_space on files.file (school_id, space_id) where space_id is not null;
create index file_version on files.file (school_id, version_of, made_at desc, id desc) where version_of is not null;
create index file_made_by on files.file (school_id, made_by) where made_by is not null;

-- what a person has marked
create table files.favourite (
  school_id uuid not null references kernel.school,
  id uuid not null,
  person_id uuid not null,
  entry_id uuid not null,
  marked_at timestamptz not null,
  primary key (school_id, id),
  unique (school_id, person_id, entry_id),
  foreign key (school_id, person_id) references people.person on delete restrict,
  foreign key (school_id, entry_id) references files.entry on delete cascade
);
create index favourite_of_entry on files.favourite (school_id, entry_id);
create index favourite_of_person on files.favourite (school_id, person_id, marked_at desc, id desc);

-- every own file lies in its owner's root; of equal names the newest keeps it
do $$
declare school record;
begin
  for school in select id from kernel.pub_school loop
    perform set_config('app.school_id', school.id::text, true);
    update files.file set made_by = owner_id where owner_id is not null;
    insert into files.entry (school_id, id, kind, owner_id, name, made_by, changed_at, binned_at, binned_by, bin_id)
      select f.school_id, f.id, 'file', f.owner_id, case when f.place = 1 or f.deleted_at is not null then f.name
          when exists (select from files.file t where t.school_id = f.school_id and t.owner_id = f.owner_id and lower(t.name) = lower(f.numbered))
            then regexp_replace(f.name, '(\.[^. ]{1,20})?$', ' (' || f.id || ')\1') else f.numbered end,
        f.owner_id, f.made_at, f.deleted_at, case when f.deleted_at is not null then f.owner_id end, case when f.deleted_at is not null then f.id end
      from (select g.*, regexp_replace(g.name, '(\.[^. ]{1,20})?$', ' (' || g.place || ')\1') as numbered
        from (select h.*, row_number() over (partition by h.owner_id, lower(h.name), h.deleted_at is null order by h.made_at desc, h.id desc) as place
          from files.file h where h.school_id = school.id and h.owner_id is not null and h.state <> 'uploading') g) f;
  end loop;
  perform set_config('app.school_id', '', true);
end $$;
