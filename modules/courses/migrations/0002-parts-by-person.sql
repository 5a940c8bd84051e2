-- Whoever opens a page is asked for the own courses: answered from the index alone.
drop index courses.member_by_person;
create index member_by_person on courses.member (school_id, person_id, course_id) include (valid_from, valid_to);
drop index courses.teacher_by_person;
create index teacher_by_person on courses.teacher (school_id, person_id, course_id) include (part, valid_from, valid_to);
