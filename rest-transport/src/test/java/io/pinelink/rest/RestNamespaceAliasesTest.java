package io.pinelink.rest;

import static io.pinelink.rest.Calls.context;
import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static io.pinelink.spi.AliasOperations.CREATE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.DELETE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.DESCRIBE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.LIST_NAMESPACE_ALIASES;
import static io.pinelink.spi.AliasOperations.REPOINT_NAMESPACE_ALIAS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.internal.response.NamespaceResponses;
import io.pinelink.model.Protocol;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.ListNamespaceAliasesResponse;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.routing.Route;
import io.pinelink.spi.Operation;
import io.pinelink.spi.request.AliasTarget;
import io.pinelink.spi.request.ByName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operation on namespace aliases, from the model to the wire and back. */
class RestNamespaceAliasesTest {
  private static final String LIVE =
      "{\"name\":\"live\",\"target_namespace\":\"v1\",\"new\":[1],"
          + "\"created_at\":\"2026-10-01T12:00:00.123456Z\","
          + "\"updated_at\":\"2026-10-02T14:00:00+02:00\"}";

  private final LoopbackServer server = LoopbackServer.plaintext().answering(200, LIVE);
  private final Route route = local(server.port());
  private final RestTransport transport = Calls.transport();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private <Q, R> R call(Operation<Q, R> operation, Q request) throws Exception {
    return resultOf(transport.call(operation, request, context(route)));
  }

  @Test
  void createPostsBothNames() throws Exception {
    NamespaceAlias made = call(CREATE_NAMESPACE_ALIAS, new AliasTarget("live", "v1"));

    assertThat(made)
        .isEqualTo(
            new NamespaceResponses.NamespaceAliasResult(
                "live",
                "v1",
                Optional.of(Instant.parse("2026-10-01T12:00:00.123456Z")),
                Optional.of(Instant.parse("2026-10-02T12:00:00Z")),
                made.info()));
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("POST /namespace-aliases");
    assertThat(sent.body()).isEqualTo("{\"name\":\"live\",\"target_namespace\":\"v1\"}");
  }

  @Test
  void repointPatchesTheTarget() throws Exception {
    server.answering(200, LIVE.replace("live", "a:b*"));

    call(REPOINT_NAMESPACE_ALIAS, new AliasTarget("a:b*", "v 1"));

    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("PATCH /namespace-aliases/a%3Ab*");
    assertThat(sent.body()).isEqualTo("{\"target_namespace\":\"v 1\"}");
  }

  @Test
  void describeAndDeleteNameTheAliasInThePath() throws Exception {
    assertThat(call(DESCRIBE_NAMESPACE_ALIAS, ByName.ofAlias("live")).targetNamespace())
        .isEqualTo("v1");
    server.answering(200, "{}");
    assertThat(call(DELETE_NAMESPACE_ALIAS, ByName.ofAlias("live")).info().protocol())
        .isEqualTo(Protocol.REST);

    assertThat(server.next().line()).isEqualTo("GET /namespace-aliases/live");
    assertThat(server.next().line()).isEqualTo("DELETE /namespace-aliases/live");
  }

  @Test
  void theQueryStringMixesBothSpellings() throws Exception {
    server.answering(
        200,
        "{\"namespace_aliases\":["
            + LIVE
            + "],\"pagination\":{\"next\":\"t/2\"},\"total_count\":\"3\"}");

    ListNamespaceAliasesResponse page =
        call(
            LIST_NAMESPACE_ALIASES,
            ListNamespaceAliasesRequest.builder()
                .prefix("l i")
                .targetNamespace("v1")
                .limit(1)
                .paginationToken("t/1")
                .build());

    assertThat(page.items()).extracting(NamespaceAlias::name).containsExactly("live");
    assertThat(page.nextToken()).contains("t/2");
    assertThat(page.totalCount()).hasValue(3);
    assertThat(server.next().line())
        .isEqualTo(
            "GET /namespace-aliases?prefix=l%20i&target_namespace=v1&limit=1"
                + "&paginationToken=t%2F1");
  }

  @Test
  void aPageWithoutItemsIsEmpty() throws Exception {
    server.answering(200, "{\"pagination\":null}");

    ListNamespaceAliasesResponse page =
        call(LIST_NAMESPACE_ALIASES, ListNamespaceAliasesRequest.all());

    assertThat(page.items()).isEmpty();
    assertThat(page.nextToken()).isEmpty();
    assertThat(server.next().line()).isEqualTo("GET /namespace-aliases");
  }

  @Test
  void aTimeInAnotherFormatIsMissing() throws Exception {
    server.answering(
        200, "{\"name\":\"live\",\"target_namespace\":\"v1\",\"created_at\":\"yesterday\"}");

    NamespaceAlias found = call(DESCRIBE_NAMESPACE_ALIAS, ByName.ofAlias("live"));

    assertThat(found.createdAt()).isEmpty();
    assertThat(found.updatedAt()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"name\":\"live\"}", "{\"target_namespace\":\"v1\"}", "[]", "null"})
  void anAliasWithoutANameOrTargetIsMalformed(String body) throws Exception {
    server.answering(200, body);

    assertThat(
            failureOf(
                transport.call(DESCRIBE_NAMESPACE_ALIAS, ByName.ofAlias("live"), context(route))))
        .isInstanceOf(MalformedResponseException.class);
  }

  @Test
  void aRefusalKeepsItsReason() throws Exception {
    server.answering(
        409,
        "{\"code\":6,\"message\":\"exists\",\"details\":[\"odd\",{\"@type\":\"other\"},"
            + "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\","
            + "\"reason\":\"ALIAS_ALREADY_EXISTS\",\"metadata\":"
            + "{\"target_namespace\":\"v1\",\"odd\":{\"a\":1},\"none\":null}},"
            + "{\"reason\":\"SECOND\"}]}");

    assertThat(
            failureOf(
                transport.call(
                    CREATE_NAMESPACE_ALIAS, new AliasTarget("live", "v2"), context(route))))
        .isInstanceOfSatisfying(
            AlreadyExistsException.class,
            taken -> {
              assertThat(taken.reason()).contains("ALIAS_ALREADY_EXISTS");
              assertThat(taken.reasonMetadata())
                  .containsExactly(Map.entry("target_namespace", "v1"));
              assertThat(taken.info().orElseThrow().protocol()).isEqualTo(Protocol.REST);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":6,\"message\":\"exists\",\"details\":\"none\"}",
        "{\"code\":6,\"message\":\"exists\",\"details\":[]}",
        "{\"code\":6,\"message\":\"exists\",\"details\":[{\"reason\":{\"a\":1}}]}",
        "{\"code\":6,\"message\":\"exists\",\"details\":[{\"metadata\":[1]}]}",
        "exists"
      })
  void unknownDetailsHaveNoReason(String body) throws Exception {
    server.answering(409, body);

    assertThat(
            failureOf(
                transport.call(
                    CREATE_NAMESPACE_ALIAS, new AliasTarget("live", "v2"), context(route))))
        .hasMessageContaining("exists")
        .isInstanceOfSatisfying(
            AlreadyExistsException.class, taken -> assertThat(taken.reason()).isEmpty());
  }
}
