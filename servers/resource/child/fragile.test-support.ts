import { createServer } from 'node:http';
import { runAsChild } from './run-as-child.ts';

/** A server that a request for `/die` ends, that takes its time for `/slow`, and answers everything else. */
const server = createServer((request, response) => {
  if (request.url === '/die') process.exit(7);
  setTimeout(() => response.end(`${process.pid}`), request.url === '/slow' ? 300 : 0);
});
server.listen(Number(process.env['PORT']), '127.0.0.1', () => runAsChild(server));
