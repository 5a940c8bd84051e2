import { useMay } from '#kernel/web/shell.ts';
import { PupilList } from './PupilList.tsx';
import { TeacherList } from './TeacherList.tsx';

/** `aufgaben`: what one has set, or what one (or one's child) has to do. */
export default function AssignmentListPage() {
  return useMay('assignments.set') ? <TeacherList /> : <PupilList />;
}
