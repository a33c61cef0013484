/** An access token that was found good, reduced to what an MCP server needs of it. */
export interface VerifiedToken {
  readonly subject: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Seconds since the epoch, or `null` when the token does not say. */
  readonly expiresAt: number | null;
  readonly audience: readonly string[];
  readonly claims: Readonly<Record<string, unknown>>;
  readonly user?: { readonly name?: string; readonly email?: string };
}
