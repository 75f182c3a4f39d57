// What an application does with documents and backup schedules, through version 9 of the official TypeScript client,
// the only other client that has them.
import assert from 'node:assert/strict';

export async function useDocuments(client, scheme) {
  const model = await client.indexes.create({
    name: 'articles',
    schema: {
      fields: {
        title: { type: 'string', fullTextSearch: {} },
        body: { type: 'string', fullTextSearch: { language: 'en', stemming: true } },
        embedding: { type: 'dense_vector', dimension: 2, metric: 'cosine' },
      },
    },
    deployment: { deploymentType: 'managed', cloud: 'aws', region: 'us-east-1' },
    tags: { team: 'search' },
    waitUntilReady: true,
  });
  assert.equal(model.status.ready, true);
  assert.deepEqual(Object.keys(model.schema.fields).sort(), ['body', 'embedding', 'title']);
  assert.equal((await client.indexes.describe('articles')).host, model.host);

  const index = client.index({ host: `${scheme}://${model.host.replace(/^https?:\/\//, '')}`, namespace: 'sea' });
  await index.documents.upsert({
    documents: [
      { _id: 'a-1', title: 'Spring tides', body: 'The tides follow the full moon.', embedding: [1, 0], year: 2024 },
      { _id: 'a-2', title: 'Harbours', body: 'Harbours silt up.', embedding: [0, 1], year: 2025 },
      { _id: 'a-3', title: 'Moonrise', body: 'The moon rises late.', embedding: [1, 1], year: 2026 },
    ],
  });

  const words = await index.documents.search({
    scoreBy: [{ type: 'text', fields: ['title', 'body'], query: 'tide' }],
    topK: 5,
    includeFields: ['title'],
  });
  assert.deepEqual(words.matches.map((match) => match._id), ['a-1']);
  assert.equal(words.matches[0].title, 'Spring tides');

  const query = await index.documents.search({
    scoreBy: [{ type: 'query_string', query: 'body:("full moon" OR silt^2)' }],
    topK: 5,
  });
  assert.deepEqual(query.matches.map((match) => match._id).sort(), ['a-1', 'a-2']);

  const near = await index.documents.search({
    scoreBy: [{ type: 'dense_vector', fields: ['embedding'], values: [0, 1] }],
    filter: { year: { $gte: 2025 } },
    topK: 2,
    includeFields: ['*'],
  });
  assert.deepEqual(near.matches.map((match) => match._id), ['a-2', 'a-3']);
  assert.deepEqual(near.matches[1].embedding, [1, 1]);

  await index.documents.update({ documents: [{ _id: 'a-2', year: 2030, _remove_fields: ['title'] }] });
  const fetched = await index.documents.fetch({ ids: ['a-2', 'gone'] });
  assert.deepEqual(Object.keys(fetched.documents), ['a-2']);
  assert.equal(fetched.documents['a-2'].year, 2030);

  await index.documents.delete({ filter: { year: { $gte: 2030 } } });
  await assertDocumentsKept(client, scheme);
}

/** Asserts that the index has what useDocuments leaves in it. */
export async function assertDocumentsKept(client, scheme) {
  const { host } = await client.indexes.describe('articles');
  const index = client.index({ host: `${scheme}://${host.replace(/^https?:\/\//, '')}`, namespace: 'sea' });
  const left = await index.documents.list();
  assert.deepEqual(left.documents.map((document) => document._id), ['a-1', 'a-3']);
  const words = await index.documents.search({ scoreBy: [{ type: 'text', fields: ['body'], query: 'moon' }], topK: 5 });
  assert.deepEqual(words.matches.map((match) => match._id).sort(), ['a-1', 'a-3']);
}

export async function useSchedules(client) {
  const schedule = await client.backupSchedules.create('articles', {
    name: 'daily',
    frequency: 'daily',
    retentionDays: 7,
  });
  assert.equal(schedule.enabled, true);
  const listed = await client.backupSchedules.list('articles');
  assert.deepEqual(listed.data.map((each) => each.scheduleId), [schedule.scheduleId]);
  const history = await client.backupSchedules.history(schedule.scheduleId);
  assert.deepEqual(history.data.map((each) => each.status), ['Scheduled']);
  const paused = await client.backupSchedules.update(schedule.scheduleId, { enabled: false });
  assert.equal(paused.enabled, false);
  await client.backupSchedules.delete(schedule.scheduleId);
  assert.deepEqual((await client.backupSchedules.list('articles')).data, []);
}
