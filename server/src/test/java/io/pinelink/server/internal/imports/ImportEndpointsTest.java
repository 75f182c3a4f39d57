package io.pinelink.server.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.control.IndexRequests;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.control.Regions;
import io.pinelink.server.internal.gateway.DataPlane;
import io.pinelink.server.internal.gateway.IndexNames;
import io.pinelink.server.internal.gateway.ServiceHosts;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.saving.Saving;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.vectors.DataEndpoint;
import io.pinelink.server.internal.vectors.GrpcEndpoint;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcException;
import io.pinelink.testsupport.ParquetWriting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests imports at the data plane, with a clock that the test controls. */
class ImportEndpointsTest {
  private static final Group A = ParquetWriting.dense("a", "", 1, 0);
  private static final Group B = ParquetWriting.dense("b", "", 0, 1);
  private static final Group BAD = ParquetWriting.dense("bad", "", 1, 2, 3);

  @TempDir private Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final IndexRegistry indexes =
      new IndexRegistry(
          new ServiceHosts("p", "e", new IndexNames(false), () -> 443),
          StoredIndex::new,
          () -> Duration.ZERO,
          () -> Duration.ZERO,
          () -> now.get());
  private IndexResource index;
  private DataPlane plane;

  @BeforeEach
  void start() {
    index =
        indexes.create(
            new IndexRequests(new Regions(false))
                .create(
                    RequestJson.parse(
                        ("{\"name\":\"docs\",\"dimension\":2,\"spec\":{\"serverless\":"
                                + "{\"cloud\":\"aws\",\"region\":\"us-east-1\"}}}")
                            .getBytes(StandardCharsets.UTF_8))),
            Map.of());
    plane = plane(ImportFile.Limits.ofService());
  }

  private DataPlane plane(ImportFile.Limits limits) {
    IndexImports imports = new IndexImports(() -> Duration.ofSeconds(10), () -> now.get());
    PathTable<DataEndpoint> paths = new PathTable<>();
    new ImportEndpoints(
            imports,
            new Buckets(Map.of("s3://bucket/", folder), "the builder"),
            limits,
            ImportEndpointsTest.class.getClassLoader(),
            schema -> {
              throw new AssertionError("no document index");
            })
        .addTo(paths);
    return new DataPlane(
        Saving.none(), imports, () -> new DataPlane.Tables(paths, new GrpcEndpoint()));
  }

  private ServerResponse call(String method, String uri, String body) {
    return plane
        .match(
            new ServerCall(
                ListenerRole.PUBLIC_DATA,
                method,
                uri,
                new DefaultHttpHeaders().add("host", indexes.publicHost(index)),
                body.getBytes(StandardCharsets.UTF_8)))
        .apply(indexes);
  }

  private static JsonNode json(ServerResponse answer) {
    try {
      return PlainJson.MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String start(String uri, @Nullable String onError) {
    String mode = onError == null ? "" : ",\"errorMode\":{\"onError\":\"" + onError + "\"}";
    ServerResponse answer = call("POST", "/bulk/imports", "{\"uri\":\"" + uri + "\"" + mode + "}");
    assertThat(answer.status())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return json(answer).path("id").textValue();
  }

  private JsonNode describe(String id) {
    return json(call("GET", "/bulk/imports/" + id, ""));
  }

  private void pass(int seconds) {
    now.set(now.get().plusSeconds(seconds));
  }

  private String refusal(ServerResponse answer) {
    return answer.status() + " " + json(answer).path("code") + " " + json(answer).path("message");
  }

  @Test
  void anImportProgressesEvenlyOverItsDuration() {
    ParquetWriting.write(folder.resolve("in/x/0.parquet"), A, B);
    ParquetWriting.write(folder.resolve("in/y/0.parquet"), A);
    ParquetWriting.write(folder.resolve("in/y/1.parquet"), B);

    String id = start("s3://bucket/in", "abort");

    assertThat(describe(id).toString())
        .isEqualTo(
            "{\"id\":\"1\",\"uri\":\"s3://bucket/in\",\"status\":\"Pending\","
                + "\"createdAt\":\"1970-01-01T00:00:00Z\",\"percentComplete\":0.0,"
                + "\"recordsImported\":0}");
    pass(5);
    assertThat(describe(id).path("status").textValue()).isEqualTo("InProgress");
    assertThat(describe(id).path("percentComplete").doubleValue()).isEqualTo(50);
    assertThat(describe(id).path("recordsImported").intValue()).isEqualTo(2);
    assertThat(describe(id).has("finishedAt")).isFalse();
    assertThat(index.data().counts()).isEqualTo(Map.of("x", 2));
    pass(5);
    JsonNode done = describe(id);
    assertThat(done.path("status").textValue()).isEqualTo("Completed");
    assertThat(done.path("finishedAt").textValue()).isEqualTo("1970-01-01T00:00:10Z");
    assertThat(done.path("percentComplete").doubleValue()).isEqualTo(100);
    assertThat(done.path("recordsImported").intValue()).isEqualTo(4);
    assertThat(done.has("error")).isFalse();
    assertThat(index.data().counts()).isEqualTo(Map.of("x", 2, "y", 2));
  }

  @Test
  void readersSeeTheRecordsImportedSoFar() {
    ParquetWriting.write(folder.resolve("x/0.parquet"), A, B);
    start("s3://bucket/", "abort");
    pass(10);

    // Any call advances the import, even one without an endpoint.
    assertThat(call("GET", "/nothing", "").status()).isEqualTo(404);

    assertThat(index.data().counts()).isEqualTo(Map.of("x", 2));
  }

  @Test
  void theFolderOfTheDefaultNamespaceHasItsReservedName() {
    ParquetWriting.write(folder.resolve("__default__/0.parquet"), A);
    String id = start("s3://bucket/", null);
    pass(10);

    assertThat(describe(id).path("status").textValue()).isEqualTo("Completed");
    assertThat(index.data().counts()).isEqualTo(Map.of("", 1));
  }

  @Test
  void abortStopsAtTheFirstBadRecord() {
    ParquetWriting.write(folder.resolve("x/0.parquet"), A, BAD, B);
    String id = start("s3://bucket/", "abort");
    pass(10);

    JsonNode failed = describe(id);

    assertThat(failed.path("status").textValue()).isEqualTo("Failed");
    assertThat(failed.path("error").textValue())
        .isEqualTo("x/0.parquet: Vector dimension 3 does not match the dimension of the index 2");
    assertThat(failed.path("recordsImported").intValue()).isEqualTo(1);
    assertThat(failed.path("finishedAt").textValue()).isEqualTo("1970-01-01T00:00:10Z");
    assertThat(index.data().counts()).isEqualTo(Map.of("x", 1));
  }

  @Test
  void abortIsTheDefault() {
    ParquetWriting.write(folder.resolve("x/0.parquet"), BAD);
    String id = start("s3://bucket/", null);
    pass(10);

    assertThat(describe(id).path("status").textValue()).isEqualTo("Failed");
  }

  @Test
  void continueLeavesBadRecordsOut() {
    ParquetWriting.write(folder.resolve("x/0.parquet"), A, BAD, B);
    String id = start("s3://bucket/", "continue");
    pass(10);

    JsonNode done = describe(id);

    assertThat(done.path("status").textValue()).isEqualTo("Completed");
    assertThat(done.path("recordsImported").intValue()).isEqualTo(2);
    assertThat(index.data().counts()).isEqualTo(Map.of("x", 2));
  }

  @Test
  void namespacesMustBeNewOrEmpty() {
    ParquetWriting.write(folder.resolve("x/0.parquet"), A);
    index.data().upsert("x", List.of(StoredVector.of("z", new float[] {1, 1}, null, Map.of())));
    String refused = start("s3://bucket/", "continue");
    pass(10);
    assertThat(describe(refused).path("status").textValue()).isEqualTo("Failed");
    assertThat(describe(refused).path("error").textValue()).isEqualTo("Namespace 'x' is not empty");

    index.data().deleteAll("x");
    String taken = start("s3://bucket/", "abort");
    pass(10);

    assertThat(describe(taken).path("status").textValue()).isEqualTo("Completed");
  }

  @Test
  void cancelStopsARunningImportAndDoesNotChangeAnEndedOne() {
    ParquetWriting.write(folder.resolve("x/0.parquet"), A, B);
    String id = start("s3://bucket/", "abort");
    pass(5);

    ServerResponse cancelled = call("DELETE", "/bulk/imports/" + id, "");

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(json(cancelled).toString()).isEqualTo("{}");
    pass(10);
    assertThat(describe(id).path("status").textValue()).isEqualTo("Cancelled");
    assertThat(describe(id).path("finishedAt").textValue()).isEqualTo("1970-01-01T00:00:05Z");
    assertThat(index.data().counts()).isEqualTo(Map.of("x", 1));

    index.data().deleteAll("x");
    String completed = start("s3://bucket/", "abort");
    pass(10);
    assertThat(call("DELETE", "/bulk/imports/" + completed, "").status()).isEqualTo(200);
    assertThat(describe(completed).path("status").textValue()).isEqualTo("Completed");
  }

  @Test
  void importsAreListedInPages() {
    ParquetWriting.write(folder.resolve("x/0.parquet"), A);
    for (int i = 0; i < 3; i++) {
      start("s3://bucket/", "abort");
    }

    JsonNode first = json(call("GET", "/bulk/imports?limit=2", ""));
    String next = first.at("/pagination/next").textValue();
    JsonNode second = json(call("GET", "/bulk/imports?limit=2&paginationToken=" + next, ""));

    assertThat(first.path("data"))
        .extracting(i -> i.path("id").textValue())
        .containsExactly("1", "2");
    assertThat(second.path("data")).extracting(i -> i.path("id").textValue()).containsExactly("3");
    assertThat(second.has("pagination")).isFalse();
    assertThat(json(call("GET", "/bulk/imports", "")).path("data")).hasSize(3);
    assertThat(json(call("GET", "/bulk/imports?pagination_token=" + next, "")).path("data"))
        .hasSize(1);
  }

  @Test
  void anIndexWithoutImportsListsNone() {
    assertThat(json(call("GET", "/bulk/imports", "")).toString()).isEqualTo("{\"data\":[]}");
  }

  @ParameterizedTest
  @CsvSource({"0", "101", "x", "-1"})
  void aPageHas1To100Imports(String limit) {
    assertThat(refusal(call("GET", "/bulk/imports?limit=" + limit, "")))
        .isEqualTo("400 3 \"limit must be between 1 and 100, got " + limit + "\"");
  }

  @Test
  void unknownIdsAreNotFound() {
    assertThat(refusal(call("GET", "/bulk/imports/7", "")))
        .isEqualTo("404 5 \"Import 7 not found\"");
    assertThat(refusal(call("DELETE", "/bulk/imports/7", "")))
        .isEqualTo("404 5 \"Import 7 not found\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | missing field `uri`",
        "{'uri':7} | uri: invalid type, expected a string",
        "{'uri':''} | uri must have 1 to 1500 characters, got 0",
        "{'uri':'ftp://bucket/'} | uri must begin with s3://, gs:// or https:// and name a bucket",
        "{'uri':'s3:///x'} | uri must begin with s3://, gs:// or https:// and name a bucket",
        "{'uri':'s3://other/'} | EmbeddedPinecone has no folder for 's3://other/'",
        "{'uri':'s3://bucket/../x'} | uri leads out of its bucket",
        "{'uri':'s3://bucket/\\u0000'} | uri names no folder of this machine",
        "{'uri':'file://a b'} | uri is no local file",
        "{'uri':'s3://bucket/','errorMode':{'onError':'retry'}} | onError must be abort or"
            + " continue",
        "{'uri':'s3://bucket/','errorMode':7} | errorMode: invalid type, expected an object",
        "[ | Failed to parse the request body as JSON",
      })
  void badRequestsAreRefusedAtOnce(String body, String message) {
    ServerResponse answer = call("POST", "/bulk/imports", body.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(json(answer).path("code").intValue()).isEqualTo(3);
    assertThat(json(answer).path("message").textValue()).contains(message);
    assertThat(json(call("GET", "/bulk/imports", "")).path("data")).isEmpty();
  }

  @Test
  void bothSpellingsAreAccepted() {
    ParquetWriting.write(folder.resolve("x/0.parquet"), BAD);
    String body =
        "{\"uri\":\"s3://bucket/\",\"integration_id\":\"i\",\"error_mode\":{\"on_error\":\"continue\"}}";
    String id = json(call("POST", "/bulk/imports", body)).path("id").textValue();
    pass(10);

    assertThat(describe(id).path("status").textValue()).isEqualTo("Completed");
  }

  @Test
  void aLocalFolderNeedsNoBucket() {
    ParquetWriting.write(folder.resolve("x/0.parquet"), A);
    String id = start(folder.toUri().toString(), "abort");
    pass(10);

    assertThat(describe(id).path("status").textValue()).isEqualTo("Completed");
  }

  @Test
  void aFolderWithoutParquetFilesFails() throws IOException {
    Files.createDirectories(folder.resolve("in/x"));
    Files.writeString(folder.resolve("in/x/.log"), "text");
    Files.writeString(folder.resolve("in/0.parquet"), "not in a namespace's directory");

    assertThat(describe(start("s3://bucket/in/", "abort")).path("error").textValue())
        .startsWith("No Parquet files found");
    assertThat(describe(start("s3://bucket/nowhere/", "abort")).path("error").textValue())
        .isEqualTo("No such directory: nowhere");
    assertThat(describe("2").path("status").textValue()).isEqualTo("Failed");
  }

  @ParameterizedTest
  @CsvSource({"1, 9, 99999, 2 namespaces", "9, 2, 99999, 3 files", "9, 9, 100, bytes in 0.parquet"})
  void anImportHasLimits(int namespaces, int files, long bytes, String message) {
    ParquetWriting.write(folder.resolve("x/0.parquet"), A);
    ParquetWriting.write(folder.resolve("x/1.parquet"), A);
    ParquetWriting.write(folder.resolve("y/0.parquet"), A);
    plane = plane(new ImportFile.Limits(namespaces, files, bytes));

    assertThat(describe(start("s3://bucket/", "abort")).path("error").textValue())
        .contains(message)
        .contains("which exceeds the limit of ");
  }

  @Test
  void theLimitsMatchTheService() {
    assertThat(ImportFile.Limits.ofService())
        .isEqualTo(new ImportFile.Limits(10_000, 100_000, 10_737_418_240L));
  }

  @Test
  void aBucketHasTheFormOfAnAddress() {
    assertThat(Buckets.prefix("gs://b")).isEqualTo("gs://b/");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmbeddedPinecone.builder().bucket("my-bucket", folder))
        .withMessage("bucket is 'my-bucket', expected a form such as s3://my-bucket/");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmbeddedPinecone.builder().importTime(Duration.ofSeconds(-1)));
  }

  @Test
  void theLongestMatchingBucketApplies() {
    Buckets buckets =
        new Buckets(
            Map.of("s3://b/", Path.of("one"), "s3://b/deep/", Path.of("two")), "the builder");

    assertThat(buckets.folder("s3://b/deep/x")).isEqualTo(Path.of("two", "x"));
    assertThat(buckets.folder("s3://b/x/")).isEqualTo(Path.of("one", "x"));
    assertThatThrownBy(() -> buckets.folder("s3://bb/x")).isInstanceOf(RpcException.class);
  }
}
