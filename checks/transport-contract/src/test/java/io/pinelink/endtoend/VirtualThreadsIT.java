package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.InputType;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests blocking calls on virtual threads: none pins its carrier, nor allocates much more. */
@EnabledForJreRange(minVersion = 25) // older JDKs pin carriers inside synchronized
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class VirtualThreadsIT {
  private static final int THREADS = Integer.getInteger("pinelink.virtual-threads", 10_000);

  /** The calls in flight; the other threads wait, so that none exceeds its timeout in a queue. */
  private static final int IN_FLIGHT = 200;

  private static final int MEASURED_CALLS = 500;

  /** The most that a call may allocate, relative to the same call on a platform thread. */
  private static final double MAX_RATIO = 1.1;

  private static final String PINNED = "jdk.VirtualThreadPinned";

  private static final EmbedRequest TEXT =
      EmbedRequest.builder("multilingual-e5-large", "text").inputType(InputType.QUERY).build();
  private static final QueryRequest QUERY = QueryRequest.nearest(1, 0);

  private static EmbeddedPinecone server;
  private static String host;

  /** A facade, and a blocking call of it. */
  private enum Facade {
    INDEX {
      @Override
      void call(Pinelink client, Index index) {
        assertThat(index.query(QUERY).matches()).hasSize(3);
      }
    },
    ASYNC_INDEX {
      @Override
      void call(Pinelink client, Index index) {
        assertThat(index.async().query(QUERY).join().matches()).hasSize(3);
      }
    },
    CONTROL_PLANE {
      @Override
      void call(Pinelink client, Index index) {
        assertThat(client.controlPlane().describeIndex("docs").name()).isEqualTo("docs");
      }
    },
    INFERENCE {
      @Override
      void call(Pinelink client, Index index) {
        assertThat(client.inference().embed(TEXT).embeddings()).hasSize(1);
      }
    };

    abstract void call(Pinelink client, Index index);

    /** Only the data plane has two protocols. */
    boolean isOver(Protocol protocol) {
      return protocol == Protocol.REST || this == INDEX || this == ASYNC_INDEX;
    }
  }

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.start();
    try (Pinelink client = client(Protocol.GRPC)) {
      Indexes.fill(Indexes.create(client, "docs", Metric.COSINE));
      host = client.controlPlane().describeIndex("docs").host().orElseThrow();
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Pinelink client(Protocol first) {
    Protocol second = first == Protocol.GRPC ? Protocol.REST : Protocol.GRPC;
    return server
        .clientBuilder()
        .protocols(first, second)
        .timeout(Duration.ofMinutes(2)) // on a machine that other tests use too
        .build();
  }

  static Stream<Arguments> facades() {
    return Stream.of(Protocol.values())
        .flatMap(
            protocol ->
                Stream.of(Facade.values())
                    .filter(facade -> facade.isOver(protocol))
                    .map(facade -> Arguments.of(facade, protocol)));
  }

  @ParameterizedTest
  @MethodSource("facades")
  void noCallPinsItsCarrier(Facade facade, Protocol protocol, @TempDir Path folder)
      throws Exception {
    try (Pinelink client = client(protocol)) {
      Index index = client.indexAt(host);
      // Loads the classes: a class initializer pins, and what it reads may block.
      start(() -> facade.call(client, index)).get();

      List<RecordedEvent> pinned =
          pinnedDuring(
              folder,
              () -> {
                List<Future<?>> calls = new ArrayList<>();
                Semaphore free = new Semaphore(IN_FLIGHT);
                for (int i = 0; i < THREADS; i++) {
                  calls.add(
                      start(
                          () -> {
                            free.acquireUninterruptibly();
                            try {
                              facade.call(client, index);
                            } finally {
                              free.release();
                            }
                          }));
                }
                for (Future<?> call : calls) {
                  call.get();
                }
              });

      assertThat(pinned).isEmpty();
    }
  }

  @Test
  void aPinnedCarrierWouldBeCounted(@TempDir Path folder) throws Exception {
    List<RecordedEvent> pinned =
        pinnedDuring(folder, () -> start(() -> assertThat(Initializer.BLOCKED).isTrue()).get());

    assertThat(pinned).hasSize(1);
  }

  /** A class whose initializer blocks, which pins. */
  private static final class Initializer {
    static final boolean BLOCKED = block();

    private static boolean block() {
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aCallAllocatesAsOnAPlatformThread(Protocol protocol) throws Exception {
    try (Pinelink client = client(protocol)) {
      Index index = client.indexAt(host);
      double platform = Double.MAX_VALUE;
      double virtual = Double.MAX_VALUE;
      for (int round = 0; round < 3; round++) {
        platform = Math.min(platform, allocatedPerCall(index, Thread::new));
        virtual = Math.min(virtual, allocatedPerCall(index, virtual()));
      }

      System.out.printf(
          "%s: bytes per query, with the server's: %.0f on a platform thread, %.0f on a virtual"
              + " thread%n",
          protocol, platform, virtual);
      assertThat(virtual).isLessThan(platform * MAX_RATIO);
    }
  }

  /** Returns what the process allocates for a query, the server included. */
  private static double allocatedPerCall(Index index, ThreadFactory factory) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor(factory);
    try {
      thread.submit(() -> query(index)).get();
      long before = allocatedBytes();
      thread.submit(() -> query(index)).get();
      return (double) (allocatedBytes() - before) / MEASURED_CALLS;
    } finally {
      thread.shutdown();
    }
  }

  private static void query(Index index) {
    for (int i = 0; i < MEASURED_CALLS; i++) {
      index.query(QUERY);
    }
  }

  /** Returns what live threads have allocated. Carriers count what virtual threads allocate. */
  private static long allocatedBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }

  /** Returns a factory of virtual threads, which the baseline's class library lacks. */
  private static ThreadFactory virtual() throws ReflectiveOperationException {
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    return (ThreadFactory)
        Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
  }

  /** Starts a task on a virtual thread of its own. */
  private static Future<?> start(Runnable task) throws ReflectiveOperationException {
    FutureTask<Boolean> started = new FutureTask<>(task, true);
    virtual().newThread(started).start();
    return started;
  }

  private interface Work {
    void run() throws Exception;
  }

  private static List<RecordedEvent> pinnedDuring(Path folder, Work work) throws Exception {
    Path file = folder.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(PINNED).withoutThreshold().withStackTrace();
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals(PINNED))
        .toList();
  }
}
