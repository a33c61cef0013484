import type { PlaygroundSetup, PlaygroundState } from './contract.ts';

/** The state in which nothing is open. */
export function closedState(setup: PlaygroundSetup): PlaygroundState {
  return {
    setup,
    phase: 'closed',
    message: '',
    waitingFor: null,
    stepping: false,
    held: null,
    resourceUrl: '',
    issuer: '',
    visit: null,
    tools: [],
    answer: null,
    checking: null,
  };
}
