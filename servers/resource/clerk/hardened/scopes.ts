/** The tool of Clerk's guide: who is signed in. */
export const whoamiTool = 'get_clerk_user_data';

/** Scopes that every request needs: name and e-mail address are what the server is for. */
export const basicScopes: readonly string[] = ['email', 'profile'];

/** A tool that needs one scope more. */
export const elevatedTool = { name: 'get_clerk_user_metadata', scope: 'public_metadata' } as const;

/** The scopes that a JSON-RPC message, or a batch of them, needs. */
export function scopesFor(body: unknown): readonly string[] {
  const messages = [body].flat() as unknown[];
  const elevated = messages.some((message) => {
    const { method, params } = (message ?? {}) as { method?: unknown; params?: { name?: unknown } };
    return method === 'tools/call' && params?.name === elevatedTool.name;
  });
  return elevated ? [...basicScopes, elevatedTool.scope] : basicScopes;
}
