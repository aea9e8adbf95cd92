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
    let announced = false;
    return {
      update: () => {
        if (!announced) process.stderr.write(`${stage} …\n`);
        announced = true;
      },
      stop: () => undefined,
    };
  }
  const bar = new SingleBar({
    format: `${stage} {bar} {percentage} %`,
    clearOnComplete: true,
    hideCursor: true,
    barsize: 30,
    stream: process.stderr,
  });
  let started = false;
  return {
    update: (done, total) => {
      if (!started) bar.start(total, 0);
      started = true;
      bar.setTotal(total);
      bar.update(Math.min(done, total));
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}
