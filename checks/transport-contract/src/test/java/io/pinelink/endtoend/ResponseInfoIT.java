package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.spi.AliasOperations;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import io.pinelink.spi.Plane;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the response info of every data operation over each protocol. */
class ResponseInfoIT {
  /** The kind of sequence number in a response. */
  private enum SequenceNumber {
    OF_WRITE,
    OF_READ,
    NONE
  }

  /** A call in the namespace "ns", except those that name their own. */
  private record Row(
      Operation<?, ?> operation,
      String namespace,
      SequenceNumber number,
      Function<Index, ResponseInfo> call) {}

  private static final Filter FILTER = Filter.eq("lang", "et");

  /** The rows, in an order in which each call succeeds. */
  private static final List<Row> ROWS =
      List.of(
          new Row(
              DataOperations.UPSERT,
              "ns",
              SequenceNumber.OF_WRITE,
              i -> i.upsert(List.of(Vector.of("a", new float[] {1, 2}))).info()),
          new Row(
              DataOperations.QUERY,
              "ns",
              SequenceNumber.OF_READ,
              i -> i.query(QueryRequest.nearest(1, 2)).info()),
          new Row(
              DataOperations.UPDATE,
              "ns",
              SequenceNumber.OF_WRITE,
              i ->
                  i.update(UpdateRequest.builder("a").metadata(Metadata.of("lang", "et")).build())
                      .info()),
          new Row(
              DataOperations.UPDATE,
              "ns",
              SequenceNumber.NONE,
              i -> i.update(UpdateRequest.dryRun(FILTER)).info()),
          new Row(
              DataOperations.FETCH,
              "ns",
              SequenceNumber.OF_READ,
              i -> i.fetch(FetchRequest.byIds("a")).info()),
          new Row(
              DataOperations.FETCH_BY_METADATA,
              "ns",
              SequenceNumber.OF_READ,
              i -> i.fetchByMetadata(FetchByMetadataRequest.matching(FILTER)).info()),
          new Row(DataOperations.LIST_IDS, "ns", SequenceNumber.OF_READ, i -> i.listIds().info()),
          new Row(
              DataOperations.DESCRIBE_INDEX_STATS,
              "",
              SequenceNumber.NONE,
              i -> i.describeIndexStats().info()),
          new Row(
              DataOperations.CREATE_NAMESPACE,
              "made",
              SequenceNumber.OF_WRITE,
              i -> i.namespaces().create(CreateNamespaceRequest.named("made")).info()),
          new Row(
              DataOperations.DESCRIBE_NAMESPACE,
              "made",
              SequenceNumber.OF_READ,
              i -> i.namespaces().describe("made").info()),
          new Row(
              DataOperations.DESCRIBE_NAMESPACE,
              "",
              SequenceNumber.OF_READ,
              i -> i.namespaces().describe("__default__").info()),
          new Row(
              DataOperations.LIST_NAMESPACES,
              "",
              SequenceNumber.NONE,
              i -> i.namespaces().list().info()),
          new Row(
              AliasOperations.CREATE_NAMESPACE_ALIAS,
              "",
              SequenceNumber.NONE,
              i -> i.namespaces().createAlias("live", "made").info()),
          new Row(
              AliasOperations.DESCRIBE_NAMESPACE_ALIAS,
              "",
              SequenceNumber.NONE,
              i -> i.namespaces().describeAlias("live").info()),
          new Row(
              AliasOperations.LIST_NAMESPACE_ALIASES,
              "",
              SequenceNumber.NONE,
              i -> i.namespaces().listAliases().info()),
          new Row(
              AliasOperations.REPOINT_NAMESPACE_ALIAS,
              "",
              SequenceNumber.NONE,
              i -> i.namespaces().repointAlias("live", "ns").info()),
          new Row(
              DataOperations.DELETE,
              "ns",
              SequenceNumber.OF_WRITE,
              i -> i.delete(DeleteRequest.all()).info()));

  private EmbeddedPinecone server;

  @BeforeEach
  void start() {
    server = EmbeddedPinecone.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Pinelink client(Protocol protocol) {
    return server
        .clientBuilder()
        .routePolicy(RoutePolicy.privateRequired())
        .protocols(protocol, Protocol.REST)
        .build();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void isTheSameForEveryOperation(Protocol protocol) {
    try (Pinelink setup = client(protocol);
        // Has no other protocol that an operation could prefer.
        Pinelink client =
            server
                .clientBuilder()
                .routePolicy(RoutePolicy.privateRequired())
                .protocols(protocol)
                .build()) {
      String host = Indexes.create(setup, "docs", Metric.DOT_PRODUCT).route().host();
      Index index = client.indexAt(host).namespace("ns");
      for (Row row : ROWS) {
        ResponseInfo info = row.call().apply(index);

        assertThat(info.requestId().orElse(""))
            .as("request id of %s", row.operation())
            .isNotBlank();
        assertThat(info.serverDuration().orElseThrow())
            .as("server's duration of %s", row.operation())
            .isLessThan(Duration.ofMinutes(1));
        assertThat(info)
            .as(row.operation().name())
            .usingRecursiveComparison()
            .ignoringFields("requestId", "writeLsn", "readLsn", "serverDuration")
            .isEqualTo(
                VectorResponses.info(
                    null, row.namespace(), null, null, index.route(), protocol, 1));
        assertThat(info.writeLsn().isPresent())
            .as("number of the write of %s", row.operation())
            .isEqualTo(row.number() == SequenceNumber.OF_WRITE);
        assertThat(info.readLsn().isPresent())
            .as("number of the read of %s", row.operation())
            .isEqualTo(row.number() == SequenceNumber.OF_READ);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theServerDurationIncludesItsWait(Protocol protocol) {
    Duration wait = Duration.ofMillis(50);
    try (Pinelink client = client(protocol)) {
      Index index = Indexes.create(client, "docs", Metric.DOT_PRODUCT);
      server.faults().next("query", Fault.delay(wait));

      assertThat(index.query(QueryRequest.nearest(1, 2)).info().serverDuration().orElseThrow())
          .isGreaterThanOrEqualTo(wait);
    }
  }

  @Test
  void allOperationsOfBothProtocolsAreCovered() {
    assertThat(ROWS)
        .extracting(row -> (Object) row.operation())
        .containsOnly(
            Operations.all().stream()
                .filter(operation -> operation.plane() == Plane.DATA)
                .filter(operation -> operation.response() != EmptyResponse.class)
                .filter(operation -> operation.protocols().equals(Set.of(Protocol.values())))
                .toArray());
  }

  @Test
  void aNewNamespaceCanBeAwaited() {
    try (Pinelink client = client(Protocol.GRPC)) {
      Index index = Indexes.create(client, "docs", Metric.DOT_PRODUCT);
      ResponseInfo info = index.namespaces().create(CreateNamespaceRequest.named("made")).info();

      // Reads of the default namespace, which the view uses, would never see it.
      index.awaitVisible(info.consistencyToken().orElseThrow(), Duration.ofSeconds(10));
    }
  }
}
