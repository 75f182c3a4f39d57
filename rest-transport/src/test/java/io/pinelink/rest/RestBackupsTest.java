package io.pinelink.rest;

import static io.pinelink.rest.Calls.context;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.control.BackupDescription;
import io.pinelink.control.CollectionDescription;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.control.ReadCapacity;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.control.SchemaField;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.PageRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.Route;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.ByName;
import io.pinelink.spi.request.CollectionSource;
import io.pinelink.spi.request.EmptyRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Collections, backups and restore jobs, from the model to the wire and back. */
class RestBackupsTest {
  private static final String COLLECTION =
      """
      {"name":"c","status":"Ready","environment":"us-east1-gcp","size":5000000000,"dimension":3,
       "vector_count":7,"new":[]}\
      """;
  private static final String BACKUP =
      """
      {"backup_id":"b-1","source_index_name":"docs","source_index_id":"i-1","status":"Ready",
       "cloud":"aws","region":"us-east-1","name":"nightly","description":"d","dimension":3,
       "metric":"cosine","schema":{"fields":{"lang":{"filterable":true}}},"record_count":5,
       "namespace_count":"2","size_bytes":5000000000,"tags":{"team":"search"},
       "created_at":"2026-01-31T12:00:00.5+01:00","source_index_deleted_at":"2026-02-01T00:00:00Z",
       "new":{}}\
      """;
  private static final String LEAST_BACKUP =
      """
      {"backup_id":"b-1","source_index_name":"docs","source_index_id":"i-1","status":"Dreaming",
       "cloud":"aws","region":"us-east-1","tags":null,"created_at":"yesterday","name":null}\
      """;
  private static final String JOB =
      """
      {"restore_job_id":"r-1","backup_id":"b-1","target_index_name":"new","target_index_id":"i-2",
       "status":"Completed","created_at":"2026-01-31T12:00:00Z",
       "completed_at":"2026-01-31T12:01:00Z","percent_complete":100}\
      """;
  private static final String LEAST_JOB =
      """
      {"restore_job_id":"r-1","backup_id":"b-1","target_index_name":"new","target_index_id":"i-2",
       "status":"Running","created_at":null,"completed_at":"soon","percent_complete":null}\
      """;

  private final LoopbackServer server = LoopbackServer.plaintext();
  private final Route route = local(server.port());
  private final ResponseInfo info =
      VectorResponses.info(null, "", null, null, route, Protocol.REST, 1);
  private final RestTransport transport = Calls.transport();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  @Test
  void aCollectionIsCreated() throws Exception {
    server.answering(201, COLLECTION);

    CollectionDescription made =
        call(ControlOperations.CREATE_COLLECTION, new CollectionSource("c", "docs"));

    assertThat(made)
        .isEqualTo(
            new ControlResponses.CollectionResult(
                "c",
                "Ready",
                "us-east1-gcp",
                OptionalLong.of(5_000_000_000L),
                OptionalInt.of(3),
                OptionalLong.of(7),
                info));
    assertSent("POST /collections", "{\"name\":\"c\",\"source\":\"docs\"}");
  }

  @Test
  void aCollectionIsDescribedListedAndDeleted() throws Exception {
    server.answering(200, "{\"name\":\"c\",\"status\":\"Initializing\",\"environment\":\"e\"}");
    CollectionDescription found =
        call(ControlOperations.DESCRIBE_COLLECTION, ByName.ofCollection("c"));
    assertThat(found.size()).isEmpty();
    assertThat(found.isReady()).isFalse();
    assertSent("GET /collections/c", "");

    server.answering(200, "{\"collections\":[" + COLLECTION + "]}");
    assertThat(call(ControlOperations.LIST_COLLECTIONS, new EmptyRequest()).items())
        .singleElement()
        .matches(CollectionDescription::isReady)
        .extracting(CollectionDescription::info)
        .isEqualTo(info);
    assertSent("GET /collections", "");
    server.answering(200, "{\"collections\":null}");
    assertThat(call(ControlOperations.LIST_COLLECTIONS, new EmptyRequest()).items()).isEmpty();
    assertSent("GET /collections", "");

    server.answering(202, "");
    assertThat(call(ControlOperations.DELETE_COLLECTION, ByName.ofCollection("c")).info())
        .isEqualTo(info);
    assertSent("DELETE /collections/c", "");
  }

  @Test
  void aBackupIsCreated() throws Exception {
    server.answering(200, BACKUP);

    BackupDescription made =
        call(
            ControlOperations.CREATE_BACKUP,
            CreateBackupRequest.builder("docs").name("nightly").description("d").build());

    assertThat(made).isEqualTo(backup());
    assertSent("POST /indexes/docs/backups", "{\"name\":\"nightly\",\"description\":\"d\"}");

    call(ControlOperations.CREATE_BACKUP, CreateBackupRequest.of("docs"));
    assertSent("POST /indexes/docs/backups", "{}");
  }

  @Test
  void aBackupOfANewerVersionHasTheVectorsOfItsSchema() throws Exception {
    server.answering(
        200,
        """
        {"backup_id":"b-1","source_index_name":"docs","source_index_id":"i-1","status":"Ready",
         "cloud":"aws","region":"us-east-1","schema":{"fields":{
         "_sparse_values":{"type":"sparse_vector"},
         "_values":{"type":"dense_vector","dimension":3,"metric":"euclidean"},
         "body":{"type":"string","full_text_search":{}},"lang":{"filterable":true}}}}\
        """);
    BackupDescription found = call(ControlOperations.DESCRIBE_BACKUP, ById.of("b-1"));

    assertThat(found.dimension()).hasValue(3);
    assertThat(found.metric()).contains(Metric.EUCLIDEAN);
    assertThat(found.schema().orElseThrow().fields())
        .containsOnlyKeys("_sparse_values", "_values", "body", "lang");

    server.answering(
        200,
        LEAST_BACKUP.replace(
            "\"tags\":null", "\"schema\":{\"fields\":{\"s\":{\"type\":\"sparse_vector\"}}}"));
    BackupDescription sparse = call(ControlOperations.DESCRIBE_BACKUP, ById.of("b-1"));
    assertThat(sparse.dimension()).isEmpty();
    assertThat(sparse.metric()).contains(Metric.DOT_PRODUCT);
  }

  @Test
  void backupsOfDeletedIndexesAreListed() throws Exception {
    server.answering(200, "{\"data\":[" + BACKUP + "]}");

    ListResponse<BackupDescription> page =
        call(
            ControlOperations.LIST_BACKUPS,
            ListBackupsRequest.builder().index("docs").limit(5).includeDeleted().build());

    assertThat(page.items()).containsExactly(backup());
    assertSent("GET /indexes/docs/backups?limit=5&include_deleted=true", "");
  }

  @Test
  void membersThatABackupLacksAreEmpty() throws Exception {
    server.answering(200, LEAST_BACKUP.replace("b-1", "b/1"));

    BackupDescription found = call(ControlOperations.DESCRIBE_BACKUP, ById.of("b/1"));

    assertThat(found)
        .isEqualTo(
            BackupDescription.builder("b/1", "Dreaming", Cloud.AWS, "us-east-1", info)
                .sourceIndex("docs", "i-1")
                .build());
    assertThat(found.createdAt()).isEmpty();
    assertThat(found.recordCount()).isEmpty();
    assertThat(found.isReady() || found.isTerminal()).isFalse();
    assertSent("GET /backups/b%2F1", "");
  }

  @Test
  void backupsAreListedByPages() throws Exception {
    server.answering(200, "{\"data\":[" + BACKUP + "],\"pagination\":{\"next\":\"t=1\"}}");
    ListResponse<BackupDescription> page =
        call(ControlOperations.LIST_BACKUPS, ListBackupsRequest.all());
    assertThat(page.items()).containsExactly(backup());
    assertThat(page.nextToken()).contains("t=1");
    assertSent("GET /backups", "");

    server.answering(200, "{\"data\":[],\"pagination\":null}");
    ListBackupsRequest next =
        ListBackupsRequest.ofIndex("docs").toBuilder().limit(7).paginationToken("t=1").build();
    assertThat(call(ControlOperations.LIST_BACKUPS, next).nextToken()).isEmpty();
    assertSent("GET /indexes/docs/backups?limit=7&paginationToken=t%3D1", "");

    server.answering(200, "{}");
    assertThat(call(ControlOperations.LIST_BACKUPS, ListBackupsRequest.all()).items()).isEmpty();
  }

  @Test
  void aBackupIsDeleted() throws Exception {
    server.answering(202, "");
    assertThat(call(ControlOperations.DELETE_BACKUP, ById.of("b-1")).info()).isEqualTo(info);
    assertSent("DELETE /backups/b-1", "");
  }

  @Test
  void anIndexIsCreatedFromABackup() throws Exception {
    server.answering(202, "{\"restore_job_id\":\"r-1\",\"index_id\":\"i-2\"}");

    assertThat(
            call(
                ControlOperations.CREATE_INDEX_FROM_BACKUP,
                CreateIndexFromBackupRequest.builder("b-1", "new")
                    .deletionProtection()
                    .tag("a", "1")
                    .readCapacity(ReadCapacity.onDemand())
                    .build()))
        .isEqualTo(new ControlResponses.CreateIndexFromBackupResult("r-1", "i-2", info));
    assertSent(
        "POST /backups/b-1/create-index",
        "{\"name\":\"new\",\"deletion_protection\":\"enabled\",\"tags\":{\"a\":\"1\"},"
            + "\"read_capacity\":{\"mode\":\"OnDemand\"}}");

    call(
        ControlOperations.CREATE_INDEX_FROM_BACKUP,
        CreateIndexFromBackupRequest.builder("b-1", "new").build());
    assertSent(
        "POST /backups/b-1/create-index",
        "{\"name\":\"new\",\"deletion_protection\":\"disabled\"}");
  }

  @Test
  void aRestoreJobIsDescribed() throws Exception {
    server.answering(200, JOB);
    RestoreJobDescription done = call(ControlOperations.DESCRIBE_RESTORE_JOB, ById.of("r-1"));
    assertThat(done)
        .isEqualTo(
            new ControlResponses.RestoreJobResult(
                "r-1",
                "b-1",
                "new",
                "i-2",
                "Completed",
                Optional.of(Instant.parse("2026-01-31T12:00:00Z")),
                Optional.of(Instant.parse("2026-01-31T12:01:00Z")),
                OptionalDouble.of(100),
                info));
    assertThat(done.isCompleted()).isTrue();
    assertSent("GET /restore-jobs/r-1", "");

    server.answering(200, LEAST_JOB);
    RestoreJobDescription running = call(ControlOperations.DESCRIBE_RESTORE_JOB, ById.of("r-1"));
    assertThat(running.createdAt()).isEmpty();
    assertThat(running.completedAt()).isEmpty();
    assertThat(running.percentComplete()).isEmpty();
    assertThat(running.isCompleted() || running.isFailed()).isFalse();
  }

  @Test
  void restoreJobsAreListedByPages() throws Exception {
    server.answering(200, "{\"data\":[" + JOB + "],\"pagination\":{\"next\":\"t\"}}");

    var page =
        call(
            ControlOperations.LIST_RESTORE_JOBS,
            PageRequest.builder().limit(1).paginationToken("s").build());

    assertThat(page.items()).extracting(RestoreJobDescription::id).containsExactly("r-1");
    assertThat(page.nextToken()).contains("t");
    assertSent("GET /restore-jobs?limit=1&paginationToken=s", "");
  }

  private BackupDescription backup() {
    return BackupDescription.builder("b-1", "Ready", Cloud.AWS, "us-east-1", info)
        .sourceIndex("docs", "i-1")
        .name("nightly")
        .description("d")
        .dimension(3)
        .metric(Metric.COSINE)
        .schema(new IndexSchema(Map.of("lang", new SchemaField.Filterable(Optional.empty()))))
        .recordCount(5)
        .namespaceCount(2)
        .sizeBytes(5_000_000_000L)
        .tags(Map.of("team", "search"))
        .createdAt(Instant.parse("2026-01-31T11:00:00.5Z"))
        .sourceIndexDeletedAt(Instant.parse("2026-02-01T00:00:00Z"))
        .build();
  }

  private void assertSent(String line, String body) throws InterruptedException {
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo(line);
    assertThat(sent.body()).isEqualTo(body);
  }

  private <Q, R> R call(Operation<Q, R> operation, Q request) throws Exception {
    return resultOf(transport.call(operation, request, context(route)));
  }
}
