// check.js FILE...: checks Terraform, CloudFormation and Azure files against the schemas of their resources.
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { checkArm } from './arm.js';
import { checkCloudFormation } from './cloudformation.js';
import { checkTerraform } from './terraform.js';

const checks = { '.tf': checkTerraform, '.yaml': checkCloudFormation, '.json': checkArm };
let resources = 0;
let failures = 0;
for (const file of process.argv.slice(2)) {
  const found = await checks[extname(file)](readFileSync(file, 'utf8'));
  resources += found.resources;
  failures += found.problems.length;
  for (const problem of found.problems) console.log(`${basename(file)}: ${problem}`);
}
console.log(`${resources} resources, ${failures} problems`);
process.exit(failures > 0 || resources === 0 ? 1 : 0);
