/**
 * Runs something with the warnings of the MCP SDKs kept off the console, and puts the console back.
 *
 * The SDKs have no other place for them than `console.warn`, and in a run they tell of what a scenario did on
 * purpose; standard error belongs to the progress. Every other warning is let through.
 */
export async function withoutSdkWarnings<Value>(work: () => Promise<Value>): Promise<Value> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).startsWith('[mcp-sdk]')) warn(...words);
  };
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}
