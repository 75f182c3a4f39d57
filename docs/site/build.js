// Builds the site of this version into target/site: the pages and their Markdown twins, the API reference and the list of
// versions.
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vitepress';
import { buildApi } from './api.js';
import { directory, output, versions } from './site.js';
import { writeTwins } from './twins.js';

rmSync(output, { recursive: true, force: true });
await build(import.meta.dirname);
writeTwins(output);
buildApi(join(output, directory, 'api'));

copyFileSync(join(import.meta.dirname, 'versions.json'), join(output, 'versions.json'));
writeFileSync(
  join(output, 'index.html'),
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pinelink</title>
<meta http-equiv="refresh" content="0; url=${versions[0]}/"><a href="${versions[0]}/">Pinelink</a></html>
`,
);
