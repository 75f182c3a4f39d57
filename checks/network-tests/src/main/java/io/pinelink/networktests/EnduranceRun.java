package io.pinelink.networktests;

import io.pinelink.Pinelink;
import io.pinelink.error.PinelinkException;
import io.pinelink.testsupport.load.Mismatches;
import io.pinelink.testsupport.load.Pauses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs mixed load on the private route while one fault follows the other: {@code EnduranceRun
 * MINUTES [SEED]}. Exits with 1 if a packet of the data plane left by the public interface, a call
 * ended later than its deadline, a client did not recover in time, or an answer was wrong. Start
 * reading at {@link NetworkFault}.
 *
 * <p>The seed decides the order of the faults, how long they last, which packets are lost, and what
 * callers do. Every fault happens at least once, however short the run is.
 */
public final class EnduranceRun {
  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final Duration STUCK = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration CONTROL_PACE = Duration.ofMillis(500);

  /** Long enough that a call that hangs ends in it, while no fault explains it. */
  private static final Duration CALM = EnduranceClients.TIMEOUT.plusSeconds(1);

  /** How much longer a fault lasts if there is no evidence of it yet. */
  private static final Duration UNTIL_STRUCK = Duration.ofSeconds(30);

  private static final Map<String, Integer> CALLERS =
      Map.of("gRPC", 4, "REST", 3, "REST over HTTP/2", 2, "gRPC, preferred", 2);

  private final Duration length;
  private final long seed;
  private final Violations violations = new Violations();
  private final List<FaultEpisode> episodes = new ArrayList<>();
  private volatile FaultEpisode current = FaultEpisode.none();
  private volatile boolean over;
  private volatile boolean callersEnded;

  private EnduranceRun(Duration length, long seed) {
    this.length = length;
    this.seed = seed;
  }

  /** Runs the load and the faults. */
  public static void main(String... args) throws IOException, InterruptedException {
    Security.setProperty(
        "networkaddress.cache.ttl", String.valueOf(EnduranceClients.DNS_CACHE_SECONDS));
    Security.setProperty(
        "networkaddress.cache.negative.ttl", String.valueOf(EnduranceClients.DNS_CACHE_SECONDS));
    Duration length = Duration.ofSeconds(Math.round(60 * Double.parseDouble(args[0])));
    long seed = args.length > 1 ? Long.parseLong(args[1]) : new Random().nextInt(1_000_000);
    EnduranceRun run = new EnduranceRun(length, seed);
    System.out.println("seed " + seed);
    run.run();
    System.exit(run.violations.count() == 0 ? 0 : 1);
  }

  private void run() throws IOException, InterruptedException {
    Network network = new Network();
    Mismatches mismatches =
        new Mismatches(mismatch -> violations.add(mismatch + ", during: " + current));
    try (Pauses pauses = new Pauses();
        EnduranceStage stage = new EnduranceStage(network, seed);
        PacketJudge judge = new PacketJudge(network, violations)) {
      network.forgetPackets();
      CallWatch watch = new CallWatch(EnduranceClients.TIMEOUT, pauses, violations, () -> current);
      long begin = System.nanoTime();
      try (EnduranceClients clients = new EnduranceClients(network, stage, watch)) {
        work(stage, clients, watch, mismatches, pauses);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      judge.judge();
      if (!stage.lossyRouter().hasStruck()) {
        violations.add("no packet was lost or none held: " + stage.lossyRouter().counts());
      }
      String report =
          new EnduranceReport(seed, took, violations)
              .faults(episodes, new TreeSet<>(CALLERS.keySet()))
              .calls(watch, mismatches, pauses)
              .packets(judge, stage.lossyRouter())
              .text();
      Path file = Path.of(System.getProperty("report"));
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, report);
      System.out.println(report);
    }
  }

  private void work(
      EnduranceStage stage,
      EnduranceClients clients,
      CallWatch watch,
      Mismatches mismatches,
      Pauses pauses)
      throws InterruptedException {
    ExecutorService callers = Executors.newCachedThreadPool();
    ExecutorService beside = Executors.newCachedThreadPool();
    try {
      SplittableRandom random = new SplittableRandom(seed);
      List<EnduranceCaller> all = new ArrayList<>();
      clients
          .ofTheDataPlane()
          .forEach(
              (name, client) -> all.addAll(callersOf(name, client, random, watch, mismatches)));
      all.forEach(EnduranceCaller::warmUp);
      all.forEach(callers::execute);
      beside.execute(() -> repeat(watch::findHanging, LOOK));
      beside.execute(() -> repeat(() -> callTheControlPlane(clients), CONTROL_PACE));
      runFaults(stage, clients.paths(), pauses);
      over = true;
      awaitEnd("the callers", callers);
    } finally {
      over = true;
      callersEnded = true;
      callers.shutdownNow();
    }
    awaitEnd("the watch and the calls of the control plane", beside);
  }

  private void awaitEnd(String what, ExecutorService threads) throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(STUCK.toSeconds(), TimeUnit.SECONDS)) {
      violations.add("not ended: " + what);
    }
  }

  private void repeat(Runnable action, Duration pace) {
    try {
      while (!callersEnded) {
        action.run();
        pause(pace);
      }
    } catch (RuntimeException | Error e) {
      violations.add(Thread.currentThread().getName() + ": " + e);
      throw e;
    }
  }

  private List<EnduranceCaller> callersOf(
      String name,
      Pinelink client,
      SplittableRandom random,
      CallWatch watch,
      Mismatches mismatches) {
    List<EnduranceCaller> callers = new ArrayList<>();
    String prefix = name.replaceAll("\\W+", "-");
    for (int i = 0; i < CALLERS.getOrDefault(name, 1); i++) {
      callers.add(
          new EnduranceCaller(
              prefix + "-" + i,
              client,
              random.split(),
              watch,
              violations,
              mismatches,
              () -> !over));
    }
    return callers;
  }

  /** The watch records its failures. */
  private static void callTheControlPlane(EnduranceClients clients) {
    try {
      clients.callTheControlPlane();
    } catch (PinelinkException e) {
      // During a fault of DNS.
    }
  }

  private void runFaults(EnduranceStage stage, List<FaultEpisode.Path> paths, Pauses pauses) {
    long begin = System.nanoTime();
    Random order = new Random(seed);
    boolean isShort = length.compareTo(SHORT) < 0;
    pause(CALM);
    do {
      List<NetworkFault> faults = new ArrayList<>(Arrays.asList(NetworkFault.values()));
      Collections.shuffle(faults, order);
      for (NetworkFault fault : faults) {
        if (episodes.size() >= faults.size() && System.nanoTime() - begin > length.toNanos()) {
          break;
        }
        int millis = isShort ? order.nextInt(1_000, 2_000) : order.nextInt(4_000, 8_000);
        FaultEpisode episode =
            FaultEpisode.of(fault, EnduranceClients.recoveryBound(fault), pauses::longestSince);
        strike(stage, fault, episode, Duration.ofMillis(millis));
        awaitRecovery(episode, paths);
        if (!isShort) {
          stayCalm(episode);
        } else if (fault.isOfDns()) {
          // Otherwise connections of this fault are kept if the next one leaves no address.
          pause(EnduranceClients.untilResolvedAgain());
        }
      }
    } while (System.nanoTime() - begin < length.toNanos());
    stayCalm(current);
  }

  private void strike(
      EnduranceStage stage, NetworkFault fault, FaultEpisode episode, Duration lasting) {
    episodes.add(episode);
    current = episode;
    System.out.println(violations.time() + " " + fault);
    stage.begin(fault);
    Duration resolved = EnduranceClients.untilResolvedAgain();
    pause(fault.isOfDns() && lasting.compareTo(resolved) < 0 ? resolved : lasting);
    if (!Network.holdsWithin(UNTIL_STRUCK, () -> stage.hasStruck(fault, episode))) {
      violations.add("no evidence of: " + fault);
    }
    stage.end(fault);
    episode.end();
  }

  private void awaitRecovery(FaultEpisode episode, List<FaultEpisode.Path> paths) {
    while (!episode.notRecovered(paths).isEmpty() && !episode.remaining().isNegative()) {
      pause(LOOK);
    }
    for (FaultEpisode.Path path : episode.notRecovered(paths)) {
      violations.add(
          "no success of the " + path + " within " + episode.bound() + " after: " + episode);
    }
  }

  /** Waits until the time to recover has passed, and then while every call must succeed. */
  private static void stayCalm(FaultEpisode episode) {
    pause(episode.remaining().plus(CALM));
  }

  private static void pause(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
