package io.pinelink.rest;

import static io.pinelink.rest.Calls.context;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.control.BackupDescription;
import io.pinelink.control.BackupFrequency;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.CreateBackupScheduleRequest;
import io.pinelink.control.ListBackupScheduleHistoryRequest;
import io.pinelink.control.ListBackupSchedulesRequest;
import io.pinelink.control.UpdateBackupScheduleRequest;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.Route;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.request.ById;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Backup schedules, from the model to the wire and back. */
class RestBackupSchedulesTest {
  private static final String SCHEDULE =
      """
      {"schedule_id":"s-1","name":"nightly","index_id":"i-1","project_id":"p-1",
       "schedule_type":"time-based","frequency":"daily","retention_expire_after_days":30,
       "enabled":true,"next_scheduled_run":"2026-02-01T00:00:00Z",
       "created_at":"2026-01-31T00:00:00Z","new":{}}\
      """;
  private static final String PLANNED =
      """
      {"backup_id":"b-1","source_index_name":"docs","source_index_id":"i-1","name":"nightly",
       "status":"Scheduled","cloud":"aws","region":"us-east-1","record_count":null,
       "scheduled_execution_at":"2026-02-01T00:00:00Z"}\
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
  void aScheduleIsCreated() throws Exception {
    server.answering(200, SCHEDULE);

    BackupScheduleDescription made =
        call(
            ControlOperations.CREATE_BACKUP_SCHEDULE,
            CreateBackupScheduleRequest.of("docs", "nightly", BackupFrequency.DAILY, 30));

    assertThat(made).isEqualTo(schedule());
    assertSent(
        "POST /indexes/docs/backup-schedules",
        "{\"name\":\"nightly\",\"schedule\":{\"type\":\"time-based\",\"frequency\":\"daily\"},"
            + "\"retention\":{\"expire_after_days\":30}}");
  }

  @Test
  void aDisabledScheduleHasNoNextRun() throws Exception {
    server.answering(
        200,
        SCHEDULE
            .replace("\"2026-02-01T00:00:00Z\"", "null")
            .replace("true", "false")
            .replace("s-1", "s/1")
            .replace("daily", "hourly"));

    BackupScheduleDescription found =
        call(ControlOperations.DESCRIBE_BACKUP_SCHEDULE, ById.of("s/1"));

    assertThat(found.enabled()).isFalse();
    assertThat(found.nextScheduledRun()).isEmpty();
    assertThat(found.frequency()).isEqualTo(new BackupFrequency("hourly"));
    assertSent("GET /backup-schedules/s%2F1", "");
  }

  @Test
  void aScheduleIsUpdatedInTheGivenSettingsOnly() throws Exception {
    server.answering(200, SCHEDULE);
    call(
        ControlOperations.UPDATE_BACKUP_SCHEDULE,
        UpdateBackupScheduleRequest.builder("s-1")
            .frequency(BackupFrequency.WEEKLY)
            .expireAfterDays(7)
            .enabled(true)
            .build());
    assertSent(
        "PATCH /backup-schedules/s-1",
        "{\"frequency\":\"weekly\",\"retention\":{\"expire_after_days\":7},\"enabled\":true}");

    call(
        ControlOperations.UPDATE_BACKUP_SCHEDULE,
        UpdateBackupScheduleRequest.builder("s-1").enabled(false).build());
    assertSent("PATCH /backup-schedules/s-1", "{\"enabled\":false}");
  }

  @Test
  void aScheduleIsDeleted() throws Exception {
    server.answering(204, "");
    assertThat(call(ControlOperations.DELETE_BACKUP_SCHEDULE, ById.of("s-1")).info())
        .isEqualTo(info);
    assertSent("DELETE /backup-schedules/s-1", "");
  }

  @Test
  void schedulesAreListedByPages() throws Exception {
    server.answering(200, "{\"data\":[" + SCHEDULE + "],\"pagination\":{\"next\":\"t=1\"}}");
    ListResponse<BackupScheduleDescription> page =
        call(
            ControlOperations.LIST_BACKUP_SCHEDULES,
            ListBackupSchedulesRequest.builder("docs").limit(1).paginationToken("s=1").build());
    assertThat(page.items()).containsExactly(schedule());
    assertThat(page.nextToken()).contains("t=1");
    assertSent("GET /indexes/docs/backup-schedules?limit=1&paginationToken=s%3D1", "");

    server.answering(200, "{\"data\":[],\"pagination\":null}");
    assertThat(
            call(
                ControlOperations.LIST_BACKUP_SCHEDULES,
                ListBackupSchedulesRequest.ofIndex("docs")))
        .isEqualTo(new VectorResponses.ListResult<>(List.of(), Optional.empty(), info));
    assertSent("GET /indexes/docs/backup-schedules", "");
  }

  @Test
  void theHistoryHasBackupsAndThePlannedOne() throws Exception {
    server.answering(200, "{\"data\":[" + PLANNED + "]}");

    ListResponse<BackupDescription> page =
        call(
            ControlOperations.LIST_BACKUP_SCHEDULE_HISTORY,
            ListBackupScheduleHistoryRequest.ofSchedule("s-1"));

    assertThat(page.items())
        .containsExactly(
            BackupDescription.builder("b-1", "Scheduled", Cloud.AWS, "us-east-1", info)
                .sourceIndex("docs", "i-1")
                .name("nightly")
                .scheduledExecutionAt(Instant.parse("2026-02-01T00:00:00Z"))
                .build());
    assertThat(page.items().get(0).isReady() || page.items().get(0).isTerminal()).isFalse();
    assertSent("GET /backup-schedules/s-1/history", "");
  }

  @Test
  void theScheduleOfAnotherCallIsMalformed() {
    server.answering(200, SCHEDULE);

    assertThatThrownBy(() -> call(ControlOperations.DESCRIBE_BACKUP_SCHEDULE, ById.of("s-2")))
        .hasCauseInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("about backup schedule 's-1', asked for 's-2'");
  }

  private BackupScheduleDescription schedule() {
    return new ControlResponses.BackupScheduleResult(
        "s-1",
        "nightly",
        "i-1",
        "p-1",
        "time-based",
        BackupFrequency.DAILY,
        30,
        true,
        Optional.of(Instant.parse("2026-02-01T00:00:00Z")),
        Optional.of(Instant.parse("2026-01-31T00:00:00Z")),
        info);
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
