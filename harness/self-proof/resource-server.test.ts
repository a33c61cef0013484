import { proveFaults } from './faults.ts';

await proveFaults('resource-server');
