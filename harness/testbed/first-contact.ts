import type { Revision } from '../catalogue/vocabulary.ts';
import type { McpAnswer, ResourceMetadata } from '../define/resource-probe.ts';
import type { Http } from '../trace/http.ts';
import { mcpAnswer } from './mcp-answer.ts';
import { mcpRequest } from './mcp-request.ts';
import { findResourceMetadata, resourceMetadataLocations } from './resource-metadata.ts';

/** What a stranger sees of an MCP server: its answer to a request without a token, and the metadata it leads to. */
export interface FirstContact {
  readonly answer: McpAnswer;
  readonly metadata: ResourceMetadata | null;
}

/** Sends one MCP request without a token and follows the challenge, as clients do (RFC 9728 §5.1). */
export async function firstContact(http: Http, url: string, revision: Revision): Promise<FirstContact> {
  const basis = { url, revision, defaultTool: null, session: null, authorization: null, id: 1 };
  const answer = mcpAnswer(await http.send(mcpRequest(basis, { note: 'whom does it trust?' })));
  if (answer.status === 0) return { answer, metadata: null };
  return { answer, metadata: await findResourceMetadata(http, resourceMetadataLocations(url, answer)) };
}

/** The issuers that a document names, in its order (RFC 9728 §2). */
export function issuersNamedBy(metadata: ResourceMetadata | null): string[] {
  const named = metadata?.document['authorization_servers'];
  return Array.isArray(named) ? named.filter((issuer) => typeof issuer === 'string') : [];
}
