import { proveFaults } from './faults.ts';

await proveFaults('client', { index: 1, of: 2 });
