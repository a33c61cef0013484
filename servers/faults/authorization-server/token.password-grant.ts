import { defineFault } from '../../../harness/define/fault.ts';
import { answerError, type Exchange, type FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9700 §2.4: the password grant must not be used. */
export default defineFault<FaultyProvider>({
  says: 'offers the password grant',
  breaks: ['as.token.rejects-password-grant'],
  install: (provider) =>
    provider.onProvider((made) => {
      made.registerGrantType(
        'password',
        (context) => answerError(context as unknown as Exchange, 400, 'invalid_grant'),
        ['username', 'password'],
      );
      const { prototype } = made.Client;
      const isAllowed = prototype.grantTypeAllowed;
      prototype.grantTypeAllowed = function grantTypeAllowed(type) {
        return type === 'password' || isAllowed.call(this, type);
      };
    }),
});
