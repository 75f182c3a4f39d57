package io.pinelink.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.routing.HostBook.Entry;
import io.pinelink.routing.HostBook.Origin;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Properties of every book, and of every text that may be one. */
class HostBookProperties {
  private static final int CASES = Integer.getInteger("pinelink.cases", 2_000);
  private static final long SEED = Long.getLong("pinelink.seed", 20_261_125);

  /** Names that look like keys, values and comments. */
  private static final List<String> NAMES =
      List.of(
          "docs", "films", "format", "host", "private-host", "learnt", "0", "a-b", "x".repeat(45));

  private static final List<String> HOSTS =
      List.of(
          "docs-a1.svc.aped-4627-b74a.pinecone.io",
          "DOCS-a1.svc.eastus2-5e25.prod-azure.pinecone.io:443/",
          "https://docs-a1.svc.aws-us-east-1-26bf.byoc.pinecone.io",
          "docs-a1.svc.cell.vectors.example.com.",
          "svc.svc.svc.pinecone.io",
          "localhost",
          "localhost:443",
          "http://localhost:5081",
          "https://localhost:5081",
          "https://localhost",
          "https://a.localhost:80",
          "emulator.example",
          "emulator.example:80",
          "x".repeat(63) + ".svc." + "y".repeat(63) + "." + "z".repeat(63) + ".pinecone.io");

  private static final List<String> PRIVATE_HOSTS =
      List.of(
          "docs-a1.svc.private.aped-4627-b74a.pinecone.io",
          "docs-a1.svc.private.cell.vectors.example.com",
          "private.svc.private.svc.pinecone.io",
          "localhost:5082");

  /** Texts that break lines, escapes and encodings, and pieces of the format itself. */
  private static final List<String> HOSTILE =
      List.of(
          "\\",
          "\\\n",
          "\\u",
          "\\u0000",
          "\\uD800",
          "\uD800",
          "\uFEFF",
          "\u0000",
          "\n",
          "\r",
          "\r\n",
          "=",
          ":",
          " ",
          "\t",
          "\f",
          "#",
          "!",
          ".",
          "..",
          "format",
          "format = 2",
          "\nformat",
          "docs.",
          ".host",
          "docs.host",
          "\ndocs.host = ",
          "docs.learnt = ",
          "+1000000001-01-01",
          "2026-13-45T99:99:99Z",
          "\u2028",
          "é",
          "private-host",
          "pcsk_",
          "@",
          "%n%s",
          "${x}");

  @Test
  void aBookReadsBackAsItself() {
    forEachCase(
        random -> {
          HostBook book = book(random);
          assertThat(read(HostBookText.write(book.entries()))).isEqualTo(book);
        });
  }

  @Test
  void nothingThatIsWrittenNeedsAnEscape() {
    forEachCase(
        random -> {
          String text = HostBookText.write(book(random).entries());
          Properties unescaped = new Properties();
          text.lines()
              .filter(line -> !line.startsWith("#") && !line.isEmpty())
              .map(line -> line.split(" = ", 2))
              .forEach(pair -> unescaped.setProperty(pair[0], pair[1]));
          assertThat(properties(text)).isEqualTo(unescaped);
        });
  }

  @Test
  void anyEditedBookIsReadOrRefusedWithItsPlace() {
    int[] refused = new int[1];
    forEachCase(
        random -> {
          String text = edited(HostBookText.write(book(random).entries()), random);
          try {
            HostBook book = read(text);
            assertThat(read(HostBookText.write(book.entries()))).isEqualTo(book);
          } catch (IllegalArgumentException e) {
            refused[0]++;
            assertThat(e).hasMessageStartingWith("host book hosts is refused: ");
          }
        });
    assertThat(refused[0]).as("refused, seed %s", SEED).isBetween(CASES / 10, CASES * 9 / 10);
  }

  @Test
  void mergingIsIdempotentAndAssociativeAndLosesNoIndex() {
    forEachCase(
        random -> {
          HostBook a = book(random);
          HostBook b = book(random);
          HostBook c = book(random);
          assertThat(a.merge(a)).isEqualTo(a);
          assertThat(a.merge(b).merge(b)).isEqualTo(a.merge(b));
          assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
          assertThat(names(a.merge(b))).containsAll(names(a)).containsAll(names(b));
        });
  }

  @Test
  void theOrderOfMergesMattersOnlyBetweenEntriesOfOneAge() {
    forEachCase(
        random -> {
          HostBook a = book(random);
          HostBook b = book(random);
          for (Entry entry : a.entries()) {
            boolean sameAge =
                b.find(entry.name())
                    .filter(other -> other.learnt().equals(entry.learnt()))
                    .isPresent();
            Entry kept = a.merge(b).find(entry.name()).orElseThrow();
            assertThat(kept)
                .isEqualTo(sameAge ? entry : b.merge(a).find(entry.name()).orElseThrow());
          }
        });
  }

  private static void forEachCase(Consumer<SplittableRandom> property) {
    SplittableRandom seeds = new SplittableRandom(SEED);
    for (int i = 0; i < CASES; i++) {
      try {
        property.accept(seeds.split());
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + SEED + ", case " + i, e);
      }
    }
  }

  private static HostBook book(SplittableRandom random) {
    HostBook book = HostBook.empty();
    for (int i = random.nextInt(5); i > 0; i--) {
      book =
          book.with(
              new Entry(
                  one(NAMES, random),
                  one(random.nextInt(8) > 0 ? HOSTS : PRIVATE_HOSTS, random),
                  random.nextBoolean() ? Optional.empty() : Optional.of(one(PRIVATE_HOSTS, random)),
                  Optional.ofNullable(instant(random)),
                  one(List.of(Origin.values()), random)));
    }
    return book;
  }

  private static @Nullable Instant instant(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> Instant.MIN;
      case 2 -> Instant.MAX;
      case 3 -> Instant.ofEpochSecond(random.nextLong(-100_000_000_000L, 1_000_000_000_000L));
      case 4 -> Instant.ofEpochSecond(1_764_000_000L, random.nextLong(1_000_000_000L));
      default -> Instant.ofEpochSecond(1_764_000_000L + random.nextInt(3));
    };
  }

  private static String edited(String text, SplittableRandom random) {
    StringBuilder edited = new StringBuilder(text);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      // The comments before the format are long; most edits belong behind them.
      int from = random.nextInt(8) == 0 ? 0 : Math.max(edited.indexOf("format = 1"), 0);
      int at = random.nextInt(from, edited.length() + 1);
      if (random.nextInt(4) == 0) {
        edited.delete(at, Math.min(edited.length(), at + 1 + random.nextInt(20)));
      } else {
        edited.insert(at, one(HOSTILE, random));
      }
    }
    return edited.toString();
  }

  private static <T> T one(List<T> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static List<String> names(HostBook book) {
    List<String> names = new ArrayList<>();
    book.entries().forEach(entry -> names.add(entry.name()));
    return names;
  }

  private static HostBook read(String text) {
    return HostBookText.read("hosts", text);
  }

  private static Properties properties(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return properties;
  }
}
