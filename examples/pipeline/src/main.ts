// npm start: the whole chain on real prices, a report and a journal.

import { mainJob } from './main-job.ts';
import { processTerminal } from './terminal.ts';

process.exitCode = await mainJob(process.argv.slice(2), processTerminal);
