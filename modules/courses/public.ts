/** What other modules may use of courses. All functions take the open transaction of the caller; days are 'YYYY-MM-DD'. */
export { requireCoursePupil, requireCourseTeacher } from './access.ts';
export { type CourseMemberState, type CourseState, coursesInUse, coursesState, restoreCourses } from './bulk/roster-state.ts';
export { type CourseToSave, endCourses, removeCourses, reopenCourses, saveCourses, saveSubjects } from './bulk/save-courses.ts';
export { type CourseMemberToSave, endCourseMembers, removeCourseMembers, saveCourseMembers } from './bulk/save-members.ts';
export {
  type CoursePersonKey,
  type CourseTeacherToSave,
  endCourseTeachers,
  removeCourseTeachers,
  saveCourseTeachers,
} from './bulk/save-teachers.ts';
export { courseAdded, courseChanged, courseEnded, memberAdded, memberRemoved, teacherAdded, teacherRemoved } from './events.ts';
export { type Course, coursesById, coursesOfPupil, coursesOfTeacher, pupilsOfCourse, teachersOfCourse } from './members.ts';
export type { TeachingPart } from './parts.ts';
export { ofDivisions, requireCourse, type SeenCourse } from './visible.ts';
