package io.pinelink.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Properties of every host, over hosts that are built from the labels of the rule. */
class IndexHostProperties {
  private static final int CASES = Integer.getInteger("pinelink.cases", 20_000);
  private static final long SEED = Long.getLong("pinelink.seed", 20_261_125);
  private static final List<String> LABELS =
      List.of(
          "svc",
          "private",
          "docs",
          "docs-a1",
          "aped-1",
          "byoc",
          "svc-private",
          "private-svc",
          "api",
          "pinecone",
          "io",
          "localhost",
          "prod-azure",
          "1",
          "x".repeat(63));
  private static final List<String> DOMAINS =
      List.of("pinecone.io", "pinecone.io", "pinecone.io", "example.com", "private.example.com");
  private static final List<String> LISTED = List.of("private.example.com");

  @Test
  void bothFormsAreStable() {
    forEachHost(
        (host, random) -> {
          IndexHost privateHost = host.privateHost();
          IndexHost publicHost = host.publicHost();
          assertThat(privateHost.privateHost()).isEqualTo(privateHost);
          assertThat(publicHost.publicHost()).isEqualTo(publicHost);
          assertThat(host).isEqualTo(host.isPrivate() ? privateHost : publicHost);
        });
  }

  @Test
  void eachFormIsTheInverseOfTheOther() {
    forEachHost(
        (host, random) -> {
          assertThat(host.privateHost().publicHost()).isEqualTo(host.publicHost());
          assertThat(host.publicHost().privateHost()).isEqualTo(host.privateHost());
          assertThat(parse(host.privateHost().name()).publicHost()).isEqualTo(host.publicHost());
          assertThat(parse(host.publicHost().name()).privateHost()).isEqualTo(host.privateHost());
        });
  }

  @Test
  void theNameReadsBackAsTheHost() {
    forEachHost(
        (host, random) -> {
          assertThat(parse(host.name())).isEqualTo(host);
          assertThat(parse(host.privateHost().name())).isEqualTo(host.privateHost());
          assertThat(parse(host.publicHost().name())).isEqualTo(host.publicHost());
        });
  }

  @Test
  void theFormsDifferOnlyByTheThirdLabel() {
    forEachHost(
        (host, random) -> {
          List<String> labels = new ArrayList<>(labels(host.publicHost()));
          labels.add(2, "private");
          assertThat(labels(host.privateHost())).isEqualTo(labels);
        });
  }

  @Test
  void environmentAndDomainAreTheSameInBothForms() {
    forEachHost(
        (host, random) -> {
          String tail = host.environment().orElseThrow() + "." + host.domain().orElseThrow();
          assertThat(host.publicHost().name()).isEqualTo(labels(host).get(0) + ".svc." + tail);
          assertThat(host.privateHost().environment()).isEqualTo(host.publicHost().environment());
          assertThat(host.privateZone()).contains("private." + tail);
        });
  }

  @Test
  void decorationChangesNothing() {
    forEachHost((host, random) -> assertThat(parse(decorate(host.name(), random))).isEqualTo(host));
  }

  private static IndexHost parse(String text) {
    return IndexHost.parse(text, LISTED);
  }

  private static List<String> labels(IndexHost host) {
    return List.of(host.name().split("\\."));
  }

  private static void forEachHost(BiConsumer<IndexHost, SplittableRandom> property) {
    SplittableRandom random = new SplittableRandom(SEED);
    int checked = 0;
    for (int i = 0; i < CASES; i++) {
      String text = text(random);
      Optional<IndexHost> host = tryParse(text);
      if (host.isPresent()) {
        checked++;
        try {
          property.accept(host.get(), random);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("seed " + SEED + ", case " + i + ", host '" + text + "'", e);
        }
      }
    }
    assertThat(checked).as("hosts that parse, seed %s", SEED).isGreaterThan(CASES / 4);
  }

  /** A host of the service; local ones and those that would grow too long have one form only. */
  private static Optional<IndexHost> tryParse(String text) {
    try {
      IndexHost host = parse(text);
      return host.isLocal() || host.publicHost().name().length() > 245
          ? Optional.empty()
          : Optional.of(host);
    } catch (IllegalArgumentException refused) {
      return Optional.empty();
    }
  }

  private static String text(SplittableRandom random) {
    List<String> labels = new ArrayList<>();
    labels.add(label(random));
    labels.add(random.nextInt(10) > 0 ? "svc" : label(random));
    int more = random.nextInt(5);
    for (int i = 0; i < more; i++) {
      labels.add(random.nextInt(3) == 0 ? "private" : label(random));
    }
    labels.add(DOMAINS.get(random.nextInt(DOMAINS.size())));
    return String.join(".", labels);
  }

  private static String label(SplittableRandom random) {
    return LABELS.get(random.nextInt(LABELS.size()));
  }

  private static String decorate(String name, SplittableRandom random) {
    String text = random.nextBoolean() ? name : mixCase(name, random);
    text = random.nextBoolean() ? text + "." : text;
    text = random.nextBoolean() ? text + ":443" : text;
    text = random.nextBoolean() ? text + "/" : text;
    text = random.nextBoolean() ? (random.nextBoolean() ? "https://" : "HTTPS://") + text : text;
    return random.nextBoolean() ? "\t " + text + " \n" : text;
  }

  private static String mixCase(String name, SplittableRandom random) {
    StringBuilder mixed = new StringBuilder();
    name.chars()
        .mapToObj(Character::toString)
        .forEach(c -> mixed.append(random.nextBoolean() ? c.toUpperCase(Locale.ROOT) : c));
    return mixed.toString();
  }
}
