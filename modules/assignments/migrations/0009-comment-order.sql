-- Somebody's own order of comments: what was put in place by hand stands first, the highest on top; all else (0) by use, as before.
alter table assignments.comment add column place integer not null default 0;
