import { expect, test } from 'vitest';
import { type CourseWish, findCourse, type KnownCourse } from '../find-course.ts';

const course = (id: string, own: Partial<KnownCourse> = {}): KnownCourse => ({
  ...{ id, name: id, subject: null, subjectName: null, courseType: null, classIds: new Set(), teacherIds: new Set() },
  ...own,
});
const wish = (own: Partial<CourseWish>): CourseWish => ({
  ...{ subject: '', subjectName: null, courseName: '', classNames: ['5a'], classIds: ['5a'], teacherIds: [], before: new Set() },
  ...own,
});
const found = (courses: KnownCourse[], own: Partial<CourseWish>) => {
  const result = findCourse(courses, wish(own));
  return result.state === 'known' ? result.it.id : result.state;
};

const german = course('Deutsch 5a', { subject: 'D', subjectName: 'Deutsch', classIds: new Set(['5a']), teacherIds: new Set(['abc']) });
const other = course('Deutsch 5b', { subject: 'D', classIds: new Set(['5b']), teacherIds: new Set(['abc']) });

test('class and subject and teacher are enough; another class’s course is never meant', () => {
  expect(found([german, other], { subject: 'D', teacherIds: ['abc'] })).toBe('Deutsch 5a');
  expect(found([other], { subject: 'D', teacherIds: ['abc'] })).toBe('unknown');
  expect(found([german, other], { subject: 'D', teacherIds: ['abc'], classIds: [] })).toBe('unknown');
});

test('with a teacher nobody knows, class and subject must name one course without another teacher being asked', () => {
  expect(found([german, other], { subject: 'D' })).toBe('Deutsch 5a');
  expect(found([german], { subject: 'D', teacherIds: ['xyz'] })).toBe('unsure');
});

test('a name decides, also with the class in it and after the teacher has changed', () => {
  const advanced = course('BI-LK1 Q1', { subject: 'BI', classIds: new Set(['q1']), teacherIds: new Set(['abc']) });
  const basic = course('BI-GK1 Q1', { subject: 'BI', classIds: new Set(['q1']), teacherIds: new Set(['abc']) });
  const of = { classNames: ['Q1'], classIds: ['q1'] };
  expect(found([advanced, basic], { ...of, subject: 'BI-LK1', teacherIds: ['xyz'] })).toBe('BI-LK1 Q1');
  expect(found([advanced, basic], { ...of, subject: 'Bio', courseName: 'Q1_BI-GK1' })).toBe('BI-GK1 Q1');
});

test('several that fit are asked about, unless the lesson was one of them before', () => {
  const twin = { ...german, id: 'Deutsch 5a (2)', name: 'Deutsch 5a (2)' };
  expect(found([german, twin], { subject: 'D', teacherIds: ['abc'] })).toBe('unsure');
  expect(found([german, twin], { subject: 'D', teacherIds: ['abc'], before: new Set(['Deutsch 5a (2)']) })).toBe('Deutsch 5a (2)');
});

test('a subject is known by the beginning of Untis’ word or by its long name, and an advanced course is no basic one', () => {
  const biology = course('Bio', { subject: 'BI', subjectName: 'Biologie', courseType: 'LK', classIds: new Set(['5a']) });
  expect(found([biology], { subject: 'BI-LK2' })).toBe('Bio');
  expect(found([biology], { subject: 'BI-GK2' })).toBe('unknown');
  expect(found([{ ...biology, name: 'BI-LK1 5a' }], { subject: 'BI-LK2' })).toBe('unknown');
  expect(found([biology], { subject: 'Bl', subjectName: 'Biologie' })).toBe('Bio');
});
