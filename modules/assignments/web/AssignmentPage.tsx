import { useFilter, usePathPart } from '#kernel/web/address.ts';
import { useMay } from '#kernel/web/shell.ts';
import { OverviewPage } from './OverviewPage.tsx';
import { TaskPage } from './TaskPage.tsx';

/** `aufgaben/$assignmentId`: what is set and how far everybody is, or the task and its hand-in. `?kind=` shows a child's. */
export default function AssignmentPage() {
  const assignmentId = usePathPart('assignmentId');
  const [pupilId] = useFilter('kind');
  return useMay('assignments.set') && pupilId === '' ? (
    <OverviewPage assignmentId={assignmentId} />
  ) : (
    <TaskPage assignmentId={assignmentId} pupilId={pupilId} />
  );
}
