#!/usr/bin/env node
'use strict';

// npx pinelink-local OPTIONS: runs `pinelink local OPTIONS`. Signals reach the server, and its exit code is returned.
const { run } = require('./java.js');

const args = process.argv.slice(2);
try {
  const server = run(args[0] === '--version' ? args : ['local', ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => server.kill(signal));
  }
  if (process.env.npm_command) {
    // npx and npm pass no SIGTERM on, but end.
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || server.kill(), 250).unref();
  }
  server.on('error', fail);
  server.on('exit', (code, signal) => {
    process.exitCode = signal ? 1 : code;
  });
} catch (error) {
  fail(error);
}

function fail(error) {
  console.error(`pinelink-local: ${error.message}`);
  process.exitCode = 1;
}
