import type { Report } from '../schema.ts';

/** Reads the report that a page carries: gzip, as base64, as a JSON string. */
export async function unpack(packed: string): Promise<Report> {
  const bytes = Uint8Array.from(atob(JSON.parse(packed) as string), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(stream).json()) as Report;
}
