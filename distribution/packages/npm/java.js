'use strict';

const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const OLDEST = 17;
const JAR = path.join(__dirname, 'pinelink.jar');
const EXECUTABLE = process.platform === 'win32' ? 'java.exe' : 'java';

/** Returns the java programs to try: that of JAVA_HOME, then those of PATH. */
function candidates(env) {
  const directories = (env.PATH || env.Path || '').split(path.delimiter).filter(Boolean);
  if (env.JAVA_HOME) {
    directories.unshift(path.join(env.JAVA_HOME, 'bin'));
  }
  return directories.map((directory) => path.join(directory, EXECUTABLE)).filter((file) => fs.existsSync(file));
}

/** Returns the text of a version, such as 17.0.2 or 1.8.0_402, or undefined if it does not run. */
function version(java) {
  // A file of every JDK has it, without the start of a JVM.
  try {
    const release = path.join(path.dirname(fs.realpathSync(java)), '..', 'release');
    const found = /^JAVA_VERSION="([^"]+)"/m.exec(fs.readFileSync(release, 'utf8'));
    if (found) {
      return found[1];
    }
  } catch {
    // Some runtimes have no such file.
  }
  const run = spawnSync(java, ['-version'], { encoding: 'utf8' });
  return /version "([^"]+)"/.exec(run.stderr || '')?.[1];
}

function feature(text) {
  const [first, second] = text.split(/[._+-]/).map(Number);
  return first === 1 ? second : first;
}

/** Returns the first java program that is new enough. */
function find(env) {
  const refused = [];
  for (const java of candidates(env)) {
    const text = version(java);
    if (text && feature(text) >= OLDEST) {
      return java;
    }
    refused.push(`${java} is ${text ? `Java ${text}` : 'not usable'}`);
  }
  const reason = refused.length > 0 ? refused.join(', ') : 'neither JAVA_HOME nor PATH has one';
  throw new Error(`Java ${OLDEST} or newer is needed: ${reason}; install one, for example from https://adoptium.net`);
}

/** Starts the program with arguments. PINELINK_OPTS adds options of the JVM. */
function run(args, options) {
  const env = options.env || process.env;
  const jvm = (env.PINELINK_OPTS || '').split(/\s+/).filter(Boolean);
  return spawn(find(env), [...jvm, '-jar', JAR, ...args], options);
}

module.exports = { run };
