-- How a school is divided (Abteilung, Standort) and when its years begin and end. The school's own row lies in kernel.school:
-- every request needs it before any module is asked.
create schema schools;

-- Abteilung: Sekundarstufe I, Berufsfachschule … Groups, capacities and later period grids hang on it by id.
create table schools.division (
  school_id uuid not null references kernel.school,
  id uuid not null,
  name text not null check (name <> ''),
  short_name text,
  -- no longer offered for choice; what hangs on it stays
  closed boolean not null default false,
  created_at timestamptz not null,
  primary key (school_id, id)
);
create unique index division_name on schools.division (school_id, lower(name)) where not closed;

-- Standort: main building, branch
create table schools.site (
  school_id uuid not null references kernel.school,
  id uuid not null,
  name text not null check (name <> ''),
  short_name text,
  address text,
  closed boolean not null default false,
  created_at timestamptz not null,
  primary key (school_id, id)
);
create unique index site_name on schools.site (school_id, lower(name)) where not closed;

-- A year without a row runs from 1 August to 31 July with its half-year at 1 February.
create table schools.school_year (
  school_id uuid not null references kernel.school,
  -- first calendar year: 2026 is 2026/27
  year integer not null,
  first_day date not null,
  last_day date not null,
  second_half_from date not null,
  primary key (school_id, year),
  check (first_day < second_half_from and second_half_from <= last_day)
);

create view schools.pub_division with (security_invoker = true) as
  select school_id, id, name, short_name, closed from schools.division;
create view schools.pub_site with (security_invoker = true) as
  select school_id, id, name, short_name, closed from schools.site;
