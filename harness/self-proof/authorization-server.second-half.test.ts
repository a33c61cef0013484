import { proveFaults } from './faults.ts';

await proveFaults('authorization-server', { index: 1, of: 2 });
