-- somebody has said whether the lists name everybody (true) or only a part (false); null: nobody said, so that nobody leaves by a guess
alter table roster.import add column complete boolean;
-- classes of the year before that go on under another name: [{from, to, pupils}]
alter table roster.import add column continued jsonb;
