import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §7.6: the client chooses among those that are listed. */
export default defineFault<FaultyResourceServer>({
  says: 'lists two authorization servers, either of which will do',
  provokes: ['client.prm.picks-listed-issuer'],
  install: (server) => {
    server.knowsAnotherIssuer = true;
    server.metadata = (document) => {
      document['authorization_servers'] = [document['authorization_servers'], server.otherIssuer].flat();
    };
  },
});
