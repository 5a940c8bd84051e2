import { type Route, route } from '#kernel/module/manifest.ts';
import { changeCourse, createCourse, endCourse } from './change-course.ts';
import { addPupils, addTeachers, removeFromCourse } from './change-members.ts';
import {
  addPupilsContract,
  addTeachersContract,
  changeCourseContract,
  createCourseContract,
  endCourseContract,
  removeFromCourseContract,
} from './contract.ts';

/** What can be done to courses. */
export const routes: readonly Route[] = [
  route(createCourseContract, 'courses.edit', createCourse),
  route(changeCourseContract, 'courses.edit', changeCourse),
  route(endCourseContract, 'courses.edit', endCourse),
  route(addTeachersContract, 'courses.edit', addTeachers),
  route(addPupilsContract, 'courses.edit', addPupils),
  route(removeFromCourseContract, 'courses.edit', removeFromCourse),
];
