// check.js DIRECTORY: checks the Terraform and CloudFormation files in a directory against the schemas of their resources.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCloudFormation } from './cloudformation.js';
import { checkTerraform } from './terraform.js';

const checks = { '.tf': checkTerraform, '.yaml': checkCloudFormation };
let failures = 0;
let resources = 0;
const files = readdirSync(process.argv[2], { recursive: true }).sort();
for (const file of files) {
  const check = checks[file.slice(file.lastIndexOf('.'))];
  if (!check) continue;
  const found = await check(readFileSync(join(process.argv[2], file), 'utf8'));
  resources += found.resources;
  failures += found.problems.length;
  for (const problem of found.problems) console.log(`${file}: ${problem}`);
}
console.log(`${resources} resources in ${files.length} files, ${failures} problems`);
process.exit(failures > 0 || resources === 0 ? 1 : 0);
