// The API reference in the built site.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { modules } from '../api.js';
import { directory, output, repository } from '../site.js';

const api = join(output, directory, 'api');
const packages = readFileSync(join(api, 'element-list'), 'utf8').trim().split('\n');

/** The packages that a module's descriptor exports to everyone. */
function exported(descriptor) {
  return [...descriptor.matchAll(/^\s*exports\s+([\w.]+)\s*;/gm)].map((match) => match[1]);
}

test('the packages are those that the modules export', () => {
  for (const module of modules) {
    const sources = join(repository, module, 'src/main/java');
    const ofModule = packages.filter((name) =>
      existsSync(join(sources, name.replaceAll('.', '/'), 'package-info.java')),
    );
    assert.notEqual(ofModule.length, 0, module);
    const descriptor = join(sources, 'module-info.java');
    if (existsSync(descriptor)) {
      assert.deepEqual(ofModule.toSorted(), exported(readFileSync(descriptor, 'utf8')).toSorted(), module);
    }
  }
  assert.deepEqual(
    packages.filter((name) => name.includes('internal')),
    [],
  );
});

test('every link within the API reference leads to a page and an anchor', () => {
  const files = readdirSync(api, { recursive: true }).filter((file) => file.endsWith('.html'));
  assert.ok(files.length > 300, `${files.length} pages`);
  const html = new Map(files.map((file) => [join(api, file), readFileSync(join(api, file), 'utf8')]));
  const anchors = new Map([...html].map(([file, text]) => [file, anchorsOf(text)]));

  const dead = [];
  for (const [file, text] of html) {
    if (file.endsWith('/constant-values.html')) continue; // Javadoc of JDK 17 names anchors there that it does not write
    for (const [, href] of text.matchAll(/<a\s[^>]*?href="([^"]*)"/g)) {
      if (/^(https?|mailto|javascript):/.test(href)) continue;
      const [path, anchor] = href.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').split('#');
      const target = path === '' ? file : join(dirname(file), path);
      if (
        !existsSync(target) ||
        (anchor && anchors.has(target) && !anchors.get(target).has(decodeURIComponent(anchor)))
      ) {
        dead.push(`${file}: ${href}`);
      }
    }
  }
  assert.deepEqual(dead, []);
});

function anchorsOf(html) {
  return new Set(
    [...html.matchAll(/\s(?:id|name)="([^"]*)"/g)].map((match) =>
      match[1].replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
    ),
  );
}
