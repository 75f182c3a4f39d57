package io.pinelink.rest;

import static io.pinelink.rest.Calls.context;
import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static io.pinelink.spi.DataOperations.CREATE_NAMESPACE;
import static io.pinelink.spi.DataOperations.DELETE_NAMESPACE;
import static io.pinelink.spi.DataOperations.DESCRIBE_NAMESPACE;
import static io.pinelink.spi.DataOperations.LIST_NAMESPACES;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.internal.response.NamespaceResponses;
import io.pinelink.model.MetadataSchema;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.ListNamespacesResponse;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.routing.Route;
import io.pinelink.spi.Operation;
import io.pinelink.spi.request.ByName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each operation on namespaces, from the model to the wire and back. */
class RestNamespacesTest {
  private static final String TENANT = "{\"name\":\"tenant-7\",\"record_count\":\"412\"}";

  private final LoopbackServer server = LoopbackServer.plaintext().answering(200, TENANT);
  private final Route route = local(server.port());
  private final RestTransport transport = Calls.transport();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  @Test
  void createPostsTheSchema() throws Exception {
    server.answering(
        200,
        "{\"name\":\"tenant-7\",\"record_count\":0,\"schema\":{\"fields\":{\"lang\":"
            + "{\"filterable\":true,\"new\":1},\"other\":{\"filterable\":false},\"odd\":null}},"
            + "\"indexed_fields\":{\"fields\":[\"lang\"]}}");

    NamespaceDescription made =
        call(
            CREATE_NAMESPACE,
            CreateNamespaceRequest.builder("tenant-7")
                .schema(MetadataSchema.of("lang", "year"))
                .build());

    assertThat(made)
        .isEqualTo(
            new NamespaceResponses.NamespaceResult(
                "tenant-7",
                0,
                Optional.of(new MetadataSchema(Set.of("lang"))),
                List.of("lang"),
                OptionalLong.empty(),
                made.info()));
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("POST /namespaces");
    assertThat(sent.body())
        .isEqualTo(
            "{\"name\":\"tenant-7\",\"schema\":{\"fields\":{\"lang\":{\"filterable\":true},"
                + "\"year\":{\"filterable\":true}}}}");
  }

  @Test
  void createWithoutASchemaSendsOnlyTheName() throws Exception {
    call(CREATE_NAMESPACE, CreateNamespaceRequest.named("tenant-7"));

    assertThat(server.next().body()).isEqualTo("{\"name\":\"tenant-7\"}");
  }

  @Test
  void aTakenNameIsRefused() throws Exception {
    server.answering(409, "{\"code\":6,\"message\":\"exists\",\"details\":[]}");

    assertThat(
            failureOf(
                transport.call(
                    CREATE_NAMESPACE, CreateNamespaceRequest.named("a"), context(route))))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "__default__ | __default__",
        "a b/c?d#e%f+g:h@i | a%20b%2Fc%3Fd%23e%25f%2Bg%3Ah%40i",
        ". | %2E",
        ".. | %2E%2E",
        "... | ...",
        ".a | .a",
        "../x | ..%2Fx",
      })
  void aNameIsOneSegmentOfThePath(String name, String segment) throws Exception {
    server.answering(200, TENANT.replace("tenant-7", name));

    NamespaceDescription found = call(DESCRIBE_NAMESPACE, ByName.ofNamespace(name));
    call(DELETE_NAMESPACE, ByName.ofNamespace(name));

    assertThat(found)
        .isEqualTo(
            new NamespaceResponses.NamespaceResult(
                name, 412, Optional.empty(), List.of(), OptionalLong.empty(), found.info()));
    assertThat(server.next().line()).isEqualTo("GET /namespaces/" + segment);
    Received deleted = server.next();
    assertThat(deleted.line()).isEqualTo("DELETE /namespaces/" + segment);
    assertThat(deleted.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'\"4096\"', 4096", "4096, 4096", "0, 0", "null, 0"})
  void aSizeMayBeATextOrMissing(String json, long size) throws Exception {
    server.answering(200, TENANT.replace("}", ",\"size_bytes\":" + json + "}"));

    NamespaceDescription found = call(DESCRIBE_NAMESPACE, ByName.ofNamespace("tenant-7"));

    assertThat(found.sizeBytes())
        .isEqualTo(size == 0 ? OptionalLong.empty() : OptionalLong.of(size));
  }

  @Test
  void listGetsAPage() throws Exception {
    server.answering(
        200,
        "{\"namespaces\":["
            + TENANT
            + ",{\"name\":\"__default__\",\"recordCount\":3,\"indexedFields\":{\"fields\":null},"
            + "\"schema\":null}],\"pagination\":{\"next\":\"t2\"},\"total_count\":9}");

    ListNamespacesResponse page =
        call(
            LIST_NAMESPACES,
            ListNamespacesRequest.builder().prefix("te ").limit(2).paginationToken("t1").build());
    call(LIST_NAMESPACES, ListNamespacesRequest.all());

    assertThat(page.items())
        .containsExactly(
            new NamespaceResponses.NamespaceResult(
                "tenant-7", 412, Optional.empty(), List.of(), OptionalLong.empty(), page.info()),
            new NamespaceResponses.NamespaceResult(
                "__default__", 3, Optional.empty(), List.of(), OptionalLong.empty(), page.info()));
    assertThat(page.nextToken()).hasValue("t2");
    assertThat(page.totalCount()).hasValue(9);
    assertThat(server.next().line())
        .isEqualTo("GET /namespaces?prefix=te%20&limit=2&paginationToken=t1");
    assertThat(server.next().line()).isEqualTo("GET /namespaces");
  }

  @Test
  void anEmptyListIsTheLastPage() throws Exception {
    server.answering(200, "{}");

    ListNamespacesResponse page = call(LIST_NAMESPACES, ListNamespacesRequest.all());

    assertThat(page.items()).isEmpty();
    assertThat(page.nextToken()).isEmpty();
    assertThat(page.totalCount()).isEmpty();
  }

  @Test
  void aNamespaceWithoutANameIsMalformed() throws Exception {
    server.answering(200, "{\"record_count\":1}");

    assertThat(
            failureOf(transport.call(DESCRIBE_NAMESPACE, ByName.ofNamespace("a"), context(route))))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("member 'name' is missing");
  }

  private <Q, R> R call(Operation<Q, R> operation, Q request) throws Exception {
    return resultOf(transport.call(operation, request, context(route)));
  }
}
