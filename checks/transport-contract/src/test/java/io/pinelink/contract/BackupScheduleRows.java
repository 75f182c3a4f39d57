package io.pinelink.contract;

import static io.pinelink.contract.CreateIndexRows.PODS;
import static io.pinelink.contract.CreateIndexRows.REGION;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.ControlOperations.CREATE_BACKUP_SCHEDULE;
import static io.pinelink.spi.ControlOperations.DELETE_BACKUP_SCHEDULE;
import static io.pinelink.spi.ControlOperations.DESCRIBE_BACKUP;
import static io.pinelink.spi.ControlOperations.DESCRIBE_BACKUP_SCHEDULE;
import static io.pinelink.spi.ControlOperations.LIST_BACKUP_SCHEDULES;
import static io.pinelink.spi.ControlOperations.LIST_BACKUP_SCHEDULE_HISTORY;
import static io.pinelink.spi.ControlOperations.UPDATE_BACKUP_SCHEDULE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.control.BackupDescription;
import io.pinelink.control.BackupFrequency;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.CreateBackupScheduleRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.ListBackupScheduleHistoryRequest;
import io.pinelink.control.ListBackupSchedulesRequest;
import io.pinelink.control.UpdateBackupScheduleRequest;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.model.ListResponse;
import io.pinelink.spi.request.ById;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The rows of backup schedules. */
final class BackupScheduleRows {
  private BackupScheduleRows() {}

  static Section section() {
    Section section = new Section(Calls::ofControlPlane);
    create(section);
    describe(section);
    list(section);
    update(section);
    delete(section);
    history(section);
    return section;
  }

  private static BackupScheduleDescription make(Calls calls, String index, String name) {
    return calls.call(
        CREATE_BACKUP_SCHEDULE,
        CreateBackupScheduleRequest.of(index, name, BackupFrequency.DAILY, 30));
  }

  /** Creates a daily schedule of a new index. */
  private static BackupScheduleDescription make(Calls calls) {
    return make(calls, CreateIndexRows.make(calls, REGION).name(), "nightly");
  }

  private static BackupScheduleDescription get(Calls calls, String id) {
    return calls.call(DESCRIBE_BACKUP_SCHEDULE, ById.of(id));
  }

  private static BackupScheduleDescription enable(Calls calls, String id, boolean enabled) {
    return calls.call(
        UPDATE_BACKUP_SCHEDULE, UpdateBackupScheduleRequest.builder(id).enabled(enabled).build());
  }

  private static ListResponse<BackupDescription> history(Calls calls, String id) {
    return calls.call(
        LIST_BACKUP_SCHEDULE_HISTORY, ListBackupScheduleHistoryRequest.ofSchedule(id));
  }

  private static void create(Section section) {
    section.sample(
        CREATE_BACKUP_SCHEDULE,
        CreateBackupScheduleRequest.of("sample", "sample", BackupFrequency.DAILY, 1));
    section.row(
        CREATE_BACKUP_SCHEDULE,
        ROUND_TRIP,
        "its settings, its index and its next run",
        calls -> {
          IndexDescription index = CreateIndexRows.make(calls, REGION);
          BackupScheduleDescription made =
              calls.call(
                  CREATE_BACKUP_SCHEDULE,
                  CreateBackupScheduleRequest.of(
                      index.name(), "Weekly, õ", BackupFrequency.WEEKLY, 90));

          assertFalse(made.id().isEmpty());
          assertEquals("Weekly, õ", made.name());
          assertEquals(index.id().orElseThrow(), made.indexId());
          assertFalse(made.projectId().isEmpty());
          assertEquals("time-based", made.type());
          assertEquals(BackupFrequency.WEEKLY, made.frequency());
          assertEquals(90, made.expireAfterDays());
          assertTrue(made.enabled());
          assertEquals(Optional.of(calls.now().plus(Duration.ofDays(7))), made.nextScheduledRun());
          assertEquals(Optional.of(calls.now()), made.createdAt());
          assertTrue(made.info().requestId().isPresent());
        });
    section.row(
        CREATE_BACKUP_SCHEDULE,
        PRESENCE,
        "no backup is made before the first run",
        calls -> {
          BackupScheduleDescription made = make(calls);

          assertEquals(
              List.of("Scheduled"),
              history(calls, made.id()).items().stream().map(BackupDescription::status).toList());
        });
    section.row(
        CREATE_BACKUP_SCHEDULE,
        LIMITS,
        "one enabled schedule per index, with a frequency of the service's; pods and a missing index"
            + " are refused",
        calls -> {
          String index = CreateIndexRows.make(calls, REGION).name();
          make(calls, index, "n".repeat(200));

          assertThrows(AlreadyExistsException.class, () -> make(calls, index, "second"));
          String pods = CreateIndexRows.make(calls, PODS).name();
          RefusalAssertions.as(ErrorCode.INVALID_ARGUMENT, () -> make(calls, pods, "nightly"));
          RefusalAssertions.notFound(
              "Index missing not found.", () -> make(calls, "missing", "nightly"));
          RefusalAssertions.as(
              ErrorCode.UNPROCESSABLE_ENTITY,
              () ->
                  calls.call(
                      CREATE_BACKUP_SCHEDULE,
                      CreateBackupScheduleRequest.of(
                          index, "hourly", new BackupFrequency("hourly"), 1)));
        });
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_BACKUP_SCHEDULE, ById.of("s"));
    section.row(
        DESCRIBE_BACKUP_SCHEDULE,
        ROUND_TRIP,
        "as it was created",
        calls -> {
          BackupScheduleDescription made = make(calls);
          assertEquals(Facts.by(made), Facts.by(get(calls, made.id())));
        });
    section.row(
        DESCRIBE_BACKUP_SCHEDULE,
        PRESENCE,
        "missing and null times are absent; names that the client does not know are kept",
        calls -> {
          String required =
              """
              {"schedule_id":"s","name":"","index_id":"i","project_id":"p",
               "schedule_type":"lunar","frequency":"hourly","retention_expire_after_days":1,
               "enabled":false\
              """;
          for (String rest : List.of("}", ",\"next_scheduled_run\":null,\"created_at\":null}")) {
            BackupScheduleDescription reported =
                calls.answered(DESCRIBE_BACKUP_SCHEDULE, required + rest);

            assertEquals("", reported.name());
            assertEquals("lunar", reported.type());
            assertEquals(new BackupFrequency("hourly"), reported.frequency());
            assertFalse(reported.enabled());
            assertEquals(Optional.empty(), reported.nextScheduledRun());
            assertEquals(Optional.empty(), reported.createdAt());
          }
        });
    section.row(
        DESCRIBE_BACKUP_SCHEDULE,
        LIMITS,
        "ids that a path must escape are not found",
        calls ->
            RefusalAssertions.notFoundEach(
                "Backup schedule", NamespaceRows.AWKWARD, id -> get(calls, id)));
  }

  private static void list(Section section) {
    section.sample(LIST_BACKUP_SCHEDULES, ListBackupSchedulesRequest.ofIndex("sample"));
    section.row(
        LIST_BACKUP_SCHEDULES,
        ROUND_TRIP,
        "each as it is described, page by page, without schedules of other indexes",
        calls -> {
          make(calls);
          List<BackupScheduleDescription> made = disabled(calls, 3);
          ListBackupSchedulesRequest request = listOf(made).limit(2).build();
          ListResponse<BackupScheduleDescription> first =
              calls.call(LIST_BACKUP_SCHEDULES, request);
          ListResponse<BackupScheduleDescription> second =
              calls.call(
                  LIST_BACKUP_SCHEDULES,
                  request.toBuilder().paginationToken(first.nextToken().orElseThrow()).build());

          assertEquals(
              List.of(Facts.by(made.get(0)), Facts.by(made.get(1))),
              first.items().stream().map(Facts::by).toList());
          assertSame(first.info(), first.items().get(0).info());
          assertEquals(
              List.of(Facts.by(made.get(2))), second.items().stream().map(Facts::by).toList());
          assertEquals(Optional.empty(), second.nextToken());
        });
    section.row(
        LIST_BACKUP_SCHEDULES,
        PRESENCE,
        "an empty list without a next page, in every form of the response",
        calls -> {
          String index = CreateIndexRows.make(calls, REGION).name();
          assertNone(calls.call(LIST_BACKUP_SCHEDULES, ListBackupSchedulesRequest.ofIndex(index)));

          for (String body :
              List.of(
                  "{}",
                  "{\"data\":null,\"pagination\":null}",
                  "{\"data\":[],\"pagination\":{\"next\":\"\"}}")) {
            assertNone(calls.answered(LIST_BACKUP_SCHEDULES, body));
          }
        });
    section.row(
        LIST_BACKUP_SCHEDULES,
        LIMITS,
        "100 per page by default and at most; a bad token and a missing index are refused",
        calls -> {
          List<BackupScheduleDescription> made = disabled(calls, 101);
          ListBackupSchedulesRequest.Builder request = listOf(made);
          assertEquals(100, calls.call(LIST_BACKUP_SCHEDULES, request.build()).items().size());
          ListResponse<BackupScheduleDescription> most =
              calls.call(LIST_BACKUP_SCHEDULES, request.limit(100).build());
          assertEquals(100, most.items().size());
          assertTrue(most.nextToken().isPresent());

          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT,
              () -> calls.call(LIST_BACKUP_SCHEDULES, request.paginationToken("õ & %").build()));
          RefusalAssertions.notFound(
              "Index missing not found.",
              () ->
                  calls.call(LIST_BACKUP_SCHEDULES, ListBackupSchedulesRequest.ofIndex("missing")));
        });
  }

  /** Creates disabled schedules of one new index. */
  private static List<BackupScheduleDescription> disabled(Calls calls, int count) {
    String index = CreateIndexRows.make(calls, REGION).name();
    return IntStream.range(0, count)
        .mapToObj(i -> enable(calls, make(calls, index, index).id(), false))
        .toList();
  }

  /** Returns a request for the schedules of an index, whose name they have. */
  private static ListBackupSchedulesRequest.Builder listOf(List<BackupScheduleDescription> made) {
    return ListBackupSchedulesRequest.builder(made.get(0).name());
  }

  private static void assertNone(ListResponse<?> page) {
    assertEquals(List.of(), page.items());
    assertEquals(Optional.empty(), page.nextToken());
  }

  private static void update(Section section) {
    section.sample(
        UPDATE_BACKUP_SCHEDULE, UpdateBackupScheduleRequest.builder("s").enabled(true).build());
    section.row(
        UPDATE_BACKUP_SCHEDULE,
        ROUND_TRIP,
        "every setting",
        calls -> {
          BackupScheduleDescription made = make(calls);
          BackupScheduleDescription changed =
              calls.call(
                  UPDATE_BACKUP_SCHEDULE,
                  UpdateBackupScheduleRequest.builder(made.id())
                      .frequency(BackupFrequency.MONTHLY)
                      .expireAfterDays(365)
                      .enabled(false)
                      .build());

          assertEquals(BackupFrequency.MONTHLY, changed.frequency());
          assertEquals(365, changed.expireAfterDays());
          assertFalse(changed.enabled());
          assertEquals(Optional.empty(), changed.nextScheduledRun());
          assertEquals(made.createdAt(), changed.createdAt());
          assertEquals(Facts.by(changed), Facts.by(get(calls, made.id())));
        });
    section.row(
        UPDATE_BACKUP_SCHEDULE,
        ROUND_TRIP,
        "enabling a disabled schedule makes a backup and starts its intervals",
        calls -> {
          BackupScheduleDescription made = make(calls);
          enable(calls, made.id(), false);
          BackupScheduleDescription enabled = enable(calls, made.id(), true);

          assertEquals(
              Optional.of(calls.now().plus(Duration.ofDays(1))), enabled.nextScheduledRun());
          BackupDescription backup = history(calls, made.id()).items().get(0);
          assertTrue(backup.isReady());
          assertEquals(
              Facts.by(backup), Facts.by(calls.call(DESCRIBE_BACKUP, ById.of(backup.id()))));
        });
    section.row(
        UPDATE_BACKUP_SCHEDULE,
        PRESENCE,
        "settings that are not given are unchanged",
        calls -> {
          BackupScheduleDescription made = make(calls);
          BackupScheduleDescription kept =
              calls.call(
                  UPDATE_BACKUP_SCHEDULE,
                  UpdateBackupScheduleRequest.builder(made.id()).expireAfterDays(1).build());

          assertEquals(1, kept.expireAfterDays());
          assertEquals(made.frequency(), kept.frequency());
          assertTrue(kept.enabled());
          assertEquals(made.nextScheduledRun(), kept.nextScheduledRun());
        });
    section.row(
        UPDATE_BACKUP_SCHEDULE,
        LIMITS,
        "one enabled schedule per index; ids that a path must escape are not found",
        calls -> {
          List<BackupScheduleDescription> made = disabled(calls, 2);
          enable(calls, made.get(0).id(), true);

          assertThrows(AlreadyExistsException.class, () -> enable(calls, made.get(1).id(), true));
          RefusalAssertions.notFoundEach(
              "Backup schedule", NamespaceRows.AWKWARD, id -> enable(calls, id, true));
        });
  }

  private static void delete(Section section) {
    section
        .sample(DELETE_BACKUP_SCHEDULE, ById.of("sample"))
        .noBodyOverRest(DELETE_BACKUP_SCHEDULE);
    section.row(
        DELETE_BACKUP_SCHEDULE,
        ROUND_TRIP,
        "it is gone, and its backups remain",
        calls -> {
          String id = make(calls).id();
          enable(calls, id, false);
          enable(calls, id, true);
          String backup = history(calls, id).items().get(0).id();

          assertTrue(
              calls.call(DELETE_BACKUP_SCHEDULE, ById.of(id)).info().requestId().isPresent());
          assertThrows(NotFoundException.class, () -> get(calls, id));
          assertTrue(calls.call(DESCRIBE_BACKUP, ById.of(backup)).isReady());
        });
    section.row(
        DELETE_BACKUP_SCHEDULE,
        PRESENCE,
        "a missing one is not found",
        calls -> {
          String id = make(calls).id();
          calls.call(DELETE_BACKUP_SCHEDULE, ById.of(id));

          RefusalAssertions.notFound(
              "Backup schedule " + id + " not found.",
              () -> calls.call(DELETE_BACKUP_SCHEDULE, ById.of(id)));
        });
    section.row(
        DELETE_BACKUP_SCHEDULE,
        LIMITS,
        "ids that a path must escape are not found",
        calls ->
            RefusalAssertions.notFoundEach(
                "Backup schedule",
                NamespaceRows.AWKWARD,
                id -> calls.call(DELETE_BACKUP_SCHEDULE, ById.of(id))));
  }

  private static void history(Section section) {
    section.sample(LIST_BACKUP_SCHEDULE_HISTORY, ListBackupScheduleHistoryRequest.ofSchedule("s"));
    section.row(
        LIST_BACKUP_SCHEDULE_HISTORY,
        ROUND_TRIP,
        "its backups and the planned one, page by page",
        calls -> {
          BackupScheduleDescription made = make(calls);
          enable(calls, made.id(), false);
          BackupScheduleDescription enabled = enable(calls, made.id(), true);
          ListBackupScheduleHistoryRequest request =
              ListBackupScheduleHistoryRequest.builder(made.id()).limit(1).build();
          ListResponse<BackupDescription> first = calls.call(LIST_BACKUP_SCHEDULE_HISTORY, request);
          ListResponse<BackupDescription> second =
              calls.call(
                  LIST_BACKUP_SCHEDULE_HISTORY,
                  request.toBuilder().paginationToken(first.nextToken().orElseThrow()).build());

          BackupDescription backup = first.items().get(0);
          assertEquals(1, first.items().size());
          assertEquals(made.indexId(), backup.sourceIndexId());
          assertEquals(Optional.of("nightly"), backup.name());
          assertEquals(OptionalLong.of(0), backup.recordCount());
          assertEquals(Optional.empty(), backup.scheduledExecutionAt());
          BackupDescription planned = second.items().get(0);
          assertEquals(1, second.items().size());
          assertEquals("Scheduled", planned.status());
          assertEquals(enabled.nextScheduledRun(), planned.scheduledExecutionAt());
          assertEquals(made.indexId(), planned.sourceIndexId());
          assertEquals(OptionalLong.empty(), planned.recordCount());
          assertEquals(Optional.empty(), second.nextToken());
        });
    section.row(
        LIST_BACKUP_SCHEDULE_HISTORY,
        PRESENCE,
        "an empty list without a next page, in every form of the response; null counts are absent",
        calls -> {
          BackupScheduleDescription made = make(calls);
          enable(calls, made.id(), false);
          assertNone(history(calls, made.id()));

          for (String body :
              List.of(
                  "{}",
                  "{\"data\":null,\"pagination\":null}",
                  "{\"data\":[],\"pagination\":{\"next\":\"\"}}")) {
            assertNone(calls.answered(LIST_BACKUP_SCHEDULE_HISTORY, body));
          }
          BackupDescription planned =
              calls
                  .answered(
                      LIST_BACKUP_SCHEDULE_HISTORY,
                      """
                      {"data":[{"backup_id":"b","source_index_name":"docs","source_index_id":"i",
                       "status":"Scheduled","cloud":"aws","region":"us-east-1","schema":null,
                       "record_count":null,"namespace_count":null,"size_bytes":null,
                       "scheduled_execution_at":"2026-11-25T10:00:00Z"}]}\
                      """)
                  .items()
                  .get(0);
          assertEquals(OptionalLong.empty(), planned.recordCount());
          assertEquals(OptionalLong.empty(), planned.namespaceCount());
          assertEquals(OptionalLong.empty(), planned.sizeBytes());
          assertEquals(
              Optional.of(Instant.parse("2026-11-25T10:00:00Z")), planned.scheduledExecutionAt());
        });
    section.row(
        LIST_BACKUP_SCHEDULE_HISTORY,
        LIMITS,
        "100 per page by default and at most; a bad token is refused, and ids that a path must escape"
            + " are not found",
        calls -> {
          String id = make(calls).id();
          IntStream.range(0, 100)
              .forEach(
                  i -> {
                    enable(calls, id, false);
                    enable(calls, id, true);
                  });
          ListBackupScheduleHistoryRequest.Builder request =
              ListBackupScheduleHistoryRequest.builder(id);
          assertEquals(
              100, calls.call(LIST_BACKUP_SCHEDULE_HISTORY, request.build()).items().size());
          ListResponse<BackupDescription> most =
              calls.call(LIST_BACKUP_SCHEDULE_HISTORY, request.limit(100).build());
          assertEquals(100, most.items().size());
          assertTrue(most.nextToken().isPresent());

          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT,
              () ->
                  calls.call(
                      LIST_BACKUP_SCHEDULE_HISTORY, request.paginationToken("õ & %").build()));
          RefusalAssertions.notFoundEach(
              "Backup schedule", NamespaceRows.AWKWARD, other -> history(calls, other));
        });
  }
}
