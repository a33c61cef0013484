import { proveFaults } from './faults.ts';

await proveFaults('client');
