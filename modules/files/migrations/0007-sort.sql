-- The ending of a name is compared last: "Blatt.txt" before "Blatt (2).txt", where the dot stood before the blank. Everything else as in 0002.
create or replace function files.sort_key(name text) returns text language sql immutable parallel safe as $$
  select coalesce(string_agg(case when part[1] ~ '^[0-9]' then lpad(n, greatest(length(n), 12), '0') else part[1] end, '' order by place), '')
  from regexp_matches(replace(regexp_replace(normalize(lower(regexp_replace(name, '^(.+)(\.[^. ]{1,20})$', E'\\1\x01\\2')), NFD), U&'[\0300-\036F]', '', 'g'), 'ß', 'ss'),
    '[0-9]+|[^0-9]+', 'g') with ordinality as m (part, place), lateral (select ltrim(part[1], '0') as n) digits
$$;

-- what is stored is worked out anew only with the column; its index goes with it
alter table files.entry drop column sort_name;
alter table files.entry add column sort_name text collate "C" not null generated always as (files.sort_key(name)) stored;
create index entry_in_folder on files.entry (school_id, space_id, parent_id, place, sort_name, id) where binned_at is null;
