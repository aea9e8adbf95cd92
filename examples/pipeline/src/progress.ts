import { SingleBar } from 'cli-progress';

/** Progress of one stage. */
export interface Progress {
  /** Moves on. */
  readonly update: (done: number, total: number) => void;
  /** Ends the stage. */
  readonly stop: () => void;
}

/** A bar on a terminal, one plain line a stage elsewhere. */
export function startProgress(stage: string): Progress {
  if (!process.stderr.isTTY) {
    process.stderr.write(`${stage} …\n`);
    return { update: () => undefined, stop: () => undefined };
  }
  const bar = new SingleBar({
    format: `${stage} {bar} {percentage} %`,
    clearOnComplete: true,
    hideCursor: true,
    barsize: 30,
    stream: process.stderr,
  });
  bar.start(1, 0);
  return {
    update: (done, total) => {
      bar.setTotal(total);
      bar.update(Math.min(done, total));
    },
    stop: () => bar.stop(),
  };
}
