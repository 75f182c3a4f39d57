// What an application does with vectors, records, namespaces and backups, through any major version of the official
// TypeScript client: 6 passes arrays and ids where later versions pass objects.
import assert from 'node:assert/strict';

const SPEC = { serverless: { cloud: 'aws', region: 'us-east-1' } };

/** Returns the data plane of an index, at the address that the control plane returns. */
export async function open(client, name, scheme) {
  const { host } = await client.describeIndex(name);
  return client.index(name, `${scheme}://${host.replace(/^https?:\/\//, '')}`);
}

export async function useVectors(client, version, scheme, name) {
  const objects = version > 6;
  const made = await client.createIndex({ name, dimension: 2, metric: 'cosine', spec: SPEC, waitUntilReady: true });
  assert.equal(made.name, name);
  const described = await client.describeIndex(name);
  assert.deepEqual([described.dimension, described.metric, described.status.ready], [2, 'cosine', true]);
  assert.ok((await client.listIndexes()).indexes.some((index) => index.name === name));
  await assert.rejects(client.describeIndex(`${name}-gone`), /404|not found/i);

  const index = (await open(client, name, scheme)).namespace('sea');
  const records = [
    { id: 'a-1', values: [1, 0], metadata: { year: 2024, genre: 'drama' } },
    { id: 'a-2', values: [0, 1], metadata: { year: 2025, genre: 'comedy' } },
    { id: 'b-1', values: [1, 1], metadata: { year: 2026, genre: 'drama' } },
  ];
  await index.upsert(objects ? { records } : records);

  const near = await index.query({ vector: [1, 0], topK: 2, includeMetadata: true, includeValues: true });
  assert.deepEqual(ids(near.matches), ['a-1', 'b-1']);
  assert.ok(Math.abs(near.matches[0].score - 1) < 1e-6, `score ${near.matches[0].score}`);
  assert.deepEqual(near.matches[1].values, [1, 1]);
  assert.deepEqual(near.matches[0].metadata, { year: 2024, genre: 'drama' });
  const filtered = await index.query({ id: 'a-1', topK: 5, filter: { genre: { $eq: 'drama' }, year: { $gt: 2024 } } });
  assert.deepEqual(ids(filtered.matches), ['b-1']);

  await index.update({ id: 'a-2', values: [0.5, 0.5], metadata: { year: 2030 } });
  const fetched = await index.fetch(objects ? { ids: ['a-2', 'gone'] } : ['a-2', 'gone']);
  assert.deepEqual(Object.keys(fetched.records), ['a-2']);
  assert.deepEqual(fetched.records['a-2'].metadata, { year: 2030, genre: 'comedy' });
  if (objects) {
    const matching = await index.fetchByMetadata({ filter: { genre: 'drama' } });
    assert.deepEqual(Object.keys(matching.records).sort(), ['a-1', 'b-1']);
  }

  const page = await index.listPaginated({ prefix: 'a-', limit: 1 });
  assert.deepEqual(ids(page.vectors), ['a-1']);
  const next = await index.listPaginated({ prefix: 'a-', limit: 1, paginationToken: page.pagination.next });
  assert.deepEqual(ids(next.vectors), ['a-2']);

  const stats = await index.describeIndexStats();
  assert.equal(stats.namespaces.sea.recordCount, 3);
  await index.deleteOne(objects ? { id: 'a-1' } : 'a-1');
  await index.deleteMany(objects ? { filter: { year: { $gte: 2030 } } } : { year: { $gte: 2030 } });
  assert.equal((await index.describeIndexStats()).totalRecordCount, 1);

  const other = index.namespace('lake');
  await other.upsert(objects ? { records } : records);
  assert.deepEqual(await namespaces(index), ['lake', 'sea']);
  assert.equal(Number((await index.describeNamespace('lake')).recordCount), 3);
  await other.deleteAll();
  await index.deleteNamespace('lake');
  assert.deepEqual(await namespaces(index), ['sea']);
}

export async function useRecords(client, version, scheme, name) {
  await client.createIndexForModel({
    name,
    cloud: 'aws',
    region: 'us-east-1',
    embed: { model: 'multilingual-e5-large', fieldMap: { text: 'chunk_text' } },
    waitUntilReady: true,
  });
  const index = (await open(client, name, scheme)).namespace('texts');
  const records = [
    { id: 'r-1', chunk_text: 'The tides follow the moon.', category: 'sea' },
    { id: 'r-2', chunk_text: 'Harbours silt up.', category: 'land' },
  ];
  await index.upsertRecords(version > 6 ? { records } : records);
  const found = await index.searchRecords({
    query: { inputs: { text: 'The tides follow the moon.' }, topK: 1 },
    fields: ['category'],
  });
  assert.equal(found.result.hits[0]._id, 'r-1');
  assert.deepEqual(found.result.hits[0].fields, { category: 'sea' });
}

export async function useBackups(client, scheme, name) {
  const backup = await client.createBackup({ indexName: name, name: `${name}-friday` });
  assert.equal((await client.describeBackup(backup.backupId)).sourceIndexName, name);
  assert.deepEqual((await client.listBackups({ indexName: name })).data.map((each) => each.name), [`${name}-friday`]);
  const restore = await client.createIndexFromBackup({ backupId: backup.backupId, name: `${name}-restored` });
  assert.equal((await client.describeRestoreJob(restore.restoreJobId)).backupId, backup.backupId);
  await assertKept(client, scheme, `${name}-restored`);
  await client.deleteIndex(`${name}-restored`);
}

/** Asserts that an index has what useVectors leaves in it. */
export async function assertKept(client, scheme, name) {
  const index = await open(client, name, scheme);
  const left = await index.namespace('sea').query({ vector: [1, 1], topK: 5, includeMetadata: true });
  assert.deepEqual(ids(left.matches), ['b-1']);
  assert.deepEqual(left.matches[0].metadata, { year: 2026, genre: 'drama' });
}

/** Returns the names of the namespaces besides the default one, which every index has. */
async function namespaces(index) {
  const names = (await index.listNamespaces()).namespaces.map((each) => each.name);
  return names.filter((name) => name !== '__default__').sort();
}

function ids(matches) {
  return matches.map((match) => match.id);
}
