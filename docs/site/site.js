// Facts that the configuration, the build and the tests share.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '../..');
export const forge = 'https://github.com/pinelink/pinelink';

/** The version in the parent POM, whose own version is its first. */
export const version = /<version>([^<]+)<\/version>/.exec(readFileSync(join(repository, 'pom.xml'), 'utf8'))[1];

/** The directory of this version on the site. */
export const directory = version.endsWith('-SNAPSHOT') ? 'main' : version;

/** `root` is the path of the site on its host; `versions` are its directories, the newest release first, `main` last. */
export const { root, versions } = JSON.parse(readFileSync(join(import.meta.dirname, 'versions.json'), 'utf8'));
if (!versions.includes(directory)) {
  throw new Error(`versions.json lists ${versions.join(', ')}, but not ${directory}, the version in pom.xml`);
}

/** The branch or tag that links to source files lead to. */
export const revision = directory === 'main' ? 'main' : `v${version}`;

export const base = `${root}${directory}/`;
export const output = join(import.meta.dirname, 'target', 'site');
