package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.endtoend.RandomCommands.Command;
import io.pinelink.endtoend.RandomCommands.Kind;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that the same calls have the same outcome over both protocols, and that each reads what the
 * other wrote, to the last bit. {@link ProtocolsDifferIT} tests the differences.
 */
class ProtocolsAgreeProperties {
  private static final long SEED = 20260401;
  private static final int ROUNDS = 4;
  private static final int COMMANDS = 100;
  private static final int BATCHES = 20;

  private static EmbeddedPinecone server;
  private static Pinelink overGrpc;
  private static Pinelink overRest;
  private static int made;

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.start();
    overGrpc = client(Protocol.GRPC, Protocol.REST);
    overRest = client(Protocol.REST);
  }

  private static Pinelink client(Protocol... protocols) {
    return server
        .clientBuilder()
        .routePolicy(RoutePolicy.privateRequired())
        .protocols(protocols)
        .build();
  }

  @AfterAll
  static void stop() {
    overGrpc.close();
    overRest.close();
    server.close();
  }

  /** One index, over both protocols. */
  private record BothWays(Index grpc, Index rest) {
    static BothWays create(Kind kind, Metric metric) {
      String name = "docs-" + made++;
      overRest
          .controlPlane()
          .createIndex(
              kind == Kind.SPARSE
                  ? CreateIndexRequest.sparse(name, Indexes.REGION).build()
                  : CreateIndexRequest.dense(name, RandomCommands.DIMENSION, Indexes.REGION)
                      .metric(metric)
                      .build());
      return new BothWays(overGrpc.index(name), overRest.index(name));
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
      BothWays one = BothWays.create(kind, new Metric(metric));
      BothWays other = BothWays.create(kind, new Metric(metric));
      for (int i = 0; i < COMMANDS; i++) {
        Command command = commands.next();
        boolean swapped = random.nextBoolean();
        CallOutcome overGrpc = (swapped ? other : one).run(command, Protocol.GRPC);
        CallOutcome overRest = (swapped ? one : other).run(command, Protocol.REST);

        assertThat(overRest)
            .as("over REST as over gRPC: seed %d, command %d, %s", seed, i, command)
            .isEqualTo(overGrpc);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatOneWritesTheOtherReads(Kind kind) {
    SplittableRandom random = new SplittableRandom(SEED);
    RandomCommands commands = new RandomCommands(random, kind);
    BothWays index = BothWays.create(kind, Metric.DOT_PRODUCT);
    for (int i = 0; i < BATCHES; i++) {
      List<Vector> vectors = commands.fittingVectors();
      Protocol writer = random.nextBoolean() ? Protocol.GRPC : Protocol.REST;
      index.over(writer).upsert(vectors);

      Map<String, Vector> last = new HashMap<>();
      vectors.forEach(vector -> last.put(vector.id(), vector));
      for (Protocol reader : Protocol.values()) {
        assertThat(index.over(reader).fetch(FetchRequest.ids(last.keySet())).vectors())
            .as("seed %d, batch %d, written over %s and read over %s", SEED, i, writer, reader)
            .isEqualTo(last);
      }
    }
  }
}
