package io.pinelink.server.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.store.StoredVector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionEndpointsTest {
  private static final String CONVERT = "/indexes/docs/convert";
  private static final String SCHEMA =
      "'schema':{'fields':{'v':{'type':'dense_vector','dimension':2,'metric':'cosine'}}}";

  private final ControlPlaneUnderTest control = new ControlPlaneUnderTest(new Regions(false));

  @BeforeEach
  void createIndex() {
    control.createServerless("docs");
    control.version("2026-07");
    fill("a", Map.of("k", "v"));
  }

  @Test
  void aJobRunsUntilTheNewIndexIsReady() {
    JsonNode begun = convert("'tags':{'team':'search'}");
    JsonNode target = control.get("/indexes/new");

    assertThat(begun.toString().replace('"', '\''))
        .isEqualTo(
            "{'conversion_job_id':'"
                + id(begun)
                + "','source_index_id':'"
                + control.get("/indexes/docs").path("id").textValue()
                + "','source_index_name':'docs','target_index_id':'"
                + target.path("id").textValue()
                + "','target_index_name':'new','created_at':'2026-01-31T12:00:10Z',"
                + "'error_mode':{'on_error':'abort'},'percent_complete':0.0,"
                + "'status':'InProgress','records_converted':null,'records_skipped':null}");
    assertThat(target.at("/status/state").textValue()).isEqualTo("Initializing");
    assertThat(target.at("/tags/team").textValue()).isEqualTo("search");
    control.pass(4);
    assertThat(describe(begun).path("percent_complete").doubleValue()).isEqualTo(40);
    control.pass(6);

    JsonNode done = describe(begun);
    assertThat(done.path("status").textValue()).isEqualTo("Completed");
    assertThat(done.path("percent_complete").doubleValue()).isEqualTo(100);
    assertThat(done.path("records_converted").intValue()).isEqualTo(1);
    assertThat(done.path("records_skipped").intValue()).isZero();
    assertThat(control.get("/indexes/new").at("/status/state").textValue()).isEqualTo("Ready");
    assertThat(control.indexes.get("new").data().counts()).isEqualTo(Map.of("n", 1));
    assertThat(control.indexes.get("docs").data().counts()).isEqualTo(Map.of("n", 1));
  }

  @Test
  void aRecordThatDoesNotFitEndsTheJob() {
    fill("b", Map.of("_score", "reserved"));
    JsonNode begun = convert("'on_error':'abort'");
    control.pass(10);

    JsonNode failed = describe(begun);
    assertThat(failed.path("status").textValue()).isEqualTo("Failed");
    assertThat(failed.path("records_converted").intValue()).isEqualTo(1);
    JsonNode target = control.get("/indexes/new");
    assertThat(target.at("/status/state").textValue()).isEqualTo("InitializationFailed");
    assertThat(target.at("/status/ready").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'error_mode':{'on_error':'continue'}",
        "'error_mode':'continue'",
        "'on_error':'continue'"
      })
  void aRecordThatDoesNotFitIsSkippedOnRequest(String errorMode) {
    fill("b", Map.of("_score", "reserved"));
    JsonNode begun = convert(errorMode);
    control.pass(10);

    JsonNode done = describe(begun);
    assertThat(done.path("status").textValue()).isEqualTo("Completed");
    assertThat(done.path("records_converted").intValue()).isEqualTo(1);
    assertThat(done.path("records_skipped").intValue()).isEqualTo(1);
    assertThat(done.at("/error_mode/on_error").textValue()).isEqualTo("continue");
  }

  @Test
  void jobsAreListedNewestFirst() {
    JsonNode first = convert("'name':'one'");
    JsonNode second = convert("'name':'two'");
    JsonNode third = convert("'name':'three'");

    JsonNode page = control.get("/conversion-jobs?limit=2");
    JsonNode last =
        control.get(
            "/conversion-jobs?limit=2&paginationToken=" + page.at("/pagination/next").textValue());
    assertThat(page.path("data")).containsExactly(third, second);
    assertThat(last.path("data")).containsExactly(first);
    assertThat(last.has("pagination")).isFalse();
  }

  @Test
  void aConversionIsChecked() {
    String body = "{'name':'new'," + SCHEMA + "}";
    control.fail(404, "NOT_FOUND", "Index x not", "POST", "/indexes/x/convert", body);
    control.fail(409, "ALREADY_EXISTS", "exists", "POST", CONVERT, body.replace("new", "docs"));
    control.fail(400, "INVALID_ARGUMENT", "Name", "POST", CONVERT, body.replace("new", "N"));
    control.fail(422, "UNPROCESSABLE_ENTITY", "schema", "POST", CONVERT, "{'name':'new'}");
    control.fail(
        400, "INVALID_ARGUMENT", "reserved", "POST", CONVERT, body.replace("'v'", "'_values'"));
    control.fail(
        400,
        "INVALID_ARGUMENT",
        "on_error is 'retry'",
        "POST",
        CONVERT,
        body.replace("}}}}", "}}},'on_error':'retry'}"));
    control.fail(404, "NOT_FOUND", "Conversion job x not found.", "GET", "/conversion-jobs/x", "");
    assertThat(control.get("/conversion-jobs").path("data")).isEmpty();
  }

  @Test
  void onlyReadyServerlessIndexesForVectorsAreConverted() {
    convert("'tags':{}");
    String body = "{'name':'other'," + SCHEMA + "}";
    String path = "/indexes/new/convert";
    control.fail(400, "INVALID_ARGUMENT", "document index already", "POST", path, body);
    control.version("");
    control.createOnPods("pods");
    control.fail(400, "INVALID_ARGUMENT", "serverless", "POST", "/indexes/pods/convert", body);
  }

  private JsonNode convert(String member) {
    String name = member.startsWith("'name'") ? member : "'name':'new'," + member;
    return control.succeed(202, "POST", CONVERT, "{" + name + "," + SCHEMA + "}");
  }

  private JsonNode describe(JsonNode job) {
    return control.get("/conversion-jobs/" + id(job));
  }

  private static String id(JsonNode job) {
    return job.path("conversion_job_id").textValue();
  }

  private void fill(String id, Map<String, Object> metadata) {
    StoredVector vector = StoredVector.of(id, new float[] {1, 2}, null, metadata);
    control.indexes.get("docs").data().upsert("n", List.of(vector));
  }
}
