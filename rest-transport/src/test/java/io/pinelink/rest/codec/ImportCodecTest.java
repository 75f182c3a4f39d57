package io.pinelink.rest.codec;

import static io.pinelink.rest.Calls.context;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static io.pinelink.spi.ImportOperations.CANCEL_IMPORT;
import static io.pinelink.spi.ImportOperations.DESCRIBE_IMPORT;
import static io.pinelink.spi.ImportOperations.LIST_IMPORTS;
import static io.pinelink.spi.ImportOperations.START_IMPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.imports.ErrorMode;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.JobStatus;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.internal.response.ImportResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.Calls;
import io.pinelink.rest.LoopbackServer;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.rest.RestTransport;
import io.pinelink.routing.Route;
import io.pinelink.spi.Operation;
import io.pinelink.spi.request.ById;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bulk imports, from the model to the wire and back. */
class ImportCodecTest {
  private static final String RUNNING =
      """
      {"id":"101","uri":"s3://bucket/v/","status":"InProgress",
       "createdAt":"2026-11-24T09:30:00.123Z","percentComplete":42.5,"recordsImported":"9007199254",
       "validationResult":{"importSuccesses":[1]}}\
      """;

  private final LoopbackServer server = LoopbackServer.plaintext();
  private final Route route = local(server.port());
  private final RestTransport transport = Calls.transport();

  private ResponseInfo info() {
    return VectorResponses.info(null, "", null, null, route, Protocol.REST, 1);
  }

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  @Test
  void startImportAlwaysSendsTheErrorMode() throws Exception {
    server.answering(200, "{\"id\":\"101\",\"new\":{}}");

    assertThat(call(START_IMPORT, StartImportRequest.from("s3://bucket/v/")).id()).isEqualTo("101");

    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("POST /bulk/imports");
    assertThat(sent.body())
        .isEqualTo("{\"uri\":\"s3://bucket/v/\",\"errorMode\":{\"onError\":\"abort\"}}");
  }

  @Test
  void startImportSendsTheIntegration() throws Exception {
    server.answering(200, "{\"id\":101}");

    StartImportRequest request =
        StartImportRequest.builder("gs://b/v")
            .integrationId("i")
            .errorMode(ErrorMode.CONTINUE)
            .build();
    assertThat(call(START_IMPORT, request).id()).isEqualTo("101");

    assertThat(server.next().body())
        .isEqualTo(
            "{\"uri\":\"gs://b/v\",\"integrationId\":\"i\","
                + "\"errorMode\":{\"onError\":\"continue\"}}");
  }

  @Test
  void describeImportGetsIt() throws Exception {
    server.answering(200, RUNNING.replace("101", "10/1"));

    ImportDescription running = call(DESCRIBE_IMPORT, ById.ofImport("10/1"));

    assertThat(running)
        .isEqualTo(
            new ImportResponses.ImportResult(
                "10/1",
                "s3://bucket/v/",
                JobStatus.IN_PROGRESS,
                Optional.of(Instant.parse("2026-11-24T09:30:00.123Z")),
                Optional.empty(),
                42.5,
                9_007_199_254L,
                Optional.empty(),
                info()));
    assertThat(server.next().line()).isEqualTo("GET /bulk/imports/10%2F1");
  }

  @Test
  void aFinishedImportReportsWhenAndWhy() throws Exception {
    server.answering(
        200,
        "{\"id\":\"1\",\"status\":\"Failed\",\"created_at\":\"2026-11-24T09:30:00Z\","
            + "\"finishedAt\":\"2026-11-24T11:30:00+02:00\",\"error\":\"no such bucket\"}");

    ImportDescription failed = call(DESCRIBE_IMPORT, ById.ofImport("1"));

    assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
    assertThat(failed.createdAt()).contains(Instant.parse("2026-11-24T09:30:00Z"));
    assertThat(failed.finishedAt()).contains(Instant.parse("2026-11-24T09:30:00Z"));
    assertThat(failed.error()).contains("no such bucket");
  }

  @Test
  void optionalMembersMayBeMissing() throws Exception {
    server.answering(
        200,
        "{\"id\":\"1\",\"status\":\"Resting\",\"uri\":null,\"finishedAt\":\"\",\"error\":\"\","
            + "\"percentComplete\":null,\"recordsImported\":null}");

    assertThat(call(DESCRIBE_IMPORT, ById.ofImport("1")))
        .isEqualTo(
            new ImportResponses.ImportResult(
                "1",
                "",
                new JobStatus("Resting"),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                info()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'status':'Failed'} | member 'id' is missing",
        "{'id':'1'} | member 'status' is missing",
        "{'id':'1','recordsImported':{}} | member 'recordsImported' is an object, expected a"
            + " 64-bit integer",
        "[] | the body is an array, expected an object",
      })
  void missingAndInvalidMembersAreNamed(String json, String message) throws Exception {
    server.answering(200, json.replace('\'', '"'));

    assertThat(Calls.failureOf(transport.call(DESCRIBE_IMPORT, ById.ofImport("1"), context(route))))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining(message);
  }

  @Test
  void listImportsGetsAPage() throws Exception {
    server.answering(
        200, "{\"data\":[" + RUNNING + "],\"pagination\":{\"next\":\"tok en+\"},\"more\":[]}");

    ListResponse<ImportDescription> page = call(LIST_IMPORTS, PageRequest.all());

    assertThat(page.items()).extracting(ImportDescription::id).containsExactly("101");
    assertThat(page.items().get(0).info()).isEqualTo(page.info());
    assertThat(page.nextToken()).contains("tok en+");
    assertThat(server.next().line()).isEqualTo("GET /bulk/imports");
  }

  @Test
  void listImportsRequestsTheNextPage() throws Exception {
    server.answering(200, "{\"data\":null,\"pagination\":null}");

    ListResponse<ImportDescription> page =
        call(LIST_IMPORTS, PageRequest.builder().limit(5).paginationToken("tok en+").build());

    assertThat(page.items()).isEmpty();
    assertThat(page.nextToken()).isEmpty();
    assertThat(server.next().line())
        .isEqualTo("GET /bulk/imports?limit=5&paginationToken=tok%20en%2B");
  }

  @Test
  void cancelImportAcceptsAnySuccessfulResponse() throws Exception {
    server.answering(200, "{}");

    assertThat(call(CANCEL_IMPORT, ById.ofImport("101")).info()).isEqualTo(info());

    assertThat(server.next().line()).isEqualTo("DELETE /bulk/imports/101");
  }

  @Test
  void refusalsHaveTheEnvelopeOfTheDataPlane() throws Exception {
    server.answering(404, "{\"code\":5,\"message\":\"Import not found\",\"details\":[]}");
    assertThat(Calls.failureOf(transport.call(CANCEL_IMPORT, ById.ofImport("7"), context(route))))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Import not found");

    server.answering(400, "{\"code\":3,\"message\":\"bad uri\",\"details\":[]}");
    assertThat(
            Calls.failureOf(
                transport.call(START_IMPORT, StartImportRequest.from("ftp://b"), context(route))))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
  }

  private <Q, R> R call(Operation<Q, R> operation, Q request) throws Exception {
    return resultOf(transport.call(operation, request, context(route)));
  }
}
