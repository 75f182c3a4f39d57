package io.pinelink.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.Faults;
import io.pinelink.testing.requests.RecordedRequests;
import io.pinelink.testing.requests.RequestCount;
import io.pinelink.testing.requests.RequestPatterns;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs classes whose tests run at the same time, and classes that share servers. */
class ParallelTestsTest {
  private static final int PARALLEL = 4;

  /** More threads than tests: containers of tests may occupy three while they wait for tests. */
  private static final String THREADS = "8";

  private static final Map<String, String> IN_PARALLEL =
      Map.of(
          "junit.jupiter.execution.parallel.enabled",
          "true",
          "junit.jupiter.execution.parallel.config.strategy",
          "fixed",
          "junit.jupiter.execution.parallel.config.fixed.parallelism",
          THREADS,
          "junit.jupiter.execution.parallel.config.fixed.max-pool-size",
          THREADS);

  private static final Set<EmbeddedPinecone> SERVERS = ConcurrentHashMap.newKeySet();
  private static volatile CountDownLatch together = new CountDownLatch(0);

  @BeforeEach
  void forget() {
    SERVERS.clear();
  }

  /** Writes one vector, and waits until all tests have done so before it looks for others. */
  private static void writeBesideOthers(Index index, String id) throws InterruptedException {
    index.upsert(List.of(Vector.of(id, new float[] {1, 0, 0})));
    together.countDown();
    assertThat(together.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(index.describeIndexStats().totalVectorCount()).isEqualTo(1);
  }

  @Test
  void testsThatRunAtTheSameTimeShareNothing() {
    together = new CountDownLatch(PARALLEL);

    Run.succeeding(Run.with(IN_PARALLEL, Concurrent.class), PARALLEL);

    assertThat(SERVERS).hasSize(PARALLEL);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @PineconeIndex(name = "docs", dimension = 3)
  static class Concurrent {
    @RegisterExtension static final PineconeExtension pinecone = new PineconeExtension();

    @RepeatedTest(PARALLEL)
    void writes(Index docs, EmbeddedPinecone server, Faults faults, RecordedRequests requests)
        throws InterruptedException {
      SERVERS.add(server);
      assertThat(pinecone.server()).isSameAs(server);
      faults.next("query", Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down"));
      writeBesideOthers(docs, "a");
      docs.query(QueryRequest.nearest(1, 0, 0));
      requests.verify(RequestCount.exactly(2), RequestPatterns.queries());
    }
  }

  @Test
  void nestedClassesThatRunAtTheSameTimeShareNothing() {
    together = new CountDownLatch(2);

    Run.succeeding(Run.with(IN_PARALLEL, Outer.class), 4);
  }

  @PineconeIndex(dimension = 3)
  static class Outer {
    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class First {
      @Test
      @Execution(ExecutionMode.SAME_THREAD)
      void writes(Index index) throws InterruptedException {
        writeBesideOthers(index, "first");
      }

      @Test
      @Execution(ExecutionMode.SAME_THREAD)
      void findsNothing(Index index) {
        assertThat(index.describeIndexStats().totalVectorCount()).isZero();
      }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class Second {
      @Test
      @Execution(ExecutionMode.SAME_THREAD)
      void writes(Index index) throws InterruptedException {
        writeBesideOthers(index, "second");
      }

      @Test
      @Execution(ExecutionMode.SAME_THREAD)
      void findsNothing(Index index) {
        assertThat(index.describeIndexStats().totalVectorCount()).isZero();
      }
    }
  }

  @Test
  void classesShareAServerIfTheyWantTo() {
    Run.succeeding(2, SharedA.class, SharedB.class);
    assertThat(SERVERS).hasSize(1);

    SERVERS.clear();
    Run.succeeding(2, AloneA.class, AloneB.class);
    assertThat(SERVERS).hasSize(2);
  }

  private abstract static class Shared {
    @RegisterExtension
    static final PineconeExtension pinecone =
        PineconeExtension.builder()
            .server(server -> server.projectId("shared"))
            .index("docs", 3)
            .shareBetweenClasses()
            .build();

    @Test
    void findsNothingOfOtherClasses(Index docs, EmbeddedPinecone server) {
      SERVERS.add(server);
      assertThat(docs.fetch(FetchRequest.byIds("a")).vectors()).isEmpty();
      docs.upsert(List.of(Vector.of("a", new float[] {1, 0, 0})));
    }
  }

  static class SharedA extends Shared {}

  static class SharedB extends Shared {}

  private abstract static class Alone {
    @Test
    void test(EmbeddedPinecone server) {
      SERVERS.add(server);
    }
  }

  @PineconeIndex(dimension = 3)
  static class AloneA extends Alone {}

  @PineconeIndex(dimension = 3)
  static class AloneB extends Alone {}

  @Test
  void testsWithoutResetShareOneServer() {
    together = new CountDownLatch(0);

    Run.succeeding(Run.with(IN_PARALLEL, Together.class), PARALLEL);

    assertThat(SERVERS).hasSize(1);
  }

  @Execution(ExecutionMode.CONCURRENT)
  static class Together {
    @RegisterExtension
    static final PineconeExtension pinecone =
        PineconeExtension.builder().index("docs", 3).resetBetweenTests(false).build();

    @RepeatedTest(PARALLEL)
    void uses(EmbeddedPinecone server, Index docs) {
      SERVERS.add(server);
      assertThat(docs.name()).contains("docs");
    }
  }
}
