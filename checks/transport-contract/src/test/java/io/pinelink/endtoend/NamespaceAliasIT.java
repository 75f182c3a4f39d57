package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.AsyncIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.spi.AliasOperations;
import io.pinelink.spi.Operation;
import io.pinelink.testsupport.Indexes;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests namespace aliases with the public API, and retries after a response that was lost. */
class NamespaceAliasIT {
  private EmbeddedPinecone server;
  private String host;

  @BeforeEach
  void start() {
    server = EmbeddedPinecone.start();
    try (Pinelink setup = server.clientBuilder().build()) {
      host =
          setup
              .controlPlane()
              .createIndex(CreateIndexRequest.dense("docs", 2, Indexes.REGION))
              .host()
              .orElseThrow();
      Index index = setup.index("docs");
      index.namespace("v1").upsert(List.of(Vector.of("old", new float[] {1, 2})));
      index.namespace("v2").upsert(List.of(Vector.of("new", new float[] {1, 2})));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Returns the builder of a client that has one protocol, since aliases prefer REST. */
  private Pinelink.Builder builder(Protocol protocol) {
    return server.clientBuilder().protocols(protocol);
  }

  private Pinelink client(Protocol protocol) {
    return builder(protocol).build();
  }

  private long sent(Operation<?, ?> operation) {
    return server.requests().stream()
        .filter(request -> request.operation().equals(operation.name()))
        .count();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void readersSwitchToAnotherNamespaceAtOnce(Protocol protocol) {
    try (Pinelink client = client(protocol)) {
      Index index = client.indexAt(host);
      Index live = index.namespace("live");
      QueryRequest query = QueryRequest.nearest(1, 2);

      assertThat(index.namespaces().createAlias("live", "v1").targetNamespace()).isEqualTo("v1");
      assertThat(live.query(query).matches())
          .extracting(match -> match.id())
          .containsExactly("old");
      index.namespaces().repointAlias("live", "v2");
      assertThat(live.query(query).namespace()).isEqualTo("v2");
      assertThat(live.query(query).info().namespace()).isEqualTo("live");
      assertThat(index.namespaces().describeAlias("live").targetNamespace()).isEqualTo("v2");
      index.namespaces().deleteAlias("live");
      assertThat(live.query(query).matches()).isEmpty();
      assertThatThrownBy(() -> index.namespaces().describeAlias("live"))
          .isInstanceOf(NotFoundException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aListingSpansPages(Protocol protocol) {
    try (Pinelink client = client(protocol)) {
      Index index = client.indexAt(host);
      AsyncIndex async = index.async();
      List.of("c", "a", "b").forEach(name -> async.namespaces().createAlias(name, "v1").join());

      assertThat(
              index
                  .namespaces()
                  .listAllAliases(ListNamespaceAliasesRequest.builder().limit(2).build()))
          .extracting(NamespaceAlias::name)
          .containsExactly("a", "b", "c");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aCreateWhoseResponseIsLostSucceeds(Protocol protocol) {
    try (Pinelink client = client(protocol)) {
      Index index = client.indexAt(host);
      server.faults().next("createNamespaceAlias", Fault.breakOff());
      NamespaceAlias made = index.namespaces().createAlias("live", "v1");

      assertThat(made.targetNamespace()).isEqualTo("v1");
      assertThat(made.createdAt()).isPresent();
      assertThat(sent(AliasOperations.CREATE_NAMESPACE_ALIAS)).isEqualTo(2);
      assertThat(sent(AliasOperations.DESCRIBE_NAMESPACE_ALIAS)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aCreateThatFindsTheAliasOfAnotherTargetFails(Protocol protocol) {
    try (Pinelink client = client(protocol)) {
      Index index = client.indexAt(host);
      index.namespaces().createAlias("live", "v2");
      server.faults().next("createNamespaceAlias", Fault.drop());

      assertThatThrownBy(() -> index.namespaces().createAlias("live", "v1"))
          .isInstanceOfSatisfying(
              AlreadyExistsException.class,
              taken -> {
                assertThat(taken.reason()).contains("ALIAS_ALREADY_EXISTS");
                assertThat(taken.reasonMetadata()).containsEntry("target_namespace", "v2");
                assertThat(taken.attempts()).isEqualTo(2);
              });
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aDeleteWhoseResponseIsLostSucceeds(Protocol protocol) {
    try (Pinelink client = client(protocol)) {
      Index index = client.indexAt(host);
      index.namespaces().createAlias("live", "v1");
      server.faults().next("deleteNamespaceAlias", Fault.breakOff());

      index.namespaces().deleteAlias("live");
      assertThat(sent(AliasOperations.DELETE_NAMESPACE_ALIAS)).isEqualTo(2);
      assertThatThrownBy(() -> index.namespaces().deleteAlias("live"))
          .isInstanceOf(NotFoundException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aWriteToAnAliasIsRefusedWithItsReason(Protocol protocol) {
    try (Pinelink client = client(protocol)) {
      Index index = client.indexAt(host);
      index.namespaces().createAlias("live", "v1");

      assertThatThrownBy(() -> index.namespace("live").delete(DeleteRequest.byIds("old")))
          .isInstanceOfSatisfying(
              ServiceException.class,
              refused -> {
                assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                assertThat(refused.reason()).contains("WRITE_TO_ALIAS");
              });
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aClientOfAnOlderVersionReadsThroughAnAliasButDoesNotManageIt(Protocol protocol) {
    try (Pinelink client = client(protocol);
        Pinelink older = builder(protocol).apiVersion("2026-04").build()) {
      client.indexAt(host).namespaces().createAlias("live", "v1");

      assertThat(
              older.indexAt(host).namespace("live").query(QueryRequest.nearest(1, 2)).namespace())
          .isEqualTo("v1");
      assertThatThrownBy(() -> older.indexAt(host).namespaces().describeAlias("live"))
          .isInstanceOfSatisfying(
              ServiceException.class,
              refused -> assertThat(refused.reason()).contains("API_VERSION_TOO_OLD"));
    }
  }
}
