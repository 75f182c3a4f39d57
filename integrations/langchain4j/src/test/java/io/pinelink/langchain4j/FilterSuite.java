package io.pinelink.langchain4j;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThan;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsIn;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThan;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotIn;
import io.pinelink.testservice.PrivateService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Compares searches of the embedded server with LangChain4j's own evaluation of the same filters.
 * Each key has values of one type, since LangChain4j refuses to compare others, and may be missing.
 */
abstract class FilterSuite {
  private static final int CASES = Integer.getInteger("pinelink.cases", 500);
  private static final long SEED = Long.getLong("pinelink.seed", 20_261_127);
  private static final int SEGMENTS = 60;
  private static final int MAX_DEPTH = 4;

  private static PrivateService service;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private List<Metadata> stored;
  private PinelinkEmbeddingStore store;

  @BeforeAll
  static void start() {
    service = PrivateService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** Returns a builder for a store in a new index, of dimension 2. */
  abstract PinelinkEmbeddingStore.Builder newStore(PrivateService service);

  @BeforeEach
  void fill() {
    store = newStore(service).build();
    stored = IntStream.range(0, SEGMENTS).mapToObj(i -> metadata()).toList();
    add(IntStream.range(0, SEGMENTS).boxed().toList());
  }

  private void add(List<Integer> positions) {
    store.addAll(
        positions.stream().map(String::valueOf).toList(),
        positions.stream().map(position -> embedding()).toList(),
        positions.stream().map(i -> TextSegment.from("segment", stored.get(i))).toList());
  }

  private static Embedding embedding() {
    return Embedding.from(new float[] {1, 0});
  }

  @Test
  void aSearchFindsWhatLangChain4jMatches() {
    for (int i = 0; i < CASES; i++) {
      Filter filter = filter(MAX_DEPTH);
      assertThat(found(filter)).as("seed %s, %s", SEED, filter).isEqualTo(matching(filter));
    }
  }

  @Test
  void aRemovalLeavesWhatLangChain4jDoesNotMatch() {
    for (int i = 0; i < Math.min(CASES, 25); i++) {
      Filter filter = filter(MAX_DEPTH);
      store.removeAll(filter);
      assertThat(found(null))
          .as("seed %s, %s", SEED, filter)
          .isEqualTo(matching(Filter.not(filter)));
      add(matching(filter).stream().map(Integer::valueOf).toList());
    }
  }

  private Set<String> found(@Nullable Filter filter) {
    return store
        .search(
            EmbeddingSearchRequest.builder()
                .queryEmbedding(embedding())
                .maxResults(SEGMENTS)
                .filter(filter)
                .build())
        .matches()
        .stream()
        .map(EmbeddingMatch::embeddingId)
        .collect(toSet());
  }

  private Set<String> matching(Filter filter) {
    return IntStream.range(0, SEGMENTS)
        .filter(i -> filter.test(stored.get(i)))
        .mapToObj(String::valueOf)
        .collect(toSet());
  }

  private Metadata metadata() {
    Metadata metadata = new Metadata();
    for (Key key : Key.values()) {
      if (random.nextInt(4) > 0) {
        metadata.putAll(Map.of(key.name(), key.value(random)));
      }
    }
    return metadata;
  }

  private Filter filter(int depth) {
    int kind = random.nextInt(depth == 0 ? 1 : 4);
    return switch (kind) {
      case 1 -> filter(depth - 1).and(filter(depth - 1));
      case 2 -> filter(depth - 1).or(filter(depth - 1));
      case 3 -> Filter.not(filter(depth - 1));
      default -> comparison();
    };
  }

  private Filter comparison() {
    Key key = Key.values()[random.nextInt(Key.values().length)];
    String name = key.name();
    if (key.isNumber() && random.nextBoolean()) {
      Comparable<?> bound = (Comparable<?>) key.value(random);
      return switch (random.nextInt(4)) {
        case 0 -> new IsGreaterThan(name, bound);
        case 1 -> new IsGreaterThanOrEqualTo(name, bound);
        case 2 -> new IsLessThan(name, bound);
        default -> new IsLessThanOrEqualTo(name, bound);
      };
    }
    List<Object> several =
        IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> key.value(random)).toList();
    return switch (random.nextInt(4)) {
      case 0 -> new IsEqualTo(name, several.get(0));
      case 1 -> new IsNotEqualTo(name, several.get(0));
      case 2 -> new IsIn(name, several);
      default -> new IsNotIn(name, several);
    };
  }

  /** The keys of metadata, by the type of their values. */
  private enum Key {
    TEXT,
    IDENTIFIER,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE;

    boolean isNumber() {
      return compareTo(INTEGER) >= 0;
    }

    Object value(SplittableRandom random) {
      int small = random.nextInt(-2, 3);
      return switch (this) {
        case TEXT -> List.of("", " ", "a", "A", "ä😀").get(small + 2);
        case IDENTIFIER -> new UUID(small, 0);
        case INTEGER -> small == 2 ? Integer.MAX_VALUE : small;
        case LONG -> small == 2 ? 1L << 53 : small;
        case FLOAT -> small / 4f;
        case DOUBLE -> small / 10.0;
      };
    }
  }
}
