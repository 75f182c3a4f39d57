package io.pinelink.rest;

import static io.pinelink.rest.Calls.context;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.control.ConversionJobDescription;
import io.pinelink.control.ConvertIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.imports.ErrorMode;
import io.pinelink.imports.JobStatus;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.PageRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.routing.Route;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.request.ById;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversion of indexes, from the model to the wire and back. */
class RestConversionTest {
  private static final String JOB =
      """
      {"conversion_job_id":"c-1","created_at":"2026-01-31T00:00:00Z",
       "error_mode":{"on_error":"continue","new":1},"percent_complete":50,"records_converted":"5",
       "records_skipped":1,"source_index_id":"i-1","source_index_name":"docs",
       "target_index_id":"i-2","target_index_name":"docs-2","status":"InProgress","new":[]}\
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
  void aConversionIsStarted() throws Exception {
    server.answering(202, JOB);

    ConversionJobDescription job =
        call(
            ControlOperations.CONVERT_INDEX,
            ConvertIndexRequest.builder(
                    "docs",
                    "docs-2",
                    IndexSchema.builder()
                        .denseVector("embedding", 2, Metric.COSINE)
                        .text("body", FullTextSearch.defaults())
                        .build())
                .errorMode(ErrorMode.CONTINUE)
                .tag("team", "search")
                .build());

    assertThat(job).isEqualTo(job());
    assertSent(
        "POST /indexes/docs/convert",
        "{\"name\":\"docs-2\",\"schema\":{\"fields\":{"
            + "\"embedding\":{\"type\":\"dense_vector\",\"dimension\":2,\"metric\":\"cosine\"},"
            + "\"body\":{\"type\":\"string\",\"full_text_search\":{}}}},"
            + "\"error_mode\":{\"on_error\":\"continue\"},\"tags\":{\"team\":\"search\"}}");
  }

  @Test
  void aJobIsDescribed() throws Exception {
    server.answering(200, JOB);
    assertThat(call(ControlOperations.DESCRIBE_CONVERSION_JOB, ById.of("c-1"))).isEqualTo(job());
    assertSent("GET /conversion-jobs/c-1", "");
  }

  @Test
  void anIdIsEnough() throws Exception {
    server.answering(200, "{\"conversion_job_id\":\"c-1\",\"error_mode\":null}");

    assertThat(call(ControlOperations.DESCRIBE_CONVERSION_JOB, ById.of("c-1")))
        .isEqualTo(
            new ControlResponses.ConversionJobResult(
                "c-1",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                JobStatus.IN_PROGRESS,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                info));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"error_mode\":{\"on_error\":\"abort\"}",
        "\"error_mode\":\"abort\"",
        "\"on_error\":\"abort\""
      })
  void theErrorModeIsReadInAllForms(String member) throws Exception {
    server.answering(200, "{\"conversion_job_id\":\"c-1\"," + member + "}");

    assertThat(call(ControlOperations.DESCRIBE_CONVERSION_JOB, ById.of("c-1")).errorMode())
        .contains(ErrorMode.ABORT);
  }

  @Test
  void jobsAreListedByPages() throws Exception {
    server.answering(200, "{\"data\":[" + JOB + "],\"pagination\":{\"next\":\"t\"}}");

    ListResponse<ConversionJobDescription> page =
        call(
            ControlOperations.LIST_CONVERSION_JOBS,
            PageRequest.builder().limit(1).paginationToken("s").build());

    assertThat(page.items()).containsExactly(job());
    assertThat(page.nextToken()).contains("t");
    assertSent("GET /conversion-jobs?limit=1&paginationToken=s", "");
  }

  private ConversionJobDescription job() {
    return new ControlResponses.ConversionJobResult(
        "c-1",
        Optional.of("docs"),
        Optional.of("i-1"),
        Optional.of("docs-2"),
        Optional.of("i-2"),
        JobStatus.IN_PROGRESS,
        Optional.of(ErrorMode.CONTINUE),
        OptionalDouble.of(50),
        OptionalLong.of(5),
        OptionalLong.of(1),
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
