/** What other modules and the command line may use of schools. */
export { createAuthority } from './create-authority.ts';
export { createSchool, type FoundedSchool, type Founding, type NewSchool } from './create-school.ts';
export { firstStartSecret } from './first-start.ts';
export { divisions, sites } from './places.ts';
export { type SchoolYear, schoolYearOn, schoolYears } from './school-years.ts';
