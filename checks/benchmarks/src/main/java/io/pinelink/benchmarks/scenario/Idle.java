package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The memory, threads and connections of clients, indexes and namespaces that are open and idle.
 * All of these are counts, which barely depend on the load of the machine.
 */
final class Idle implements Scenario {
  private static final String UNUSED = "client, not used";
  private static final String CONNECTED = "client that has called once";
  private static final String BURST = "client after a burst of 16 callers";
  private static final String TIMED_OUT = "client after the idle timeout";
  private static final String CLOSED = "closed client";
  private static final String INDEX = "further index, not called";
  private static final String CALLED = "further index, called once";
  private static final String CALLED_TIMED_OUT = "further index after the idle timeout";
  private static final String NAMESPACE = "namespace, called once";
  private static final String FORGOTTEN = "namespace that the program no longer references";
  private static final String WRITTEN = "namespace that a closed bulk writer has written";

  private static final List<String> CLIENTS =
      List.of(Plan.GRPC, Plan.REST, Plan.OFFICIAL, Plan.BARE_GRPC);
  private static final Set<String> WATCHED =
      Set.of(CONNECTED, BURST, TIMED_OUT, CALLED, CALLED_TIMED_OUT);
  private static final List<Measure> MEASURES =
      List.of(
          Measure.HEAP,
          Measure.DIRECT,
          Measure.NATIVE,
          Measure.THREADS,
          Measure.SOCKETS,
          Measure.TIMERS,
          Measure.WAKE_UPS);

  private static final int IDLE_SECONDS = 30;
  private static final int OPEN_CLIENTS = 20;
  private static final int INDEXES = 1_000;
  private static final int NAMESPACES = 10_000;
  private static final int SHOWN_CLASSES = 8;
  private static final int WATCHED_SECONDS = 5;

  /** Longer than the threads stay that end soon after their work. */
  private static final int SETTLING_SECONDS = 3;

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    int indexes = settings.quick() ? INDEXES / 10 : INDEXES;
    int namespaces = settings.quick() ? NAMESPACES / 10 : NAMESPACES;
    List<Run> runs = new ArrayList<>();
    try (Stage stage = new Stage(scratch)) {
      for (int round = 1; round <= settings.rounds(1); round++) {
        List<Run> ofRound = new ArrayList<>();
        for (String client : CLIENTS) {
          if (settings.selects(client)) {
            ofRound.add(new Run(stage, client, round));
          }
        }
        // All at the same time, since they are idle most of it.
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS.size());
        try {
          List<Future<?>> ends = new ArrayList<>();
          for (Run run : ofRound) {
            ends.add(threads.submit(() -> run.measure(indexes, namespaces)));
          }
          for (Future<?> end : ends) {
            end.get();
          }
        } finally {
          threads.shutdownNow();
        }
        runs.addAll(ofRound);
      }
    }
    Readings readings = new Readings();
    runs.forEach(run -> run.readings.forEach(readings::add));
    ResultPage page =
        new ResultPage(
                settings,
                "idle",
                "Idle clients, indexes and namespaces",
                """
            What each of %d clients in a JVM occupies, each of %,d further indexes of a client, and each of %,d namespaces
            of an index, over TLS on loopback, with vectors of 1,536 values. The JVM has used and closed one client before,
            so that classes are not counted. Heap is measured by a histogram after a collection. Direct buffers are the
            JDK's and Netty's; native memory is the growth of the resident memory beside a heap that is resident from the
            start, with the direct buffers, the stacks of threads and OpenSSL's memory. Timers are objects that wait for a
            time; wake-ups are how often the threads of the process stopped waiting, in a time of %d seconds without calls,
            less the JVM's own. Pinelink keeps a connection for %d seconds without calls, instead of three
            minutes. The burst is 64 upserts of 100 vectors for each client. `%s` are channels of gRPC without a client,
            which share their threads.
            """
                    .formatted(
                        OPEN_CLIENTS,
                        indexes,
                        namespaces,
                        WATCHED_SECONDS,
                        IDLE_SECONDS,
                        Plan.BARE_GRPC))
            .table(readings, MEASURES)
            .append("\n## Where the heap is\n\nBytes of the classes with the most, for each.\n")
            .head("what", "client", "classes");
    runs.stream().flatMap(run -> run.classes.stream()).forEach(page::row);
    page.append("\n## Threads\n").head("what", "client", "threads of all");
    runs.stream().flatMap(run -> run.threads.stream()).forEach(page::row);
    page.write();
    return true;
  }

  /** The measurement of one process. */
  private static final class Run {
    private final Jvm process;
    private final String client;
    private final int round;
    private final List<Reading> readings = new ArrayList<>();
    private final List<String[]> classes = new ArrayList<>();
    private final List<String[]> threads = new ArrayList<>();

    Run(Stage stage, String client, int round) {
      this.process = stage.idle(client, IDLE_SECONDS);
      this.client = client;
      this.round = round;
    }

    @Nullable Void measure(int indexes, int namespaces) throws IOException, InterruptedException {
      try (process) {
        obey("clients 1", "indexes 1", "query 0", "burst 0", "close 0");
        clients();
        indexes(indexes);
        if (!client.equals(Plan.BARE_GRPC)) {
          namespaces(namespaces);
        }
      }
      return null;
    }

    private void clients() throws IOException, InterruptedException {
      Footprint before = quiet();
      obey("clients " + OPEN_CLIENTS);
      report(UNUSED, before, OPEN_CLIENTS);
      obey("indexes 1", "query 0");
      report(CONNECTED, before, OPEN_CLIENTS);
      obey("burst 0");
      report(BURST, before, OPEN_CLIENTS);
      if (isOwn()) {
        awaitSockets(before);
        report(TIMED_OUT, before, OPEN_CLIENTS);
      }
      obey("close 0");
      awaitSockets(before);
      report(CLOSED, before, OPEN_CLIENTS);
    }

    private void indexes(int count) throws IOException, InterruptedException {
      obey("clients 1", "indexes 1", "query 0");
      Footprint before = quiet();
      obey("indexes " + (count + 1));
      report(INDEX, before, count);
      obey("query 0");
      report(CALLED, before, count);
      if (isOwn()) {
        awaitSockets(before);
        report(CALLED_TIMED_OUT, before, count);
      }
      obey("close 0");
    }

    private void namespaces(int count) throws IOException, InterruptedException {
      obey("clients 1", "indexes 1", "query 0");
      Footprint before = quiet();
      obey("namespaces " + count, "query 0");
      report(NAMESPACE, before, count);
      if (isOwn()) {
        obey("indexes 1");
        report(FORGOTTEN, before, count);
        obey("writer " + count);
        report(WRITTEN, before, count);
      }
      obey("close 0");
    }

    private boolean isOwn() {
      return client.equals(Plan.GRPC) || client.equals(Plan.REST);
    }

    private void obey(String... commands) {
      for (String command : commands) {
        process.send(command);
        process.linesUntil("done");
      }
    }

    /** Returns the footprint once threads that end soon after their work have ended. */
    private Footprint quiet() throws IOException, InterruptedException {
      Thread.sleep(SETTLING_SECONDS * 1_000);
      return Footprint.of(process);
    }

    /** Waits until no more sockets are open than before. */
    private void awaitSockets(Footprint before) throws IOException, InterruptedException {
      double expected = before.values().getOrDefault(Measure.SOCKETS, 0.0);
      for (int i = 0; i < 2 * IDLE_SECONDS; i++) {
        if (Footprint.sockets(process.pid()) <= expected) {
          return;
        }
        Thread.sleep(1_000);
      }
      throw new IllegalStateException("The sockets of " + client + " did not close in time");
    }

    private void report(String what, Footprint before, int count)
        throws IOException, InterruptedException {
      Footprint now = quiet();
      Map<Measure, Double> values = now.since(before, count);
      if (WATCHED.contains(what)) {
        values.put(Measure.WAKE_UPS, wakeUps() / count);
      }
      Reading reading = new Reading(what, client, round, values);
      readings.add(reading);
      System.out.println(reading);
      if (round == 1) {
        classes.add(new String[] {what, client, now.grownClasses(before, count, SHOWN_CLASSES)});
        threads.add(new String[] {what, client, now.addedThreads(before)});
      }
    }

    /** Returns how often the threads of the clients wake up in a second. */
    private double wakeUps() throws IOException, InterruptedException {
      long before = ProcessCounts.wakeUps(process.pid());
      Thread.sleep(WATCHED_SECONDS * 1_000);
      return (double) (ProcessCounts.wakeUps(process.pid()) - before) / WATCHED_SECONDS;
    }
  }
}
