// Writes azure.json: the properties of the resources that Pinelink prints, from Microsoft's clients.
//   cd "$(mktemp -d)" && npm install --ignore-scripts @azure/arm-network@33.5.0 @azure/arm-privatedns@3.2.0 \
//     @azure/arm-appcontainers@3.0.0
//   node REPOSITORY/.ci/infrastructure/extract-azure.js "$PWD/node_modules" > REPOSITORY/.ci/infrastructure/azure.json
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const printed = {
  'Microsoft.App/jobs': ['arm-appcontainers', 'Job'],
  'Microsoft.Network/privateEndpoints': ['arm-network', 'PrivateEndpoint'],
  'Microsoft.Network/privateDnsZones': ['arm-privatedns', 'PrivateZone'],
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': ['arm-privatedns', 'VirtualNetworkLink'],
  'Microsoft.Network/privateDnsZones/A': ['arm-privatedns', 'RecordSet'],
};
const all = {};
for (const [type, [module, name]] of Object.entries(printed)) {
  const root = join(process.argv[2], '@azure', module);
  const models = ['dist-esm/src', 'dist/esm'].map((path) => join(root, path, 'models/mappers.js')).find(existsSync);
  const source = readFileSync(models, 'utf8');
  const mappers = await import('data:text/javascript;base64,' + Buffer.from(source).toString('base64'));
  all[type] = properties(mappers, name, 6);
}
console.log(JSON.stringify(all, null, 1));

/** Returns the writable properties of a model: a nested object, or the name of a primitive type. */
function properties(mappers, name, depth) {
  const found = {};
  for (const { serializedName, readOnly, required, type } of Object.values(mappers[name].type.modelProperties)) {
    if (readOnly || depth === 0) continue;
    const path = serializedName.split('.');
    let at = found;
    for (const part of path.slice(0, -1)) at = (at[part] ??= { properties: {} }).properties;
    at[path.at(-1)] = { required: required === true, ...typeOf(mappers, type, depth) };
  }
  return found;
}

function typeOf(mappers, type, depth) {
  if (type.name === 'Composite') return { properties: properties(mappers, type.className, depth - 1) };
  if (type.name === 'Sequence') return { items: typeOf(mappers, type.element.type, depth) };
  return { type: type.name };
}
