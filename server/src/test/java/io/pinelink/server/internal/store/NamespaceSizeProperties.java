package io.pinelink.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests that the size of a namespace is the size of its records, regardless of what was written
 * before.
 */
class NamespaceSizeProperties {
  private static final long SEED = 20260701;
  private static final int CASES = Integer.getInteger("pinelink.cases", 200);
  private static final int WRITES = 30;
  private static final String NAMESPACE = "n";

  @Test
  void theSizeIsTheSumOfTheRecords() {
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
      StoredIndex index =
          new StoredIndex(
              new IndexShape(2, SimilarityFunction.DOTPRODUCT, null),
              new WriteVisibility(Duration.ofSeconds(random.nextInt(3)), now::get));
      index.createNamespace(NAMESPACE, null);
      now.set(now.get().plusSeconds(2));
      for (int i = 0; i < WRITES; i++) {
        write(index, random);
        now.set(now.get().plusSeconds(random.nextInt(2)));

        long expected =
            index.read(NAMESPACE, Namespace::vectors).value().stream()
                .mapToLong(NamespaceSizeProperties::size)
                .sum();
        assertThat(index.describeNamespace(NAMESPACE).value().sizeBytes())
            .as("seed %d, write %d", seed, i)
            .isEqualTo(expected);
      }
    }
  }

  private static void write(StoredIndex index, SplittableRandom random) {
    Predicate<Map<String, Object>> filter =
        index.filters(NAMESPACE).compile(Map.of("kind", kind(random)));
    switch (random.nextInt(7)) {
      case 0, 1, 2 -> index.upsert(NAMESPACE, vectors(random));
      case 3 ->
          index.update(
              NAMESPACE,
              VectorUpdate.of(id(random), values(random), sparse(random), metadata(random)));
      case 4 -> index.updateMatching(NAMESPACE, filter, Map.of("more", "x".repeat(20)));
      case 5 -> index.deleteMatching(NAMESPACE, filter);
      default -> {
        if (random.nextInt(4) == 0) {
          index.deleteAll(NAMESPACE);
        } else {
          index.delete(NAMESPACE, List.of(id(random), id(random)));
        }
      }
    }
  }

  private static List<StoredVector> vectors(SplittableRandom random) {
    List<StoredVector> vectors = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      vectors.add(StoredVector.of(id(random), values(random), sparse(random), metadata(random)));
    }
    return vectors;
  }

  private static String id(SplittableRandom random) {
    return "v".repeat(1 + random.nextInt(6));
  }

  private static float[] values(SplittableRandom random) {
    return new float[] {1, random.nextInt(5)};
  }

  private static @Nullable SparsePart sparse(SplittableRandom random) {
    int[] indices = new int[1 + random.nextInt(3)];
    float[] values = new float[indices.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = i;
      values[i] = 1;
    }
    return random.nextBoolean() ? null : SparsePart.of(indices, values);
  }

  private static Map<String, Object> metadata(SplittableRandom random) {
    return Map.of("kind", kind(random), "n", (double) random.nextInt(1000));
  }

  private static String kind(SplittableRandom random) {
    return List.of("a", "bb", "õ").get(random.nextInt(3));
  }

  /** Returns the size of a record, counted here once more. */
  private static long size(StoredVector vector) {
    long bytes = vector.id().length() + 4L * vector.values().length;
    SparsePart sparse = vector.sparse();
    bytes += sparse == null ? 0 : 8L * sparse.size();
    for (Map.Entry<String, Object> field : vector.metadata().entrySet()) {
      // A name in quotes and a colon, and a comma or a brace after the value.
      bytes += field.getKey().length() + 4;
      bytes +=
          field.getValue() instanceof String text
              ? 2 + text.length() + (text.equals("õ") ? 1 : 0)
              : Long.toString(((Double) field.getValue()).longValue()).length();
    }
    return bytes + 1;
  }
}
