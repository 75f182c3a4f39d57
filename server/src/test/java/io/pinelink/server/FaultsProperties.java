package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Protocol;
import io.pinelink.server.FaultRule.Plane;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ResponsePlan;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.limits.MonthlyQuotas;
import io.pinelink.server.internal.limits.ServiceRates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Random scripts of faults: their JSON, and that a seed determines what they strike. */
class FaultsProperties {
  private static final int CASES = Integer.getInteger("pinelink.cases", 300);
  private static final int CALLS = 200;
  private static final List<String> OPERATIONS = List.of("query", "upsert", "fetch");

  private static Faults script() {
    return new Faults(
        () -> Set.copyOf(OPERATIONS),
        () -> 0,
        call -> Optional.empty(),
        new ServiceRates(() -> 0, call -> Optional.empty(), call -> Optional.empty()),
        new MonthlyQuotas(() -> Instant.EPOCH));
  }

  /** Strikes nothing but the time of a call, so that all faults of a script can strike it. */
  private static Optional<ResponsePlan> call(Faults faults, String operation) {
    ServerCall call =
        new ServerCall(
            ListenerRole.PUBLIC_DATA, "POST", "/any", new DefaultHttpHeaders(), new byte[0]);
    call.setOperation(operation, "");
    return faults.asScript().plan(call);
  }

  private static Duration delayOf(Faults faults, String operation) {
    return call(faults, operation).map(ResponsePlan::delay).orElse(Duration.ZERO);
  }

  @Test
  void printedRulesAreParsedAsEqualOnes() {
    for (int seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FaultRule[] rules = new FaultRule[random.nextInt(5)];
      for (int i = 0; i < rules.length; i++) {
        rules[i] = rule(random, i);
      }
      FaultRules script = FaultRules.of(rules);
      if (random.nextBoolean()) {
        script = script.withSeed(random.nextLong());
      }

      assertThat(FaultRules.parse(script.toJson())).as("seed %s", seed).isEqualTo(script);
      if (rules.length == 1) {
        assertThat(FaultRules.parse(rules[0].toString()).rules())
            .as("seed %s", seed)
            .containsExactly(rules[0]);
      }
    }
  }

  @Test
  void theSameSeedStrikesTheSameCallsAmongAnyOtherFaults() {
    for (int seed = 0; seed < Math.max(1, CASES / 10); seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long scriptSeed = random.nextLong();
      FaultRule rule =
          FaultRule.builder(
                  random.nextBoolean()
                      ? Fault.latency(Duration.ofMillis(1_000), Duration.ofMillis(900))
                      : Fault.longTail(
                          Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofSeconds(9)))
              .name("measured")
              .operations("query")
              .toxicity(random.nextDouble())
              .after(random.nextInt(20))
              .build();
      Faults alone = script();
      alone.seed(scriptSeed);
      ActiveFault lonely = alone.add(rule);
      Faults crowded = script();
      crowded.seed(scriptSeed);
      // Of another operation, and removed or exhausted at some time.
      ActiveFault removed = crowded.add(FaultRule.always(Fault.breakOff()));
      ActiveFault same = crowded.add(rule);
      ActiveFault unused =
          crowded.add(FaultRule.builder(Fault.informational(103)).toxicity(0.5).times(7).build());

      for (int i = 0; i < CALLS; i++) {
        if (i == CALLS / 2) {
          removed.remove();
        }
        while (random.nextBoolean()) {
          Optional<ResponsePlan> noise = call(crowded, "upsert");
          assertThat(noise.map(ResponsePlan::delay).orElse(Duration.ZERO)).isZero();
        }
        assertThat(delayOf(crowded, "query"))
            .as("seed %s, call %s", seed, i)
            .isEqualTo(delayOf(alone, "query"));
      }
      assertThat(same.strikes()).isEqualTo(lonely.strikes());
      assertThat(same.matches()).isEqualTo(CALLS);
    }
  }

  @Test
  void otherSeedsAndOtherNamesStrikeOtherCalls() {
    List<String> patterns = new ArrayList<>();
    for (long seed : new long[] {0, 1, -1, Long.MAX_VALUE}) {
      for (String name : new String[] {"a", "b"}) {
        Faults faults = script();
        faults.seed(seed);
        ActiveFault unused =
            faults.add(FaultRule.builder(Fault.drop()).name(name).toxicity(0.5).build());
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < CALLS; i++) {
          pattern.append(call(faults, "query").isPresent() ? 'x' : '.');
        }
        patterns.add(pattern.toString());
      }
    }

    assertThat(patterns).doesNotHaveDuplicates();
  }

  @Test
  void theShareOfStruckCallsIsTheToxicity() {
    int calls = 20_000;
    for (double toxicity : new double[] {0, 0.001, 0.2, 0.5, 0.97, 1}) {
      Faults faults = script();
      ActiveFault fault = faults.add(FaultRule.builder(Fault.drop()).toxicity(toxicity).build());
      for (int i = 0; i < calls; i++) {
        Optional<ResponsePlan> plan = call(faults, "query");
        assertThat(plan.isPresent() || toxicity < 1).isTrue();
      }

      double deviation = 5 * Math.sqrt(calls * toxicity * (1 - toxicity));
      assertThat((double) fault.strikes())
          .isBetween(calls * toxicity - deviation, calls * toxicity + deviation);
    }
  }

  @Test
  void aLongTailHasItsMedianAndItsPercentile() {
    int calls = 20_000;
    Faults faults = script();
    ActiveFault unused =
        faults.add(
            FaultRule.always(
                Fault.longTail(
                    Duration.ofMillis(20), Duration.ofMillis(900), Duration.ofSeconds(3))));
    List<Duration> delays = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      delays.add(delayOf(faults, "query"));
    }

    // Within five standard deviations of a binomial distribution.
    assertThat(delays.stream().filter(delay -> delay.toNanos() <= 20_000_000).count())
        .isBetween(9_646L, 10_354L);
    assertThat(delays.stream().filter(delay -> delay.toNanos() <= 900_000_000).count())
        .isBetween(19_729L, 19_871L);
    assertThat(delays).allMatch(delay -> delay.compareTo(Duration.ofSeconds(3)) <= 0);
    assertThat(delays).contains(Duration.ofSeconds(3));
  }

  private static FaultRule rule(SplittableRandom random, int number) {
    Fault fault = fault(random);
    FaultRule.Builder rule = FaultRule.builder(fault);
    sometimes(random, () -> rule.name(text(random) + number));
    sometimes(random, () -> rule.toxicity(random.nextDouble()));
    sometimes(random, () -> rule.after(random.nextInt(1_000)));
    sometimes(random, () -> rule.times(1 + random.nextInt(1_000)));
    sometimes(random, () -> rule.plane(oneOf(random, Plane.values())));
    sometimes(random, () -> rule.listener(oneOf(random, Listener.values())));
    sometimes(random, () -> rule.host("*." + text(random)));
    if (!fault.toString().startsWith("tls_")) {
      sometimes(random, () -> rule.operations(OPERATIONS.get(random.nextInt(3)), "query"));
      sometimes(random, () -> rule.index("x" + text(random)));
      sometimes(random, () -> rule.namespace(text(random)));
      sometimes(random, () -> rule.protocol(oneOf(random, Protocol.values())));
    }
    return rule.build();
  }

  private static void sometimes(SplittableRandom random, Supplier<FaultRule.Builder> condition) {
    if (random.nextInt(3) == 0) {
      FaultRule.Builder unused = condition.get();
    }
  }

  private static Fault fault(SplittableRandom random) {
    ErrorCode code = oneOf(random, ErrorCode.values());
    int average = 1 + random.nextInt(1_000_000);
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(bytes);
    return switch (random.nextInt(29)) {
      case 0 -> Fault.refuse(code, text(random));
      case 1 -> Fault.refuse(code, text(random), time(random));
      case 2 -> Fault.refuseUntil(code, text(random), Instant.ofEpochSecond(random.nextInt(), 7));
      case 3 -> Fault.refuseForGood(code, text(random));
      case 4 -> Fault.plainText(200 + random.nextInt(400), text(random));
      case 5 -> Fault.plainText(200 + random.nextInt(400), text(random), time(random));
      case 6 -> Fault.hang();
      case 7 -> Fault.timeout(time(random));
      case 8 -> Fault.delay(time(random));
      case 9 -> Fault.latency(time(random), time(random));
      case 10 -> {
        Duration median = time(random).plusMillis(1);
        yield Fault.longTail(median, median.plus(time(random)), median.plus(time(random)));
      }
      case 11 -> Fault.bandwidth(1 + random.nextInt(1_000_000));
      case 12 ->
          Fault.slicer(
              average, random.nextInt(average), Duration.ofNanos(random.nextInt(1_000_000)));
      case 13 -> Fault.slowClose(time(random));
      case 14 -> Fault.limitData(random.nextInt(Integer.MAX_VALUE));
      case 15 -> Fault.resetPeer(time(random));
      case 16 -> Fault.drop();
      case 17 -> Fault.breakOff();
      case 18 -> Fault.body(bytes);
      case 19 -> Fault.body(text(random).getBytes(StandardCharsets.UTF_8));
      case 20 -> Fault.truncatedJson();
      case 21 -> Fault.truncatedJson(random.nextInt(Integer.MAX_VALUE));
      case 22 -> Fault.contentType("text/plain");
      case 23 -> Fault.informational(102, 103 + random.nextInt(97));
      case 24 -> Fault.goAway();
      case 25 -> Fault.tlsAlert();
      case 26 -> Fault.tlsAlert("access_denied");
      case 27 ->
          oneOf(
              random,
              Fault.expiredCertificate(),
              Fault.certificateNotYetValid(),
              Fault.wrongHostCertificate(),
              Fault.untrustedCertificate());
      default -> Fault.tlsStall(time(random));
    };
  }

  private static Duration time(SplittableRandom random) {
    return Duration.ofNanos(random.nextLong(Duration.ofDays(100).toNanos()));
  }

  @SafeVarargs
  private static <T> T oneOf(SplittableRandom random, T... values) {
    return values[random.nextInt(values.length)];
  }

  private static String text(SplittableRandom random) {
    String letters = "a\"\\\n é\u0000😀{";
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(6);
    for (int i = 0; i < length; i++) {
      int letter = random.nextInt(letters.codePointCount(0, letters.length()));
      text.appendCodePoint(letters.codePointAt(letters.offsetByCodePoints(0, letter)));
    }
    return text.toString();
  }
}
