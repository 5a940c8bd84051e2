-- Files of an answer hang on it by files.use. A file the teacher takes out of an answer that was given back stays attached, or the pupil would lose what was
-- given: it is noted here, and is no part of the answer as teachers see it. `given_file_ids` says what the pupil sees.
alter table assignments.answer add column withdrawn_file_ids uuid[] not null default '{}';
