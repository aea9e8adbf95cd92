/** Options of every call that may take long. Work is synchronous and polls `signal`. */
export interface WorkOptions {
  /** Set `aborted` to end early with the outcome `cancelled`. An `AbortSignal` fits. */
  readonly signal?: { readonly aborted: boolean };
  /** Called now and then with units of work done and expected in total. */
  readonly onProgress?: (done: number, total: number) => void;
}
