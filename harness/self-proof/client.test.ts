import { proveFaults } from './faults.ts';

await proveFaults('client', { index: 0, of: 2 });
