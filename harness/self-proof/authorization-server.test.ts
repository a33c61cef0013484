import { proveFaults } from './faults.ts';

await proveFaults('authorization-server', { index: 0, of: 2 });
