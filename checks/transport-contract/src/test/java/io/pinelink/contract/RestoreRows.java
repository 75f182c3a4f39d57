package io.pinelink.contract;

import static io.pinelink.contract.CreateIndexRows.REGION;
import static io.pinelink.contract.CreateIndexRows.longestName;
import static io.pinelink.contract.CreateIndexRows.mostTags;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX_FROM_BACKUP;
import static io.pinelink.spi.ControlOperations.DESCRIBE_INDEX;
import static io.pinelink.spi.ControlOperations.DESCRIBE_RESTORE_JOB;
import static io.pinelink.spi.ControlOperations.LIST_RESTORE_JOBS;
import static io.pinelink.spi.DataOperations.DESCRIBE_INDEX_STATS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.control.BackupDescription;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.CreateIndexFromBackupResponse;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.ReadCapacity;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.PageRequest;
import io.pinelink.model.StatsRequest;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.ByName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The rows of creating indexes from backups, and of the restore jobs. */
final class RestoreRows {
  private RestoreRows() {}

  static Section section() {
    Section section = new Section(Calls::ofControlPlane);
    create(section);
    describe(section);
    list(section);
    return section;
  }

  private static CreateIndexFromBackupRequest.Builder from(String backupId) {
    return CreateIndexFromBackupRequest.builder(backupId, Calls.newName("restored"));
  }

  private static CreateIndexFromBackupResponse restore(
      Calls calls, CreateIndexFromBackupRequest.Builder request) {
    return calls.call(CREATE_INDEX_FROM_BACKUP, request.build());
  }

  private static long vectorCount(Calls calls, IndexDescription index) {
    return calls.index(index).call(DESCRIBE_INDEX_STATS, StatsRequest.all()).totalVectorCount();
  }

  private static IndexDescription index(Calls calls, CreateIndexFromBackupRequest.Builder made) {
    return calls.call(DESCRIBE_INDEX, ByName.ofIndex(made.build().name()));
  }

  private static RestoreJobDescription job(Calls calls, String id) {
    return calls.call(DESCRIBE_RESTORE_JOB, ById.of(id));
  }

  private static void create(Section section) {
    section.sample(
        CREATE_INDEX_FROM_BACKUP, CreateIndexFromBackupRequest.builder("sample", "sample").build());
    section.row(
        CREATE_INDEX_FROM_BACKUP,
        ROUND_TRIP,
        "the data of the backup, in an index with its own settings",
        calls -> {
          ReadCapacity capacity = ReadCapacity.dedicated("b1", 1, 2);
          CreateIndexFromBackupRequest.Builder request =
              from(BackupRows.makeOfOneNamespace(calls).id())
                  .readCapacity(capacity)
                  .tag("team", "search")
                  .deletionProtection();
          CreateIndexFromBackupResponse began = restore(calls, request);

          IndexDescription restored = index(calls, request);
          assertEquals(Optional.of(began.indexId()), restored.id());
          assertFalse(began.restoreJobId().isEmpty());
          assertTrue(began.info().requestId().isPresent());
          assertEquals(OptionalInt.of(2), restored.dimension());
          assertEquals(Optional.of(Metric.COSINE), restored.metric());
          assertEquals(REGION.withReadCapacity(capacity), restored.spec());
          assertEquals(Map.of("team", "search"), restored.tags());
          assertTrue(restored.deletionProtection());
          assertEquals(1, vectorCount(calls, restored));
        });
    section.row(
        CREATE_INDEX_FROM_BACKUP,
        PRESENCE,
        "settings that are not given have defaults, and all namespaces are restored",
        calls -> {
          CreateIndexFromBackupRequest.Builder request = from(BackupRows.make(calls).id());
          restore(calls, request);

          IndexDescription restored = index(calls, request);
          assertEquals(2, vectorCount(calls, restored));
          assertEquals(REGION.withReadCapacity(ReadCapacity.onDemand()), restored.spec());
          assertEquals(Map.of(), restored.tags());
          assertFalse(restored.deletionProtection());
        });
    section.row(
        CREATE_INDEX_FROM_BACKUP,
        LIMITS,
        "the longest name, the maximum number of tags; a taken name and missing backups are"
            + " refused",
        calls -> {
          String backup = BackupRows.make(calls).id();
          CreateIndexFromBackupRequest.Builder request =
              CreateIndexFromBackupRequest.builder(backup, longestName());
          mostTags().forEach(request::tag);
          restore(calls, request);

          assertEquals(mostTags(), index(calls, request).tags());
          assertThrows(AlreadyExistsException.class, () -> restore(calls, request));
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT, () -> restore(calls, from(backup).tag("õ", "value")));
          RefusalAssertions.notFoundEach(
              "Backup", NamespaceRows.AWKWARD, id -> restore(calls, from(id)));
        });
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_RESTORE_JOB, ById.of("j"));
    section.row(
        DESCRIBE_RESTORE_JOB,
        ROUND_TRIP,
        "its source, its target and its completion",
        calls -> {
          BackupDescription backup = BackupRows.make(calls);
          CreateIndexFromBackupRequest.Builder request = from(backup.id());
          CreateIndexFromBackupResponse began = restore(calls, request);
          RestoreJobDescription job = job(calls, began.restoreJobId());

          assertEquals(began.restoreJobId(), job.id());
          assertEquals(backup.id(), job.backupId());
          assertEquals(request.build().name(), job.targetIndexName());
          assertEquals(began.indexId(), job.targetIndexId());
          assertTrue(job.isCompleted());
          assertTrue(job.createdAt().isPresent());
          assertTrue(job.completedAt().isPresent());
          assertEquals(OptionalDouble.of(100), job.percentComplete());
          assertTrue(job.info().requestId().isPresent());
        });
    section.row(
        DESCRIBE_RESTORE_JOB,
        PRESENCE,
        "missing and null members are absent; zero percent is present",
        calls -> {
          String required =
              """
              {"restore_job_id":"j","backup_id":"b","target_index_name":"docs",
               "target_index_id":"i","status":"Pending\"\
              """;
          String nothing = ",\"created_at\":null,\"completed_at\":null,\"percent_complete\":null}";
          for (String rest : List.of("}", nothing)) {
            RestoreJobDescription reported = calls.answered(DESCRIBE_RESTORE_JOB, required + rest);

            assertFalse(reported.isCompleted() || reported.isFailed());
            assertEquals(Optional.empty(), reported.createdAt());
            assertEquals(Optional.empty(), reported.completedAt());
            assertEquals(OptionalDouble.empty(), reported.percentComplete());
          }
          assertEquals(
              OptionalDouble.of(0),
              calls
                  .answered(DESCRIBE_RESTORE_JOB, required + ",\"percent_complete\":0}")
                  .percentComplete());
        });
    section.row(
        DESCRIBE_RESTORE_JOB,
        LIMITS,
        "ids that a path must escape are not found",
        calls ->
            RefusalAssertions.notFoundEach(
                "Restore job", NamespaceRows.AWKWARD, id -> job(calls, id)));
  }

  private static void list(Section section) {
    section.sample(LIST_RESTORE_JOBS, PageRequest.all());
    section.row(
        LIST_RESTORE_JOBS,
        ROUND_TRIP,
        "each as it is described, page by page",
        calls -> {
          String backup = BackupRows.make(calls).id();
          List<String> made =
              IntStream.range(0, 3)
                  .mapToObj(i -> restore(calls, from(backup)).restoreJobId())
                  .toList();
          PageRequest request = PageRequest.builder().limit(2).build();
          List<RestoreJobDescription> all = new ArrayList<>();
          ListResponse<RestoreJobDescription> page = calls.call(LIST_RESTORE_JOBS, request);
          all.addAll(page.items());
          while (page.nextToken().isPresent()) {
            assertEquals(2, page.items().size());
            page =
                calls.call(
                    LIST_RESTORE_JOBS,
                    request.toBuilder().paginationToken(page.nextToken().get()).build());
            all.addAll(page.items());
          }

          assertEquals(
              made.stream().map(id -> Facts.by(job(calls, id))).toList(),
              all.stream().filter(job -> made.contains(job.id())).map(Facts::by).toList());
        });
    section.row(
        LIST_RESTORE_JOBS,
        PRESENCE,
        "an empty list without a next page, in every form of the response",
        calls -> {
          for (String body :
              List.of(
                  "{}",
                  "{\"data\":[],\"pagination\":null}",
                  "{\"data\":null,\"pagination\":{\"next\":\"\"}}")) {
            ListResponse<RestoreJobDescription> none = calls.answered(LIST_RESTORE_JOBS, body);

            assertEquals(List.of(), none.items());
            assertEquals(Optional.empty(), none.nextToken());
          }
        });
    section.row(
        LIST_RESTORE_JOBS,
        LIMITS,
        "10 per page by default, up to 100; a bad token is refused",
        calls -> {
          String backup = BackupRows.make(calls).id();
          IntStream.range(0, 101).forEach(i -> restore(calls, from(backup)));
          assertEquals(10, calls.call(LIST_RESTORE_JOBS, PageRequest.all()).items().size());
          PageRequest.Builder request = PageRequest.builder().limit(100);
          assertEquals(100, calls.call(LIST_RESTORE_JOBS, request.build()).items().size());

          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT,
              () -> calls.call(LIST_RESTORE_JOBS, request.paginationToken("õ & %").build()));
        });
  }
}
