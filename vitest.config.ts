import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { 'mcp-conformance': fileURLToPath(new URL('./harness/index.ts', import.meta.url)) } },
  test: {
    include: ['{harness,scenarios,servers,clients}/**/*.test.ts'],
    globalSetup: './harness/report/viewer/build-page.ts',
    // Vitest leaves one core to itself, which on two cores is half of the machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
