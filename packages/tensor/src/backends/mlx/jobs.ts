import type { Jobs } from '../../backend.js';
import type { Session } from './issue.js';

/** Watching and stopping between ops: MLX gives no finer grain. */
export function jobsOf({ addon, backend }: Session): Jobs {
  return {
    open: () => addon.jobOpen(),
    enter: (job) => addon.jobEnter(backend, job),
    progress(job) {
      const [issued, done] = addon.jobProgress(job);
      return { issued, done };
    },
    cancel: (job) => addon.jobCancel(job),
    close() {
      // Nothing is held: the job goes with its last op.
    },
  };
}
