package io.pinelink.server.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.store.StoredVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupScheduleEndpointsTest {
  private static final String SCHEDULES = "/indexes/docs/backup-schedules";

  private final ControlPlaneUnderTest control = new ControlPlaneUnderTest(new Regions(false));

  @BeforeEach
  void createIndex() {
    control.createServerless("docs");
    control.version("2026-07");
  }

  @Test
  void aScheduleIsDescribedInFull() {
    JsonNode made = create("daily", 30);

    assertThat(made.toString().replace('"', '\''))
        .isEqualTo(
            "{'schedule_id':'"
                + id(made)
                + "','name':'nightly','index_id':'"
                + control.get("/indexes/docs").path("id").textValue()
                + "','project_id':'project-1','schedule_type':'time-based','frequency':'daily',"
                + "'retention_expire_after_days':30,'enabled':true,"
                + "'next_scheduled_run':'2026-02-01T12:00:10Z',"
                + "'created_at':'2026-01-31T12:00:10Z'}");
    assertThat(control.get(path(made))).isEqualTo(made);
    assertThat(control.get(SCHEDULES).path("data")).containsExactly(made);
  }

  @ParameterizedTest
  @CsvSource({
    "daily, 2026-02-01T12:00:10Z, 2026-02-02T12:00:10Z",
    "weekly, 2026-02-07T12:00:10Z, 2026-02-14T12:00:10Z",
    "monthly, 2026-02-28T12:00:10Z, 2026-03-31T12:00:10Z"
  })
  void theRunsFollowAtTheInterval(String frequency, String first, String second) {
    JsonNode made = create(frequency, 400);
    assertThat(nextRun(made)).isEqualTo(first);

    while (history(made).size() == 1) {
      control.passDays(1);
    }

    assertThat(nextRun(control.get(path(made)))).isEqualTo(second);
    assertThat(history(made).get(0).path("created_at").textValue()).isEqualTo(first);
  }

  @Test
  void aBackupThatIsDueIsMadeAndThenExpires() {
    fill("a");
    JsonNode made = create("daily", 2);
    JsonNode planned = history(made).get(0);
    assertThat(planned.path("status").textValue()).isEqualTo("Scheduled");
    assertThat(planned.path("scheduled_execution_at").textValue())
        .isEqualTo("2026-02-01T12:00:10Z");
    assertThat(planned.path("record_count").isNull()).isTrue();
    assertThat(control.get("/backups").path("data")).isEmpty();

    control.passDays(1);
    JsonNode begun = history(made).get(0);
    assertThat(begun.path("status").textValue()).isEqualTo("Initializing");
    assertThat(begun.path("record_count").isNull()).isTrue();
    control.pass(10);

    JsonNode backup = history(made).get(0);
    assertThat(backup.path("backup_id")).isEqualTo(planned.path("backup_id"));
    assertThat(backup.path("status").textValue()).isEqualTo("Ready");
    assertThat(backup.path("name").textValue()).isEqualTo("nightly");
    assertThat(backup.path("record_count").intValue()).isEqualTo(1);
    assertThat(backup.has("scheduled_execution_at")).isFalse();
    assertThat(control.get("/backups").path("data")).containsExactly(backup);
    assertThat(history(made).get(1).path("scheduled_execution_at").textValue())
        .isEqualTo("2026-02-02T12:00:10Z");

    control.passDays(2);
    assertThat(times(history(made)))
        .containsExactly("2026-02-02T12:00:10Z", "2026-02-03T12:00:10Z", "2026-02-03T12:00:10Z");
    String path = "/backups/" + backup.path("backup_id").textValue();
    control.fail(404, "NOT_FOUND", "not found", "GET", path, "");
  }

  @Test
  void aBackupIsMadeBeforeTheNextCallDeletesItsIndex() {
    create("daily", 30);
    control.passDays(1);
    control.succeed(202, "DELETE", "/indexes/docs", "");

    assertThat(control.get("/indexes/docs/backups?include_deleted=true").path("data")).hasSize(1);
  }

  @Test
  void aScheduleIsGoneWithItsIndex() {
    JsonNode made = create("daily", 30);
    control.succeed(202, "DELETE", "/indexes/docs", "");

    control.fail(404, "NOT_FOUND", "Backup schedule " + id(made), "GET", path(made), "");
    control.passDays(3);
    assertThat(control.get("/backups").path("data")).isEmpty();
  }

  @Test
  void aDisabledScheduleDoesNotRun() {
    JsonNode made = create("daily", 30);
    JsonNode disabled = update(made, "{'enabled':false}");

    assertThat(disabled.path("enabled").booleanValue()).isFalse();
    assertThat(disabled.path("next_scheduled_run").isNull()).isTrue();
    control.passDays(3);
    assertThat(history(made)).isEmpty();
  }

  @Test
  void enablingAScheduleMakesABackupAndRestartsItsIntervals() {
    JsonNode made = create("weekly", 30);
    update(made, "{'enabled':false}");
    control.passDays(3);
    JsonNode enabled = update(made, "{'enabled':true}");

    assertThat(nextRun(enabled)).isEqualTo("2026-02-10T12:00:10Z");
    assertThat(times(history(made)))
        .containsExactly("2026-02-03T12:00:10Z", "2026-02-03T12:00:10Z");
    assertThat(history(made).get(0).path("status").textValue()).isEqualTo("Initializing");
    assertThat(update(made, "{'enabled':true}")).isEqualTo(enabled);
    assertThat(history(made)).hasSize(2);
  }

  @Test
  void anotherFrequencyStartsAtItsChangeAndAnotherRetentionKeepsTheRuns() {
    JsonNode made = create("monthly", 30);
    control.passDays(10);

    JsonNode kept = update(made, "{'retention':{'expire_after_days':7}}");
    assertThat(kept.path("retention_expire_after_days").intValue()).isEqualTo(7);
    assertThat(nextRun(kept)).isEqualTo(nextRun(made));
    JsonNode daily = update(made, "{'frequency':'daily'}");
    assertThat(nextRun(daily)).isEqualTo("2026-02-11T12:00:10Z");
    assertThat(history(made)).hasSize(1);
  }

  @Test
  void anIndexHasOneEnabledSchedule() {
    JsonNode first = create("daily", 30);
    control.fail(409, "ALREADY_EXISTS", id(first), "POST", SCHEDULES, body("weekly", 1));
    update(first, "{'enabled':false}");
    JsonNode second = create("weekly", 1);

    control.fail(409, "ALREADY_EXISTS", id(second), "PATCH", path(first), "{'enabled':true}");
    assertThat(control.get(SCHEDULES).path("data")).hasSize(2);
    control.version("");
    control.createServerless("other");
    control.succeed(200, "POST", "/indexes/other/backup-schedules", body("daily", 1));
  }

  @Test
  void aDeletedScheduleLeavesItsBackups() {
    JsonNode made = create("daily", 30);
    control.passDays(1);
    control.get(path(made));
    control.succeed(204, "DELETE", path(made), "");

    control.passDays(5);
    assertThat(control.get("/backups").path("data")).hasSize(1);
    for (String path : List.of(path(made), path(made) + "/history")) {
      control.fail(404, "NOT_FOUND", "Backup schedule " + id(made), "GET", path, "");
    }
    control.fail(404, "NOT_FOUND", "not found", "DELETE", path(made), "");
  }

  @Test
  void aHistoryIsListedInPages() {
    JsonNode made = create("daily", 30);
    control.passDays(4);

    List<String> all = new ArrayList<>();
    String token = "";
    do {
      JsonNode page = control.get(path(made) + "/history?limit=2" + token);
      all.addAll(times(page.path("data")));
      token = "&paginationToken=" + page.at("/pagination/next").asText();
    } while (!token.endsWith("="));

    assertThat(all).hasSize(5).isSorted();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | INVALID_ARGUMENT | expire_after_days | {'name':'n','schedule':{'type':'time-based',"
            + "'frequency':'daily'},'retention':{'expire_after_days':0}}",
        "400 | INVALID_ARGUMENT | name | {'name':' ','schedule':{'type':'time-based',"
            + "'frequency':'daily'},'retention':{'expire_after_days':1}}",
        "422 | UNPROCESSABLE_ENTITY | frequency | {'name':'n','schedule':{'type':'time-based',"
            + "'frequency':'hourly'},'retention':{'expire_after_days':1}}",
        "422 | UNPROCESSABLE_ENTITY | type | {'name':'n','schedule':{'type':'lunar',"
            + "'frequency':'daily'},'retention':{'expire_after_days':1}}",
        "422 | UNPROCESSABLE_ENTITY | retention | {'name':'n','schedule':{'type':'time-based',"
            + "'frequency':'daily'}}",
        "422 | UNPROCESSABLE_ENTITY | name | {}"
      })
  void aBadScheduleIsRefused(int status, String code, String reason, String body) {
    control.fail(status, code, reason, "POST", SCHEDULES, body.replace("''", "'"));
    assertThat(control.get(SCHEDULES).path("data")).isEmpty();
  }

  @Test
  void schedulesAreForServerlessIndexesOnly() {
    control.version("");
    control.createOnPods("pods");
    String path = "/indexes/pods/backup-schedules";
    control.fail(400, "INVALID_ARGUMENT", "serverless", "POST", path, body("daily", 1));
    String none = "/indexes/none/backup-schedules";
    control.fail(404, "NOT_FOUND", "Index none not found.", "POST", none, body("daily", 1));
    control.fail(404, "NOT_FOUND", "Index none not found.", "GET", none, "");
  }

  private JsonNode create(String frequency, int days) {
    return control.succeed(200, "POST", SCHEDULES, body(frequency, days));
  }

  private static String body(String frequency, int days) {
    return "{'name':'nightly','schedule':{'type':'time-based','frequency':'"
        + frequency
        + "'},'retention':{'expire_after_days':"
        + days
        + "}}";
  }

  private JsonNode update(JsonNode schedule, String body) {
    return control.succeed(200, "PATCH", path(schedule), body);
  }

  private JsonNode history(JsonNode schedule) {
    return control.get(path(schedule) + "/history").path("data");
  }

  /** Returns the creation times of the items of a history. */
  private static List<String> times(JsonNode history) {
    List<String> times = new ArrayList<>();
    history.forEach(item -> times.add(item.path("created_at").textValue()));
    return times;
  }

  private static String nextRun(JsonNode schedule) {
    return schedule.path("next_scheduled_run").textValue();
  }

  private static String id(JsonNode schedule) {
    return schedule.path("schedule_id").textValue();
  }

  private static String path(JsonNode schedule) {
    return "/backup-schedules/" + id(schedule);
  }

  private void fill(String id) {
    StoredVector vector = StoredVector.of(id, new float[] {1, 2}, null, Map.of("k", "v"));
    control.indexes.get("docs").data().upsert("n", List.of(vector));
  }
}
