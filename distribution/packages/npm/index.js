'use strict';

const readline = require('node:readline');
const { run } = require('./java.js');

async function start(options = {}) {
  const { env, ...rest } = options;
  const server = run(['local', ...flags({ port: 0, ...rest })], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => server.once('close', (code) => resolve(code)));
  // The server would outlive a process that ends without stop().
  const kill = () => server.kill();
  process.once('exit', kill);
  ended.then(() => process.removeListener('exit', kill));

  let messages = '';
  server.stderr.setEncoding('utf8').on('data', (text) => {
    messages = (messages + text).slice(-10_000);
  });
  const lines = readline.createInterface({ input: server.stdout });
  const first = await new Promise((resolve, reject) => {
    server.once('error', reject);
    lines.once('line', resolve);
    ended.then((code) => reject(new Error(`pinelink local ended with ${code}: ${messages.trim()}`)));
  });
  const facts = JSON.parse(first);
  return {
    ...facts,
    pid: server.pid,
    host: (name) => hostOf(facts, name),
    async stop() {
      server.kill();
      return ended;
    },
  };
}

function hostOf(facts, name) {
  const index = facts.indexes.find((each) => each.name === name);
  if (!index) {
    throw new Error(`the server was started without an index named ${name}`);
  }
  const scheme = facts.controlPlane.slice(0, facts.controlPlane.indexOf(':'));
  return index.host.includes('://') ? index.host : `${scheme}://${index.host}`;
}

/** Returns the options of the command line: { onePort: true, index: ['a:2'] } is --one-port --index=a:2. */
function flags(options) {
  return Object.entries(options).flatMap(([name, value]) => {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const values = Array.isArray(value) ? value : [value];
    return values.flatMap((each) => {
      if (each === undefined || each === null || each === false) {
        return [];
      }
      // In one word, so that a message about an unknown option does not name its value as another one.
      return each === true ? [flag] : [`${flag}=${each}`];
    });
  });
}

module.exports = { start };
