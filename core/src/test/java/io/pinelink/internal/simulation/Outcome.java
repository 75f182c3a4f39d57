package io.pinelink.internal.simulation;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The result of a fleet in trouble, compared with the same fleet, with the same calls, in calm.
 *
 * @param calm the same fleet without trouble
 */
record Outcome(Trouble trouble, Measures calm, Measures run) {
  private static final int BEGIN = Fleet.CALM_SECONDS;
  private static final int NOTICING_SECONDS = 5;

  /** Calls of the last seconds of a run may still wait. */
  private static final int PATIENCE_SECONDS = 5;

  private static final double SERVED = 0.995;
  private static final double SLOWER = 1.5;

  /** The averages that are subtracted to show waves are over five seconds. */
  private static final int SMOOTHED = 5 * Measures.BUCKETS_PER_SECOND;

  private int end() {
    return BEGIN + trouble.seconds();
  }

  /** Returns the requests sent during the trouble, compared with calm. */
  double requestsDuring() {
    return requests(BEGIN, end(), Group.values());
  }

  /** Returns the requests sent in the time after the trouble, compared with calm. */
  double requestsAfter() {
    return requests(end(), end() + Fleet.SECONDS_AFTER, Group.values());
  }

  /** Returns the requests of one group during the trouble, compared with calm. */
  double requestsDuring(Group group) {
    return requests(BEGIN, end(), group);
  }

  private double requests(int from, int to, Group... groups) {
    long sent = 0;
    long sentInCalm = 0;
    for (Group group : groups) {
      sent += sum(run.sent(group), from, to);
      sentInCalm += sum(calm.sent(group), from, to);
    }
    return (double) sent / sentInCalm;
  }

  private static long sum(int[] buckets, int fromSecond, int toSecond) {
    long sum = 0;
    for (int i = fromSecond * Measures.BUCKETS_PER_SECOND;
        i < toSecond * Measures.BUCKETS_PER_SECOND;
        i++) {
      sum += buckets[i];
    }
    return sum;
  }

  /**
   * Returns how many seconds after the trouble the service is full again: every call of the seconds
   * that follow is served, but for five in a thousand, and the slowest of twenty takes at most one
   * and a half times as long as in calm.
   */
  int secondsToFullService() {
    double slow = SLOWER * calm.latency(0.95, BEGIN, Fleet.SECONDS);
    int full = end() + Fleet.SECONDS_AFTER - PATIENCE_SECONDS;
    while (full > end()
        && run.servedPart(full - 1) >= SERVED
        && run.latency(0.95, full - 1, full) <= slow) {
      full--;
    }
    return full - end();
  }

  /** Returns the vectors that loads wrote from 30 seconds after the trouble, compared with calm. */
  double loadsAfter() {
    int from = end() + 30;
    int to = end() + Fleet.SECONDS_AFTER;
    return (double) sum(run.sent(Group.LOADERS), from, to)
        / sum(calm.sent(Group.LOADERS), from, to);
  }

  /** Returns the part of the calls of readers and writers that was served during the trouble. */
  double served() {
    return part(BEGIN, end());
  }

  private double part(int from, int to) {
    double parts = 0;
    for (int second = from; second < to; second++) {
      parts += run.servedPart(second);
    }
    return parts / (to - from);
  }

  /** Returns Jain's index over the namespaces of readers with the same demand and quota. */
  double fairnessOfNamespaces() {
    return leastFair(
        run.clients().stream()
            .filter(client -> client.namespace >= 0)
            .collect(
                Collectors.groupingBy(
                    client -> client.group.toString(),
                    TreeMap::new,
                    Collectors.groupingBy(
                        client -> client.namespace,
                        TreeMap::new,
                        Collectors.summingDouble(client -> client.countedServed))))
            .values());
  }

  /**
   * Returns Jain's index over the readers with three calls per second. In a minute the others make
   * too few calls: chance alone would make their shares unequal.
   */
  double fairnessOfReaders() {
    return fairnessOfClients(Fleet.demand(2, 30));
  }

  /**
   * Returns Jain's index over the loaders, all of which share a quota with three others. Within one
   * namespace chance alone makes their shares unequal: who finds a new second's quota takes it.
   */
  double fairnessOfLoaders() {
    return fairnessOfClients(Fleet.LOADER);
  }

  private double fairnessOfClients(String demand) {
    Map<String, Map<Integer, Double>> shares = new TreeMap<>();
    for (int i = 0; i < run.clients().size(); i++) {
      Measures.Client client = run.clients().get(i);
      if (client.demand.equals(demand)) {
        shares
            .computeIfAbsent(client.group.toString(), group -> new TreeMap<>())
            .put(i, (double) client.countedServed);
      }
    }
    return leastFair(shares.values());
  }

  private static double leastFair(Collection<? extends Map<Integer, Double>> groups) {
    return groups.stream().mapToDouble(shares -> jain(shares.values())).min().orElseThrow();
  }

  /** Returns Jain's index: 1 for equal shares, 1 / n if one of n has everything. */
  static double jain(Collection<Double> shares) {
    double sum = 0;
    double squares = 0;
    for (double share : shares) {
      sum += share;
      squares += share * share;
    }
    return squares == 0 ? 1 : sum * sum / (shares.size() * squares);
  }

  /** Returns the requests of a second, compared with the mean in calm. */
  double requestsOfSecond(int second) {
    double mean = sum(calm.sent(), 0, Fleet.SECONDS) / (double) Fleet.SECONDS;
    return sum(run.sent(), second, second + 1) / mean;
  }

  /** Returns the peak of the first seconds of the trouble, while the clients notice it. */
  double peakAtFirst() {
    return peak(BEGIN, noticed());
  }

  /** Returns the second in which all clients that make calls have noticed the trouble. */
  private int noticed() {
    return BEGIN + trouble.secondsToFirstFailure() + NOTICING_SECONDS;
  }

  /** Returns the peak of the rest of the trouble, and of the time after it. */
  double peakLater() {
    return peak(noticed(), Fleet.SECONDS);
  }

  /**
   * Returns the requests of the busiest tenth of a second, less five standard deviations of
   * independent requests, compared with the mean in calm.
   */
  private double peak(int fromSecond, int toSecond) {
    double mean = Arrays.stream(calm.sent()).average().orElseThrow();
    double peak =
        Arrays.stream(run.sent())
            .skip((long) fromSecond * Measures.BUCKETS_PER_SECOND)
            .limit((long) (toSecond - fromSecond) * Measures.BUCKETS_PER_SECOND)
            .max()
            .orElseThrow();
    return (peak - 5 * Math.sqrt(mean)) / mean;
  }

  /**
   * Returns the amplitude of the strongest wave of requests with a period of 0.3 to 10 seconds
   * since the clients noticed the trouble, compared with the mean, from the autocorrelation of the
   * requests in tenths of a second.
   */
  double wave() {
    return wave(run.sent());
  }

  private static double wave(int[] sent) {
    int from = (BEGIN + NOTICING_SECONDS) * Measures.BUCKETS_PER_SECOND;
    double[] rest = new double[sent.length - from - SMOOTHED];
    double total = 0;
    for (int i = 0; i < rest.length; i++) {
      int at = from + i + SMOOTHED / 2;
      double near = 0;
      for (int j = at - SMOOTHED / 2; j < at + SMOOTHED / 2; j++) {
        near += sent[j];
      }
      rest[i] = sent[at] - near / SMOOTHED;
      total += sent[at];
    }
    double strongest = 0;
    for (int lag = 3; lag <= 10 * Measures.BUCKETS_PER_SECOND; lag++) {
      double product = 0;
      for (int i = 0; i + lag < rest.length; i++) {
        product += rest[i] * rest[i + lag];
      }
      strongest = Math.max(strongest, product / (rest.length - lag));
    }
    return Math.sqrt(2 * strongest) / (total / rest.length);
  }
}
