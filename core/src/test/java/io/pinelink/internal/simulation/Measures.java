package io.pinelink.internal.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The counts of a run. */
final class Measures {
  static final int BUCKETS_PER_SECOND = 10;
  private static final long BUCKET = VirtualTime.SECOND / BUCKETS_PER_SECOND;

  /** The upper bounds of the latencies that are counted together grow by a tenth each. */
  private static final double LATENCY_STEP = 1.1;

  private static final int LATENCIES = 110;

  /** The requests that reached the service, by group and bucket. */
  private final Map<Group, int[]> sent = new EnumMap<>(Group.class);

  private final int[] called;
  private final int[] served;
  private final int[][] latencies;
  private final List<Client> clients = new ArrayList<>();
  private final long countFrom;
  private final long countTo;

  /**
   * @param countFrom the begin of the time for which calls are counted by client
   */
  Measures(int seconds, long countFrom, long countTo) {
    for (Group group : Group.values()) {
      sent.put(group, new int[seconds * BUCKETS_PER_SECOND]);
    }
    this.called = new int[seconds];
    this.served = new int[seconds];
    this.latencies = new int[seconds][LATENCIES];
    this.countFrom = countFrom;
    this.countTo = countTo;
  }

  void sent(Group group, long now) {
    sent(group)[(int) (now / BUCKET)]++;
  }

  /**
   * Adds a client.
   *
   * @param demand clients with the same text have the same demand and quota
   */
  Client client(Group group, String demand, int namespace) {
    Client client = new Client(group, demand, namespace);
    clients.add(client);
    return client;
  }

  List<Client> clients() {
    return clients;
  }

  int seconds() {
    return called.length;
  }

  int[] sent(Group group) {
    return Objects.requireNonNull(sent.get(group));
  }

  /** Returns the requests of all groups by bucket. */
  int[] sent() {
    int[] all = new int[called.length * BUCKETS_PER_SECOND];
    for (int[] group : sent.values()) {
      for (int i = 0; i < all.length; i++) {
        all[i] += group[i];
      }
    }
    return all;
  }

  /** Returns the part of the calls started in a second that were served. */
  double servedPart(int second) {
    return called[second] == 0 ? 1 : (double) served[second] / called[second];
  }

  /**
   * Returns the latency in seconds that a part of the served calls of some seconds did not exceed.
   */
  double latency(double part, int fromSecond, int toSecond) {
    long total = 0;
    long[] counts = new long[LATENCIES];
    for (int second = fromSecond; second < toSecond; second++) {
      for (int i = 0; i < LATENCIES; i++) {
        counts[i] += latencies[second][i];
        total += latencies[second][i];
      }
    }
    long seen = 0;
    for (int i = 0; i < LATENCIES; i++) {
      seen += counts[i];
      if (seen >= part * total) {
        return StrictMath.pow(LATENCY_STEP, i) / 1_000;
      }
    }
    throw new AssertionError();
  }

  /** A client and the calls that it made while they were counted. */
  final class Client {
    final Group group;
    final String demand;
    final int namespace;
    int counted;
    int countedServed;

    private Client(Group group, String demand, int namespace) {
      this.group = group;
      this.demand = demand;
      this.namespace = namespace;
    }

    private boolean counts(long startedAt) {
      return startedAt >= countFrom && startedAt < countTo;
    }

    void called(long now) {
      if (counts(now)) {
        counted++;
      }
      if (group != Group.LOADERS) {
        called[(int) (now / VirtualTime.SECOND)]++;
      }
    }

    void served(long startedAt, long now) {
      if (counts(startedAt)) {
        countedServed++;
      }
      if (group == Group.LOADERS) {
        return;
      }
      int second = (int) (startedAt / VirtualTime.SECOND);
      served[second]++;
      double millis = (double) (now - startedAt) / VirtualTime.MILLI;
      int step = (int) Math.ceil(StrictMath.log(millis) / StrictMath.log(LATENCY_STEP));
      latencies[second][Math.max(0, Math.min(LATENCIES - 1, step))]++;
    }
  }
}
