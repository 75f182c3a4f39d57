// Uses the local server through the official TypeScript clients 6 to 9, as the npm package pinelink-local starts it, and
// again after it was killed and started with the same data:
//   node clients.js WAY DATA CERTIFICATES
import dns from 'node:dns';
import net from 'node:net';
import { start } from 'pinelink-local';
import { assertDocumentsKept, useDocuments, useSchedules } from './documents.js';
import { assertKept, useBackups, useRecords, useVectors } from './vectors.js';

const VERSIONS = [6, 7, 8, 9];
const [way, data, tlsDir] = process.argv.slice(2);

// Version 6 writes records to the host that the control plane returns, and assumes TLS unless the host has a scheme.
const WAYS = {
  ports: () => ({ advertise: 'http://localhost' }),
  'one-port': (port) => ({ port, onePort: true, advertise: `http://localhost:${port}` }),
  tls: (port) => ({ port, onePort: true, advertise: 'localhost', tlsDir }),
};
const options = WAYS[way](await freePort());

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// Node resolves names under localhost only if the system does.
const lookup = dns.lookup;
dns.lookup = (name, ...rest) => lookup(name.endsWith('.localhost') ? 'localhost' : name, ...rest);

/** Starts a server and uses it with each version at the same time; then ends it. */
async function withServer(use, signal) {
  const server = await start({ data, ...options });
  const scheme = new URL(server.controlPlane).protocol.slice(0, -1);
  try {
    await Promise.all(
      VERSIONS.map(async (version) => {
        const { Pinecone } = await import(`pinecone-${version}`);
        const client = new Pinecone({ apiKey: server.apiKey, controllerHostUrl: server.controlPlane });
        try {
          await use(client, version, scheme, `vectors-${version}`);
        } catch (error) {
          throw new Error(`client ${version}, ${way}`, { cause: error });
        }
      }),
    );
  } finally {
    process.kill(server.pid, signal);
    await server.stop();
  }
}

await withServer(async (client, version, scheme, name) => {
  await useVectors(client, version, scheme, name);
  await useRecords(client, version, scheme, `records-${version}`);
  await useBackups(client, scheme, name);
  if (version === 9) {
    await useDocuments(client, scheme);
    await useSchedules(client);
  }
}, 'SIGKILL');

await withServer(async (client, version, scheme, name) => {
  await assertKept(client, scheme, name);
  if (version === 9) {
    await assertDocumentsKept(client, scheme);
  }
  await client.deleteIndex(name);
}, 'SIGTERM');

console.log(`The TypeScript clients ${VERSIONS.join(', ')} used the server by way of ${way}, and again after a kill`);
