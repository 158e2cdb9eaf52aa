/** A bare node:http server on a socket: answers every request with the bytes that it was given at its start. */
import { createServer } from 'node:http';

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const answer = Buffer.concat(chunks);
createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': answer.length });
  response.end(answer);
}).listen(process.argv[2], () => process.stdout.write('{}\n'));
