import { jobType } from '#kernel/jobs/job.ts';
import { applyJob } from './imports/apply-job.ts';
import { readJob } from './imports/read-job.ts';
import { tidyImports } from './imports/tidy.ts';
import { undoJob } from './imports/undo-job.ts';

const tidyJob = jobType({ name: 'roster.tidy_imports', runner: 'patient', limitSeconds: 300, schedule: '37 3 * * *', run: tidyImports });

/** Background work of roster. */
export const rosterJobs = [readJob, applyJob, undoJob, tidyJob];
