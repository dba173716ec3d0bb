import { workOn, type PictureTask } from './picture-work.js';

export interface Job {
  id: number;
  task: PictureTask;
}

/** The darkroom's own process: takes jobs from its parent and ends with it. */
process.on('message', ({ id, task }: Job) => {
  void workOn(task)
    .then((picture) => ({ id, picture }), (error: unknown) => ({ id, failure: error instanceof Error ? error.message : String(error) }))
    .then((answer) => process.send?.(answer));
});
process.once('disconnect', () => process.exit(0));
// Ctrl+C reaches the whole group; the parent drains first.
process.on('SIGINT', () => undefined);
