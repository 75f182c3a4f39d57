package io.pinelink.server.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.store.AliasEntry;
import io.pinelink.server.internal.store.StoredVector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupEndpointsTest {
  private final ControlPlaneUnderTest control = new ControlPlaneUnderTest(new Regions(false));

  @Test
  void aBackupIsDescribedInFull() {
    control.succeed(
        201,
        "POST",
        "/indexes",
        "{'name':'docs','dimension':2,'tags':{'team':'search'},'spec':{'serverless':{"
            + "'cloud':'aws','region':'r','schema':{'fields':{'k':{'filterable':true}}}}}}");
    control.pass(10);
    fill("docs", "a");

    JsonNode begun =
        control.succeed(
            201, "POST", "/indexes/docs/backups", "{'name':'nightly','description':'d'}");
    assertThat(begun.path("status").textValue()).isEqualTo("Initializing");
    assertThat(begun.has("record_count")).isFalse();
    control.pass(10);

    String id = begun.path("backup_id").textValue();
    assertThat(control.get("/backups/" + id).toString().replace('"', '\''))
        .isEqualTo(
            "{'backup_id':'"
                + id
                + "','source_index_name':'docs','source_index_id':'"
                + control.get("/indexes/docs").path("id").textValue()
                + "','name':'nightly','description':'d','status':'Ready','cloud':'aws',"
                + "'region':'r','dimension':2,'metric':'cosine',"
                + "'schema':{'fields':{'k':{'filterable':true}}},"
                + "'record_count':1,'namespace_count':1,'size_bytes':18,"
                + "'tags':{'team':'search'},'created_at':'2026-01-31T12:00:10Z'}");
  }

  @Test
  void aBackupOutlivesItsIndexAndIsRestoredUnchanged() {
    control.createServerless("docs");
    fill("docs", "a");
    String id = backup("docs");
    fill("docs", "b");
    control.succeed(202, "DELETE", "/indexes/docs", "");
    control.pass(10);

    JsonNode begun =
        control.succeed(
            202,
            "POST",
            "/backups/" + id + "/create-index",
            "{'name':'docs','tags':{'a':'1'},'deletion_protection':'enabled'}");

    JsonNode index = control.get("/indexes/docs");
    assertThat(index.path("id")).isEqualTo(begun.path("index_id"));
    assertThat(index.at("/status/ready").booleanValue()).isFalse();
    assertThat(index.path("metric").textValue()).isEqualTo("dotproduct");
    assertThat(index.at("/tags/a").textValue()).isEqualTo("1");
    assertThat(index.path("deletion_protection").textValue()).isEqualTo("enabled");
    String job = "/restore-jobs/" + begun.path("restore_job_id").textValue();
    control.pass(4);
    assertThat(control.get(job).path("status").textValue()).isEqualTo("Pending");
    assertThat(control.get(job).path("percent_complete").doubleValue()).isEqualTo(40);
    assertThat(control.get(job).has("completed_at")).isFalse();
    control.fail(412, "FAILED_PRECONDITION", "pending", "DELETE", "/backups/" + id, "");

    control.pass(6);
    assertThat(control.get("/indexes/docs").at("/status/ready").booleanValue()).isTrue();
    assertThat(control.indexes.get("docs").data().counts()).isEqualTo(Map.of("n", 1));
    JsonNode done = control.get(job);
    assertThat(done.path("status").textValue()).isEqualTo("Completed");
    assertThat(done.path("percent_complete").doubleValue()).isEqualTo(100);
    assertThat(done.path("created_at").textValue()).isEqualTo("2026-01-31T12:00:30Z");
    assertThat(done.path("completed_at").textValue()).isEqualTo("2026-01-31T12:00:40Z");
    assertThat(done.path("backup_id").textValue()).isEqualTo(id);
    assertThat(done.path("target_index_name").textValue()).isEqualTo("docs");
    assertThat(done.path("target_index_id")).isEqualTo(index.path("id"));
    control.succeed(202, "DELETE", "/backups/" + id, "");
    control.fail(404, "NOT_FOUND", "Backup " + id + " not found.", "GET", "/backups/" + id, "");
  }

  @Test
  void aliasesAreNotRestoredFromABackup() {
    control.createServerless("docs");
    fill("docs", "a");
    control
        .indexes
        .get("docs")
        .data()
        .aliases((aliases, status) -> aliases.create("live", "n", Instant.EPOCH, status));
    String id = backup("docs");

    control.succeed(202, "POST", "/backups/" + id + "/create-index", "{'name':'copy'}");
    control.pass(10);

    assertThat(aliases("docs")).hasSize(1);
    assertThat(aliases("copy")).isEmpty();
    assertThat(control.indexes.get("copy").data().counts()).isEqualTo(Map.of("n", 1));
  }

  private List<AliasEntry> aliases(String index) {
    return control
        .indexes
        .get(index)
        .data()
        .aliases((aliases, status) -> aliases.list(null, null, 100, "").items());
  }

  @Test
  void anIndexWithAModelIsRestoredWithIt() {
    control.succeed(
        201,
        "POST",
        "/indexes/create-for-model",
        "{'name':'m','cloud':'aws','region':'r','embed':{'model':'multilingual-e5-large',"
            + "'field_map':{'text':'t'}}}");
    control.pass(10);
    String id = backup("m");

    control.succeed(202, "POST", "/backups/" + id + "/create-index", "{'name':'n'}");

    assertThat(control.get("/indexes/n").path("embed"))
        .isEqualTo(control.get("/indexes/m").path("embed"));
  }

  @Test
  void aRestoreIsChecked() {
    control.createServerless("docs");
    JsonNode begun = control.succeed(201, "POST", "/indexes/docs/backups", "{}");
    String path = "/backups/" + begun.path("backup_id").textValue() + "/create-index";
    control.fail(412, "FAILED_PRECONDITION", "not ready", "POST", path, "{'name':'n'}");
    control.pass(10);

    control.fail(409, "ALREADY_EXISTS", "exists", "POST", path, "{'name':'docs'}");
    control.fail(400, "INVALID_ARGUMENT", "Name", "POST", path, "{'name':'N'}");
    control.fail(422, "UNPROCESSABLE_ENTITY", "name", "POST", path, "{}");
    control.fail(
        404, "NOT_FOUND", "Backup x not", "POST", "/backups/x/create-index", "{'name':'n'}");
    control.fail(404, "NOT_FOUND", "Restore job x not found.", "GET", "/restore-jobs/x", "");
    assertThat(control.get("/restore-jobs").path("data")).isEmpty();
  }

  @Test
  void onlyReadyServerlessIndexesAreBackedUp() {
    control.createOnPods("p");
    control.fail(400, "INVALID_ARGUMENT", "serverless", "POST", "/indexes/p/backups", "{}");
    control.fail(404, "NOT_FOUND", "Index x not found.", "POST", "/indexes/x/backups", "{}");
    control.fail(404, "NOT_FOUND", "Index x not found.", "GET", "/indexes/x/backups", "");
    control.createServerless("s");
    control.fail(400, "INVALID_ARGUMENT", "Name", "POST", "/indexes/s/backups", "{'name':'A B'}");
    control.succeed(201, "POST", "/indexes/s/backups", "");
  }

  @Test
  void theBackupsOfAnIndexExcludeItsNamesakesBackups() {
    control.createServerless("docs");
    String first = backup("docs");
    control.succeed(202, "DELETE", "/indexes/docs", "");
    control.pass(10);
    control.createServerless("docs");
    String second = backup("docs");

    assertThat(ids(control.get("/indexes/docs/backups"))).containsExactly(second);
    assertThat(ids(control.get("/backups"))).containsExactly(first, second);
  }

  @Test
  void theBackupsOfDeletedIndexesAreListedOnRequest() {
    control.createServerless("docs");
    String first = backup("docs");
    control.succeed(202, "DELETE", "/indexes/docs", "");
    control.pass(10);
    control.fail(404, "NOT_FOUND", "Index docs not", "GET", "/indexes/docs/backups", "");
    String of = "/indexes/docs/backups?include_deleted=";
    control.fail(404, "NOT_FOUND", "Index docs not", "GET", of + "false", "");
    assertThat(ids(control.get(of + "true"))).containsExactly(first);
    control.createServerless("docs");
    String second = backup("docs");

    JsonNode both = control.get(of + "true");
    assertThat(ids(both)).containsExactly(first, second);
    assertThat(both.at("/data/0/source_index_deleted_at").textValue())
        .isEqualTo("2026-01-31T12:00:20Z");
    assertThat(both.at("/data/1").has("source_index_deleted_at")).isFalse();
    assertThat(ids(control.get(of + "false"))).containsExactly(second);
    String never = "/indexes/never/backups?include_deleted=true";
    control.fail(404, "NOT_FOUND", "Index never not found.", "GET", never, "");
    control.fail(400, "INVALID_ARGUMENT", "include_deleted is 'x'", "GET", of + "x", "");
  }

  @Test
  void aBackupIsDescribedByItsSchemaInTheNewestVersion() {
    control.createServerless("docs");
    control.version("2026-07");

    JsonNode made = control.succeed(200, "POST", "/indexes/docs/backups", "{}");

    assertThat(made.has("dimension") || made.has("metric")).isFalse();
    assertThat(made.path("schema").toString().replace('"', '\''))
        .isEqualTo(
            "{'fields':{'_values':{'type':'dense_vector','dimension':2,'metric':'dotproduct'},"
                + "'_sparse_values':{'type':'sparse_vector'}}}");
  }

  @Test
  void aPageHas100ByDefaultInTheNewestVersion() {
    control.createServerless("docs");
    for (int i = 0; i < 11; i++) {
      backup("docs");
    }
    String backup = ids(control.get("/backups")).get(0);
    for (int i = 0; i < 11; i++) {
      control.succeed(
          202, "POST", "/backups/" + backup + "/create-index", "{'name':'restored-" + i + "'}");
    }

    assertThat(control.get("/backups").path("data")).hasSize(10);
    assertThat(control.get("/restore-jobs").path("data")).hasSize(10);
    control.version("2026-07");
    assertThat(control.get("/backups").path("data")).hasSize(11);
    assertThat(control.get("/restore-jobs").path("data")).hasSize(11);
  }

  @Test
  void backupsAreListedInPages() {
    control.createServerless("docs");
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      all.add(backup("docs"));
    }
    assertThat(ids(control.get("/backups"))).isEqualTo(all.subList(0, 10));

    JsonNode first = control.get("/backups?limit=4");
    control.succeed(202, "DELETE", "/backups/" + all.get(3), "");
    String next = "&paginationToken=" + first.at("/pagination/next").textValue();
    JsonNode second = control.get("/indexes/docs/backups?limit=6" + next);
    JsonNode last =
        control.get(
            "/backups?limit=6&paginationToken=" + second.at("/pagination/next").textValue());

    assertThat(ids(first)).isEqualTo(all.subList(0, 4));
    assertThat(ids(second)).isEqualTo(all.subList(4, 10));
    assertThat(ids(last)).containsExactly(all.get(10));
    assertThat(last.has("pagination")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=101, limit",
    "limit=x, limit",
    "paginationToken=%25, token",
    "paginationToken=eA, token",
    "paginationToken=, token"
  })
  void aBadPageIsInvalid(String query, String reason) {
    control.fail(400, "INVALID_ARGUMENT", reason, "GET", "/backups?" + query, "");
    control.fail(400, "INVALID_ARGUMENT", reason, "GET", "/restore-jobs?" + query, "");
  }

  private String backup(String index) {
    JsonNode backup = control.succeed(201, "POST", "/indexes/" + index + "/backups", "{}");
    control.pass(10);
    return backup.path("backup_id").textValue();
  }

  private void fill(String index, String id) {
    StoredVector vector = StoredVector.of(id, new float[] {1, 2}, null, Map.of("k", "v"));
    control.indexes.get(index).data().upsert("n", List.of(vector));
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("data").forEach(backup -> ids.add(backup.path("backup_id").textValue()));
    return ids;
  }
}
