import { proveFaults } from './faults.ts';

await proveFaults('authorization-server');
