package io.pinelink.contract;

import static io.pinelink.contract.CreateIndexRows.PODS;
import static io.pinelink.contract.CreateIndexRows.REGION;
import static io.pinelink.contract.CreateIndexRows.dense;
import static io.pinelink.contract.CreateIndexRows.longestName;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.ControlOperations.CREATE_BACKUP;
import static io.pinelink.spi.ControlOperations.DELETE_BACKUP;
import static io.pinelink.spi.ControlOperations.DELETE_INDEX;
import static io.pinelink.spi.ControlOperations.DESCRIBE_BACKUP;
import static io.pinelink.spi.ControlOperations.LIST_BACKUPS;
import static io.pinelink.spi.DataOperations.UPSERT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.control.BackupDescription;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.control.SchemaField;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.model.ListResponse;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.ByName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/** The rows of the backups of serverless indexes. */
final class BackupRows {
  private static final UpsertRequest ONE =
      UpsertRequest.of(List.of(Vector.of("a", new float[] {1, 2})));

  private BackupRows() {}

  static Section section() {
    Section section = new Section(Calls::ofControlPlane);
    create(section);
    describe(section);
    list(section);
    delete(section);
    return section;
  }

  private static BackupDescription backUp(Calls calls, CreateBackupRequest.Builder request) {
    return calls.call(CREATE_BACKUP, request.build());
  }

  /** Creates a backup of a new index with one vector in each of two namespaces. */
  static BackupDescription make(Calls calls) {
    return backUp(calls, CreateBackupRequest.builder(filled(calls, dense(REGION)).name()));
  }

  /** Creates a backup of a new index with one vector, in the default namespace. */
  static BackupDescription makeOfOneNamespace(Calls calls) {
    IndexDescription index = CreateIndexRows.make(calls, dense(REGION));
    calls.index(index).call(UPSERT, ONE);
    return backUp(calls, CreateBackupRequest.builder(index.name()));
  }

  private static IndexDescription filled(Calls calls, CreateIndexRequest.Builder request) {
    IndexDescription made = CreateIndexRows.make(calls, request);
    calls.index(made).call(UPSERT, ONE);
    calls.index(made).in("other").call(UPSERT, ONE);
    return made;
  }

  private static BackupDescription get(Calls calls, String id) {
    return calls.call(DESCRIBE_BACKUP, ById.of(id));
  }

  private static void create(Section section) {
    section.sample(CREATE_BACKUP, CreateBackupRequest.of("sample"));
    section.row(
        CREATE_BACKUP,
        ROUND_TRIP,
        "the shape of the index and its contents",
        calls -> {
          MetadataSchema schema = MetadataSchema.of("lang", "õ");
          IndexDescription index =
              filled(
                  calls,
                  dense(REGION.withSchema(schema)).metric(Metric.EUCLIDEAN).tag("team", "search"));
          BackupDescription made =
              backUp(
                  calls,
                  CreateBackupRequest.builder(index.name())
                      .name("nightly")
                      .description("before it"));

          assertTrue(made.isReady());
          assertEquals(index.name(), made.sourceIndexName());
          assertEquals(index.id().orElseThrow(), made.sourceIndexId());
          assertEquals(Cloud.AWS, made.cloud());
          assertEquals("us-east-1", made.region());
          assertEquals(Optional.of("nightly"), made.name());
          assertEquals(Optional.of("before it"), made.description());
          assertEquals(OptionalInt.of(2), made.dimension());
          assertEquals(Optional.of(Metric.EUCLIDEAN), made.metric());
          assertEquals(
              Set.of("_values", "_sparse_values", "lang", "õ"),
              made.schema().orElseThrow().fields().keySet());
          assertEquals(
              Optional.of(new SchemaField.Filterable(Optional.empty())),
              made.schema().orElseThrow().field("õ"));
          assertEquals(OptionalLong.of(2), made.recordCount());
          assertEquals(OptionalLong.of(2), made.namespaceCount());
          assertTrue(made.sizeBytes().orElseThrow() > 0);
          assertEquals(Map.of("team", "search"), made.tags());
          assertTrue(made.createdAt().isPresent());
          assertTrue(made.info().requestId().isPresent());
        });
    section.row(
        CREATE_BACKUP,
        PRESENCE,
        "without a name, with an empty description, of an empty sparse index",
        calls -> {
          String index =
              CreateIndexRows.make(
                      calls,
                      CreateIndexRequest.builder(Calls.newName("made"), REGION).sparseVectors())
                  .name();
          BackupDescription bare = backUp(calls, CreateBackupRequest.builder(index));
          BackupDescription empty =
              backUp(calls, CreateBackupRequest.builder(index).description(""));

          assertEquals(Optional.empty(), bare.name());
          assertEquals(Optional.empty(), bare.description());
          assertEquals(Optional.of(""), empty.description());
          assertEquals(OptionalInt.empty(), bare.dimension());
          assertEquals(Set.of("_sparse_values"), bare.schema().orElseThrow().fields().keySet());
          assertEquals(Optional.empty(), bare.sourceIndexDeletedAt());
          assertEquals(Optional.empty(), bare.scheduledExecutionAt());
          assertEquals(OptionalLong.of(0), bare.recordCount());
          assertEquals(Map.of(), bare.tags());
        });
    section.row(
        CREATE_BACKUP,
        LIMITS,
        "the longest name, a long description of any characters; pods and a missing index are"
            + " refused",
        calls -> {
          String name = longestName();
          String description = VectorRows.UNICODE.repeat(1_000);
          BackupDescription made =
              backUp(
                  calls,
                  CreateBackupRequest.builder(CreateIndexRows.make(calls, REGION).name())
                      .name(name)
                      .description(description));

          assertEquals(Optional.of(name), made.name());
          assertEquals(Optional.of(description), made.description());
          String pods = CreateIndexRows.make(calls, PODS).name();
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT, () -> backUp(calls, CreateBackupRequest.builder(pods)));
          RefusalAssertions.notFound(
              "Index missing not found.",
              () -> backUp(calls, CreateBackupRequest.builder("missing")));
        });
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_BACKUP, ById.of("b"));
    section.row(
        DESCRIBE_BACKUP,
        ROUND_TRIP,
        "as it was created, even after its index is deleted",
        calls -> {
          BackupDescription made = make(calls);
          assertEquals(Facts.by(made), Facts.by(get(calls, made.id())));

          calls.call(DELETE_INDEX, ByName.ofIndex(made.sourceIndexName()));
          assertTrue(get(calls, made.id()).isReady());
          assertEquals(Optional.of(calls.now()), get(calls, made.id()).sourceIndexDeletedAt());
        });
    section.row(
        DESCRIBE_BACKUP,
        ROUND_TRIP,
        "in the form of versions before 2026-07",
        calls -> {
          BackupDescription reported =
              calls.answered(
                  DESCRIBE_BACKUP,
                  """
                  {"backup_id":"b","source_index_name":"docs","source_index_id":"i",
                   "status":"Ready","cloud":"aws","region":"us-east-1","dimension":3,
                   "metric":"euclidean","schema":{"fields":{"lang":{"filterable":true}}}}\
                  """);

          assertEquals(OptionalInt.of(3), reported.dimension());
          assertEquals(Optional.of(Metric.EUCLIDEAN), reported.metric());
          assertEquals(Set.of("lang"), reported.schema().orElseThrow().fields().keySet());
        });
    section.row(
        DESCRIBE_BACKUP,
        PRESENCE,
        "missing and null members are absent; zero and empty ones are present",
        calls -> {
          String required =
              """
              {"backup_id":"b","source_index_name":"docs","source_index_id":"i",
               "status":"Initializing","cloud":"aws","region":"us-east-1\"\
              """;
          String nothing =
              """
              ,"name":null,"description":null,"dimension":null,"metric":null,"schema":null,
               "record_count":null,"namespace_count":null,"size_bytes":null,"tags":null,
               "created_at":null,"source_index_deleted_at":null}\
              """;
          for (String rest : List.of("}", nothing)) {
            BackupDescription reported = calls.answered(DESCRIBE_BACKUP, required + rest);

            assertEquals("Initializing", reported.status());
            assertEquals(Optional.empty(), reported.name());
            assertEquals(Optional.empty(), reported.description());
            assertEquals(OptionalInt.empty(), reported.dimension());
            assertEquals(Optional.empty(), reported.metric());
            assertEquals(Optional.empty(), reported.schema());
            assertEquals(OptionalLong.empty(), reported.recordCount());
            assertEquals(OptionalLong.empty(), reported.namespaceCount());
            assertEquals(OptionalLong.empty(), reported.sizeBytes());
            assertEquals(Map.of(), reported.tags());
            assertEquals(Optional.empty(), reported.createdAt());
            assertEquals(Optional.empty(), reported.sourceIndexDeletedAt());
          }
          BackupDescription empty =
              calls.answered(
                  DESCRIBE_BACKUP,
                  required
                      + """
                      ,"description":"","record_count":0,"namespace_count":0,"size_bytes":0,
                       "source_index_deleted_at":"2026-11-25T10:00:00Z"}\
                      """);
          assertEquals(Optional.of(""), empty.description());
          assertEquals(OptionalLong.of(0), empty.recordCount());
          assertEquals(OptionalLong.of(0), empty.namespaceCount());
          assertEquals(OptionalLong.of(0), empty.sizeBytes());
          assertEquals(
              Optional.of(Instant.parse("2026-11-25T10:00:00Z")), empty.sourceIndexDeletedAt());
        });
    section.row(
        DESCRIBE_BACKUP,
        LIMITS,
        "ids that a path must escape are not found",
        calls ->
            RefusalAssertions.notFoundEach("Backup", NamespaceRows.AWKWARD, id -> get(calls, id)));
  }

  private static void list(Section section) {
    section.sample(LIST_BACKUPS, ListBackupsRequest.all());
    section.row(
        LIST_BACKUPS,
        ROUND_TRIP,
        "of an index, page by page, and of the project",
        calls -> {
          String index = filled(calls, dense(REGION)).name();
          List<BackupDescription> made =
              IntStream.range(0, 3)
                  .mapToObj(i -> backUp(calls, CreateBackupRequest.builder(index)))
                  .toList();
          ListBackupsRequest request = ListBackupsRequest.builder().index(index).limit(2).build();
          ListResponse<BackupDescription> first = calls.call(LIST_BACKUPS, request);
          ListResponse<BackupDescription> second =
              calls.call(
                  LIST_BACKUPS,
                  request.toBuilder().paginationToken(first.nextToken().orElseThrow()).build());

          assertEquals(
              List.of(Facts.by(made.get(0)), Facts.by(made.get(1))),
              first.items().stream().map(Facts::by).toList());
          assertSame(first.info(), first.items().get(0).info());
          assertEquals(
              List.of(Facts.by(made.get(2))), second.items().stream().map(Facts::by).toList());
          assertEquals(Optional.empty(), second.nextToken());
          assertTrue(calls.call(LIST_BACKUPS, ListBackupsRequest.all()).items().size() >= 3);
        });
    section.row(
        LIST_BACKUPS,
        ROUND_TRIP,
        "of all indexes that ever had a name, with the times of their deletion",
        calls -> {
          BackupDescription first = make(calls);
          String name = first.sourceIndexName();
          calls.call(DELETE_INDEX, ByName.ofIndex(name));
          ListBackupsRequest ever =
              ListBackupsRequest.builder().index(name).includeDeleted().build();
          assertEquals(List.of(first.id()), ids(calls.call(LIST_BACKUPS, ever)));
          RefusalAssertions.notFound(
              "Index " + name + " not found.",
              () -> calls.call(LIST_BACKUPS, ListBackupsRequest.ofIndex(name)));

          CreateIndexRows.make(calls, CreateIndexRequest.builder(name, REGION).dimension(2));
          BackupDescription second = backUp(calls, CreateBackupRequest.builder(name));
          ListResponse<BackupDescription> both = calls.call(LIST_BACKUPS, ever);
          assertEquals(List.of(first.id(), second.id()), ids(both));
          assertEquals(
              List.of(Optional.of(calls.now()), Optional.empty()),
              both.items().stream().map(BackupDescription::sourceIndexDeletedAt).toList());
          assertEquals(
              List.of(second.id()),
              ids(calls.call(LIST_BACKUPS, ListBackupsRequest.ofIndex(name))));
        });
    section.row(
        LIST_BACKUPS,
        PRESENCE,
        "an empty list without a next page, in every form of the response",
        calls -> {
          String index = CreateIndexRows.make(calls, REGION).name();
          assertNone(calls.call(LIST_BACKUPS, ListBackupsRequest.ofIndex(index)));

          for (String body :
              List.of(
                  "{}",
                  "{\"data\":null,\"pagination\":null}",
                  "{\"data\":[],\"pagination\":{}}",
                  "{\"data\":[],\"pagination\":{\"next\":null}}",
                  "{\"data\":[],\"pagination\":{\"next\":\"\"}}")) {
            assertNone(calls.answered(LIST_BACKUPS, body));
          }
        });
    section.row(
        LIST_BACKUPS,
        LIMITS,
        "100 per page by default and at most; a bad token and a missing index are refused",
        calls -> {
          String index = CreateIndexRows.make(calls, REGION).name();
          IntStream.range(0, 101).forEach(i -> backUp(calls, CreateBackupRequest.builder(index)));
          ListBackupsRequest.Builder request = ListBackupsRequest.builder().index(index);
          assertEquals(100, calls.call(LIST_BACKUPS, request.build()).items().size());
          assertEquals(1, calls.call(LIST_BACKUPS, request.limit(1).build()).items().size());
          ListResponse<BackupDescription> most =
              calls.call(LIST_BACKUPS, request.limit(100).build());
          assertEquals(100, most.items().size());
          assertTrue(most.nextToken().isPresent());

          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT,
              () -> calls.call(LIST_BACKUPS, request.paginationToken("õ & %").build()));
          RefusalAssertions.notFound(
              "Index missing not found.",
              () -> calls.call(LIST_BACKUPS, ListBackupsRequest.ofIndex("missing")));
          RefusalAssertions.notFound(
              "Index missing not found.",
              () ->
                  calls.call(
                      LIST_BACKUPS,
                      ListBackupsRequest.builder().index("missing").includeDeleted().build()));
        });
  }

  private static List<String> ids(ListResponse<BackupDescription> page) {
    return page.items().stream().map(BackupDescription::id).toList();
  }

  private static void assertNone(ListResponse<BackupDescription> page) {
    assertEquals(List.of(), page.items());
    assertEquals(Optional.empty(), page.nextToken());
  }

  private static void delete(Section section) {
    section.sample(DELETE_BACKUP, ById.of("sample")).noBodyOverRest(DELETE_BACKUP);
    section.row(
        DELETE_BACKUP,
        ROUND_TRIP,
        "it is gone",
        calls -> {
          String id = make(calls).id();

          assertTrue(calls.call(DELETE_BACKUP, ById.of(id)).info().requestId().isPresent());
          assertThrows(NotFoundException.class, () -> get(calls, id));
        });
    section.row(
        DELETE_BACKUP,
        PRESENCE,
        "a missing one is not found",
        calls -> {
          String id = make(calls).id();
          calls.call(DELETE_BACKUP, ById.of(id));

          RefusalAssertions.notFound(
              "Backup " + id + " not found.", () -> calls.call(DELETE_BACKUP, ById.of(id)));
        });
    section.row(
        DELETE_BACKUP,
        LIMITS,
        "ids that a path must escape are not found",
        calls ->
            RefusalAssertions.notFoundEach(
                "Backup", NamespaceRows.AWKWARD, id -> calls.call(DELETE_BACKUP, ById.of(id))));
  }
}
