// The requests about courses that pages of other modules send.
export {
  addPupilsContract,
  addTeachersContract,
  changeCourseContract,
  createCourseContract,
  endCourseContract,
  removeFromCourseContract,
} from '../contract.ts';
