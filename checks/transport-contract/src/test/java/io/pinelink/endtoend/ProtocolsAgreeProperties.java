package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.endtoend.RandomCommands.Command;
import io.pinelink.endtoend.RandomCommands.Kind;
import io.pinelink.error.ServiceException;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.Vector;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that the same calls have the same outcome over both protocols, and that each reads what the
 * other wrote, to the last bit. {@link ProtocolsDifferIT} tests the differences.
 */
@Tag("slow")
class ProtocolsAgreeProperties {
  private static final long SEED = 20260401;
  private static final int ROUNDS = 4;
  private static final int COMMANDS = 100;
  private static final int BATCHES = 20;

  private static final AtomicReference<Instant> NOW =
      new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));

  private static EmbeddedPinecone server;
  private static Clients ofEachVersion;
  private static Clients ofNewestVersion;
  private static int made;

  /** A client for each protocol. */
  private record Clients(Pinelink grpc, Pinelink rest) {
    static Clients create(UnaryOperator<Pinelink.Builder> options) {
      return new Clients(client(options, Protocol.GRPC), client(options, Protocol.REST));
    }

    /** Creates a client that has one protocol, since some operations prefer the other. */
    private static Pinelink client(UnaryOperator<Pinelink.Builder> options, Protocol protocol) {
      return options
          .apply(
              server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).protocols(protocol))
          .build();
    }

    void close() {
      grpc.close();
      rest.close();
    }
  }

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.builder().clock(NOW::get).start();
    ofEachVersion = Clients.create(options -> options);
    // Only the newest version reports sizes in bytes.
    ofNewestVersion = Clients.create(options -> options.apiVersion("2026-07"));
  }

  @AfterAll
  static void stop() {
    ofEachVersion.close();
    ofNewestVersion.close();
    server.close();
  }

  /** One index, over both protocols. */
  private record BothWays(Index grpc, Index rest) {
    static BothWays create(Clients clients, Kind kind, Metric metric) {
      String name = "docs-" + made++;
      String host =
          ofEachVersion
              .rest()
              .controlPlane()
              .createIndex(
                  kind == Kind.SPARSE
                      ? CreateIndexRequest.sparse(name, Indexes.REGION)
                      : CreateIndexRequest.builder(name, Indexes.REGION)
                          .dimension(RandomCommands.DIMENSION)
                          .metric(metric)
                          .build())
              .host()
              .orElseThrow();
      return new BothWays(clients.grpc().indexAt(host), clients.rest().indexAt(host));
    }

    Index over(Protocol protocol) {
      return protocol == Protocol.GRPC ? grpc : rest;
    }

    CallOutcome run(Command command, Protocol protocol) {
      return CallOutcome.of(over(protocol), protocol, command::run);
    }
  }

  /**
   * Two indexes of one kind get the same commands. The protocol of each index is drawn for each
   * command, so either protocol reads what either has written.
   */
  @ParameterizedTest
  @CsvSource({"DENSE, cosine", "DENSE, euclidean", "HYBRID, dotproduct", "SPARSE, dotproduct"})
  void theSameCallsHaveTheSameOutcome(Kind kind, String metric) {
    for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RandomCommands commands = new RandomCommands(random, kind);
      Clients clients = seed % 2 == 0 ? ofEachVersion : ofNewestVersion;
      BothWays one = BothWays.create(clients, kind, new Metric(metric));
      BothWays other = BothWays.create(clients, kind, new Metric(metric));
      for (int i = 0; i < COMMANDS; i++) {
        Command command = commands.next();
        boolean swapped = random.nextBoolean();
        CallOutcome overGrpc = (swapped ? other : one).run(command, Protocol.GRPC);
        CallOutcome overRest = (swapped ? one : other).run(command, Protocol.REST);

        assertThat(overRest)
            .as("over REST as over gRPC: seed %d, command %d, %s", seed, i, command)
            .isEqualTo(overGrpc);
        NOW.set(NOW.get().plusNanos(1_234_567_891));
      }
    }
  }

  @Test
  void theCommandsReadThroughAliasesAndAreRefusedToWriteToThem() {
    RandomCommands commands = new RandomCommands(new SplittableRandom(SEED), Kind.DENSE);
    Index index = BothWays.create(ofEachVersion, Kind.DENSE, Metric.COSINE).rest();
    Set<String> served = new HashSet<>();
    Set<String> reasons = new HashSet<>();
    for (int i = 0; i < 20 * COMMANDS; i++) {
      try {
        if (commands.next().run(index) instanceof QueryResponse found
            && RandomData.ALIASES.contains(found.info().namespace())
            && !found.namespace().equals(found.info().namespace())
            && !found.matches().isEmpty()) {
          served.add(found.namespace());
        }
      } catch (ServiceException e) {
        e.reason().ifPresent(reasons::add);
      }
    }

    assertThat(served).contains("");
    assertThat(reasons)
        .contains(
            "WRITE_TO_ALIAS",
            "NAME_IN_USE_BY_ALIAS",
            "NAMESPACE_OPERATION_ON_ALIAS",
            "ALIAS_ALREADY_EXISTS",
            "TARGET_IS_ALIAS",
            "INVALID_PAGINATION_TOKEN");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void valuesWrittenOverOneProtocolAreReadOverTheOther(Kind kind) {
    SplittableRandom random = new SplittableRandom(SEED);
    RandomCommands commands = new RandomCommands(random, kind);
    BothWays index = BothWays.create(ofEachVersion, kind, Metric.DOT_PRODUCT);
    for (int i = 0; i < BATCHES; i++) {
      List<Vector> vectors = commands.fittingVectors();
      Protocol writer = random.nextBoolean() ? Protocol.GRPC : Protocol.REST;
      index.over(writer).upsert(vectors);

      Map<String, Vector> last = new HashMap<>();
      vectors.forEach(vector -> last.put(vector.id(), vector));
      for (Protocol reader : Protocol.values()) {
        assertThat(index.over(reader).fetch(FetchRequest.byIds(last.keySet())).vectors())
            .as("seed %d, batch %d, written over %s and read over %s", SEED, i, writer, reader)
            .isEqualTo(last);
      }
    }
  }
}
