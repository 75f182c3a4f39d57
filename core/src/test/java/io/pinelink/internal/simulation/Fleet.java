package io.pinelink.internal.simulation;

import io.pinelink.internal.simulation.SimulatedService.Namespace;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Clients of one service, with their own retries, budgets, writers and limiters. In each twentieth
 * of the fleet are
 *
 * <ul>
 *   <li>300 readers with a query every two seconds on average, 144 with one and 48 with three in a
 *       second, in 12 namespaces of equal demand; every fourth of them waits for 2 seconds, the
 *       others for 30,
 *   <li>4 writers with 10 to 250 vectors per second, each in a namespace of its own,
 *   <li>4 loaders, each as fast as it may be, which share a namespace.
 * </ul>
 *
 * <p>The service can execute a quarter more than the fleet sends in calm.
 *
 * @param twentieths the size; 20 are 10,000 clients
 */
record Fleet(int twentieths, long seed) {
  static final String LOADER = "loader";
  static final int CALM_SECONDS = 10;
  static final int TROUBLE_SECONDS = 60;
  static final int SECONDS_AFTER = 50;
  static final int SECONDS = CALM_SECONDS + TROUBLE_SECONDS + SECONDS_AFTER;

  private static final int NAMESPACES = 12;
  private static final int[] READERS = {300, 144, 48};
  private static final double[] QUERIES_PER_SECOND = {0.5, 1, 3};
  private static final double QUERIES_OF_NAMESPACE = 36.5;
  private static final int[] VECTORS_PER_SECOND = {10, 20, 40, 250};
  private static final int WRITERS = VECTORS_PER_SECOND.length;
  private static final int LOADERS = 4;
  private static final int QUOTA_OF_LOADERS = 25;
  private static final int NO_QUOTA = 1_000;

  /** The load of the fleet in calm, as the calm run shows, and a quarter more. */
  private static final double CAPACITY_OF_TWENTIETH = 1.25 * 615;

  /** Returns the text for the demand of a reader. */
  static String demand(int kind, int patience) {
    return QUERIES_PER_SECOND[kind] + " per second within " + patience + " s";
  }

  int clients() {
    return twentieths * (READERS[0] + READERS[1] + READERS[2] + WRITERS + LOADERS);
  }

  /** Runs the fleet through a trouble of the service. */
  Measures run(Trouble trouble) {
    long begin = CALM_SECONDS * VirtualTime.SECOND;
    // An outage serves no client, but its end should serve all.
    long counted = trouble.isOutage() ? begin + trouble.seconds() * VirtualTime.SECOND : begin;
    Measures measures =
        new Measures(SECONDS, counted, counted + SECONDS_AFTER * VirtualTime.SECOND);
    VirtualTime time = new VirtualTime();
    SplittableRandom random = new SplittableRandom(seed);
    SimulatedService service =
        new SimulatedService(
            time, trouble, begin, twentieths * CAPACITY_OF_TWENTIETH, measures, random.split());
    for (int i = 0; i < twentieths; i++) {
      new Part(i, time, service, measures, random.split()).start();
    }
    time.runUntil(SECONDS * VirtualTime.SECOND);
    return measures;
  }

  private record Part(
      int number,
      VirtualTime time,
      SimulatedService service,
      Measures measures,
      SplittableRandom random) {
    void start() {
      Namespace[] namespaces = new Namespace[NAMESPACES];
      for (int i = 0; i < NAMESPACES; i++) {
        Group group = Group.READERS[i % Group.READERS.length];
        int lower = (int) Math.round(group.quota * QUERIES_OF_NAMESPACE);
        namespaces[i] =
            new Namespace(
                group,
                NO_QUOTA,
                group == Group.READERS_WITHIN_QUOTA ? NO_QUOTA : lower,
                i / Group.READERS.length % 2 == 0 ? null : Duration.ofSeconds(1));
      }
      for (int kind = 0; kind < READERS.length; kind++) {
        for (int i = 0; i < READERS[kind]; i++) {
          reader(namespaces[i % NAMESPACES], i % NAMESPACES, kind, i);
        }
      }
      for (int i = 0; i < WRITERS; i++) {
        writer(i);
      }
      Namespace shared =
          new Namespace(Group.LOADERS, QUOTA_OF_LOADERS, QUOTA_OF_LOADERS, Duration.ofSeconds(1));
      for (int i = 0; i < LOADERS; i++) {
        loader(shared);
      }
    }

    private void reader(Namespace namespace, int position, int kind, int i) {
      Group group = Group.READERS[position % Group.READERS.length];
      int patience = i / NAMESPACES % 4 == 0 ? 2 : 30;
      new Reader(
              time,
              new Caller(time, service.namespace(namespace), random.split()),
              measures.client(group, demand(kind, patience), NAMESPACES * number + position),
              QUERIES_PER_SECOND[kind],
              Duration.ofSeconds(patience),
              random.split())
          .start();
    }

    private void writer(int i) {
      Namespace own = new Namespace(Group.WRITERS, NO_QUOTA, NO_QUOTA, null);
      new Writer(
              time,
              new Caller(time, service.namespace(own), random.split()),
              measures.client(Group.WRITERS, "writer", -1),
              VECTORS_PER_SECOND[i],
              random.split())
          .start();
    }

    private void loader(Namespace shared) {
      Loader loader =
          new Loader(
              time,
              new Caller(time, service.namespace(shared), random.split()),
              measures.client(Group.LOADERS, LOADER, -2 - number),
              random.split());
      time.at((long) (random.nextDouble() * VirtualTime.SECOND), loader::start);
    }
  }
}
