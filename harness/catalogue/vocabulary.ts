/** The closed lists of words that the whole project shares. */

export const roles = ['client', 'resource-server', 'authorization-server'] as const;
export type Role = (typeof roles)[number];

export const levels = ['MUST', 'SHOULD', 'MAY'] as const;
export type Level = (typeof levels)[number];

/** The dated MCP specifications, oldest first. */
export const revisions = ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'] as const;
export type Revision = (typeof revisions)[number];

/** How a client comes by its `client_id`. */
export const registrationModes = ['dynamic', 'static', 'metadata-document'] as const;
export type RegistrationMode = (typeof registrationModes)[number];

export const verdicts = ['pass', 'fail', 'warn', 'skip', 'inconclusive'] as const;
export type Verdict = (typeof verdicts)[number];

/** Why a requirement does not apply to a run. */
export const skipReasons = [
  'not-in-this-revision',
  'capability-not-declared',
  'not-selected',
  'intrusiveness',
  'role-not-under-test',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** How far a run may go: only friendly requests, hostile ones, or load and lockout as well. */
export const intrusivenessLevels = ['observe', 'standard', 'full'] as const;
export type Intrusiveness = (typeof intrusivenessLevels)[number];
