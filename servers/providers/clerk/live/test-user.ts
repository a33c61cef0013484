import { TargetError } from '../../../../harness/define/error.ts';
import type { BackendApi } from './backend-api.ts';

/** An address that Clerk treats as a test: no mail is sent, and the code is 424242 [D]. */
export const testEmail = 'mcp-conformance+clerk_test@example.com';

/** Finds the test user, or makes it; it is kept, because instances limit how many users there may be [F]. */
export async function findTestUser(api: BackendApi): Promise<string> {
  const listed = await api.get(`/v1/users?email_address=${encodeURIComponent(testEmail)}`);
  const [found] = (Array.isArray(listed) ? listed : []) as { id?: unknown }[];
  if (typeof found?.id === 'string') return found.id;
  const made = await api.post('/v1/users', { email_address: [testEmail], skip_password_requirement: true });
  if (typeof made?.['id'] === 'string') return made['id'];
  throw new TargetError('clerk-answer', `POST /v1/users made no user ${testEmail}.`);
}
