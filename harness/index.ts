/**
 * The public API: what a vendor needs to define a provider, a scenario, a rule or a fault, and to run them.
 *
 * Our own scenarios import nothing else.
 */

export type { RequirementId } from './catalogue/requirement-ids.generated.ts';
export type { RegistrationMode, Revision, Role, Verdict } from './catalogue/vocabulary.ts';
export { defineConfig, type RunConfiguration } from './cli/define-config.ts';
export { type Challenge, parseChallenges } from './define/challenge.ts';
export { type ClientOutcome, type ClientProbe, isHidden } from './define/client-probe.ts';
export type { SignInResult, SignInScript, SignInTrip } from './define/custom-sign-in.ts';
export { BugError, TargetError, UsageError } from './define/error.ts';
export {
  absent,
  allOf,
  anyOf,
  containing,
  directive,
  type Expectation,
  equal,
  type Finding,
  fact,
  field,
  header,
  leniently,
  never,
  oneOf,
  outcomeOf,
  present,
  refusal,
  success,
} from './define/expectation.ts';
export { defineFault, type Fault } from './define/fault.ts';
export { type Observable, type Observation, observe, type Recording } from './define/observation.ts';
export {
  browserSignIn,
  customSignIn,
  defineProvider,
  env,
  formSignIn,
  introspectedTokens,
  jwtTokens,
  manualSignIn,
  noSignIn,
  notSupported,
  type PrepareContext,
  type PreparedProvider,
  type ProviderDefinition,
  type ProviderFactory,
  type ProviderOptions,
  type StartContext,
  type StartedProvider,
  verifiedTokens,
} from './define/provider.ts';
export type {
  Authorization,
  DocumentHosting,
  HostedDocument,
  Page,
  Parameters,
  ProviderProbe,
  RegisteredClient,
  Registration,
  ServerMetadata,
  TokenAnswer,
} from './define/provider-probe.ts';
export { nothing, reached, type Sent, something, speaksMcp } from './define/recording.ts';
export type {
  McpAnswer,
  McpCall,
  ResourceMetadata,
  ResourceProbe,
  TokenSource,
  ToolScopes,
} from './define/resource-probe.ts';
export type {
  ResourceServerContext,
  ResourceServerDefinition,
  StartedResourceServer,
} from './define/resource-server.ts';
export { defineRule, type Rule, select, type TraceView } from './define/rule.ts';
export { defineScenario, defineScenarios, type Scenario, type ScenarioContext } from './define/scenario.ts';
export type { VerifiedToken } from './define/token.ts';
export {
  type Exchange,
  type ExchangeKind,
  formOf,
  type HeaderLine,
  headerValue,
  headerValues,
  jsonObject,
  mediaType,
  queryOf,
  queryParameters,
} from './trace/exchange.ts';
export type { Reply } from './trace/http.ts';
export { decodeJwt, type SecretFacts } from './trace/secrets.ts';
