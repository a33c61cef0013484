export type { FaultyProvider } from './faulty.ts';
export type {
  EmbeddedProvider,
  EmbeddedProviderOptions,
  MintOptions,
  PreregisteredClient,
  ProviderUser,
} from './options.ts';
export { startEmbeddedProvider } from './start.ts';
