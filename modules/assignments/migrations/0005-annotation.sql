-- What a teacher draws and writes upon files that were handed in. It is part of the answer: the pupil sees it once that is given back, as it was then.
-- One row per page, so that a stroke sends its own page only and two teachers on two pages do not meet.
create table assignments.annotation_page (
  school_id uuid not null,
  id uuid not null,
  answer_id uuid not null,
  -- a file of the hand-in that is answered
  file_id uuid not null,
  page integer not null check (page >= 1),
  -- strokes, highlights, texts and stamps in shares of the upright page (annotate/contract.ts)
  annotations jsonb not null,
  -- as the pupil sees them; null until given back
  given_annotations jsonb,
  -- counts saves: whoever saves over what they have not seen is told
  revision integer not null,
  primary key (school_id, id),
  foreign key (school_id, answer_id) references assignments.answer on delete cascade,
  unique (school_id, answer_id, file_id, page)
);
