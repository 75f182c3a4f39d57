package io.pinelink.endtoend.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.contract.hostile.MemoryInUse;
import io.pinelink.model.Protocol;
import io.pinelink.network.HttpVersion;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import io.pinelink.testsupport.LeakCheck;
import io.pinelink.testsupport.load.Pauses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sixteen callers call all operations over TLS on the private route, with faults of all kinds, cut
 * connections and refreshed routes. No answer may be wrong, no write may be lost, no call may end
 * later than its deadline, and nothing may be left open.
 *
 * <p>A build makes 20,000 calls with {@code -Pthorough}. To make more, or to repeat a failure:
 *
 * <pre>
 * mvn verify -Pthorough -pl transport-contract -am -Dtest=none -Dit.test=SoakIT -Dpinelink.calls=1000000 \
 *   -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * mvn verify … -Dpinelink.seed=1234567
 * </pre>
 *
 * <p>The figures of each run are in {@code target/soak}.
 */
@Tag("slow")
@ExtendWith(LeakCheck.class)
class SoakIT {
  private static final long CALLS = Long.getLong("pinelink.calls", 20_000);
  private static final long SEED = Long.getLong("pinelink.seed", System.nanoTime());
  private static final int WARM_UP_CALLS = 500;
  private static final Duration RETURNED = Duration.ofSeconds(30);

  /** The libraries keep pooled buffers of their threads. */
  private static final long MAX_GROWTH = 32L * 1024 * 1024;

  @TempDir private Path bucket;

  /** The ways to reach the data plane. */
  enum Way {
    GRPC(0.5, builder -> builder.protocols(Protocol.GRPC, Protocol.REST)),
    REST(0.25, builder -> builder.protocols(Protocol.REST)),
    REST_OVER_HTTP_2(
        0.25, builder -> builder.protocols(Protocol.REST).httpVersion(HttpVersion.HTTP_2));

    private final double share;

    @SuppressWarnings("ImmutableEnumChecker") // the function has no state
    private final UnaryOperator<Pinelink.Builder> protocol;

    Way(double share, UnaryOperator<Pinelink.Builder> protocol) {
      this.share = share;
      this.protocol = protocol;
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void nothingIsWrongLostLateOrLeaked(Way way) throws Exception {
    Soak soak;
    Resources before;
    MemoryInUse memory;
    try (Pauses pauses = new Pauses()) {
      // Fills the pools that the libraries keep, so that what grows afterwards is lost.
      new Soak(SEED, WARM_UP_CALLS, bucket, way.protocol, pauses).run();
      before = Resources.now();
      memory = MemoryInUse.measure();
      soak = new Soak(SEED, Math.round(CALLS * way.share), bucket, way.protocol, pauses);
      long start = System.nanoTime();
      soak.run();
      report(way, soak, Duration.ofNanos(System.nanoTime() - start), pauses.longest());
    }

    assertThat(soak.mismatches().first()).as("wrong answers, seed " + SEED).isEmpty();
    assertThat(soak.log().overdue()).as("calls beyond their deadline, seed " + SEED).isZero();
    assertThat(soak.log().publicAttempts()).as("attempts on a public route").isZero();
    assertThat(missing(soak.log().operations())).as("operations that were not called").isEmpty();
    before.awaitReturned(RETURNED);
    assertThat(MemoryInUse.measure().direct() - memory.direct())
        .as("bytes of direct memory that were not released")
        .isLessThan(MAX_GROWTH);
  }

  private static Set<String> missing(Set<String> called) {
    Set<String> missing =
        Operations.all().stream()
            .map(Operation::name)
            .collect(Collectors.toCollection(TreeSet::new));
    missing.removeAll(called);
    // The server has one organization, which owns everything else.
    missing.remove("deleteOrganization");
    return missing;
  }

  private static void report(Way way, Soak soak, Duration time, Duration pause) throws Exception {
    StringBuilder text = new StringBuilder("| " + way + " | |\n|---|---|\n");
    row(text, "seed", SEED);
    row(text, "time", time.toSeconds() + " s");
    row(text, "calls", soak.log().calls());
    row(text, "operations", soak.log().operations().size());
    row(text, "values checked", soak.mismatches().checks());
    row(text, "wrong or lost", soak.mismatches().count());
    row(text, "more than 1 s beyond the deadline", soak.log().overdue());
    row(text, "longest pause of the machine", pause.toMillis() + " ms");
    row(text, "slowest call", soak.log().slowest().toMillis() + " ms");
    row(text, "attempts", soak.log().attempts());
    row(text, "failed calls", soak.log().failures());
    row(text, "faults", nonZero(soak.faults()));
    row(text, "cut connections", nonZero(soak.cuts()));
    Path file = Path.of("target", "soak", way + ".md");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    System.out.println(text);
  }

  private static Map<?, Long> nonZero(Map<?, LongAdder> counts) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue().sum() > 0)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> entry.getValue().sum(), Long::sum, LinkedHashMap::new));
  }

  private static void row(StringBuilder text, String name, Object value) {
    text.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }
}
