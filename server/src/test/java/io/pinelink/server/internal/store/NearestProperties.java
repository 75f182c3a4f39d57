package io.pinelink.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests that a search returns the records, the order and the bits of the scores of a plain loop in
 * double arithmetic, regardless of how it is computed and of what was written before.
 */
class NearestProperties {
  private static final List<SimilarityFunction> METRICS = List.of(SimilarityFunction.values());
  private static final long SEED = 20261129;
  private static final int CASES = Integer.getInteger("pinelink.cases", 100);
  private static final int STEPS = 12;
  private static final String NAMESPACE = "n";

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  @Test
  void searchesReturnTheResultsOfThePlainLoop() {
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      check(seed);
    }
  }

  private void check(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Values values = new Values(random);
    SimilarityFunction metric = METRICS.get(random.nextInt(METRICS.size()));
    StoredIndex index =
        new StoredIndex(
            new IndexShape(values.dimension, metric, null),
            new WriteVisibility(Duration.ofSeconds(random.nextInt(2)), now::get),
            maker(random));
    index.createNamespace(NAMESPACE, null);
    Map<String, StoredVector> model = new TreeMap<>();
    for (int step = 0; step < STEPS; step++) {
      write(index, model, values, random);
      now.set(now.get().plusSeconds(1));
      checkQueries(index, metric, model, values, random, seed + ", step " + step);
    }
  }

  /** Returns a maker of namespaces whose searches use codes and threads early, late or not. */
  private static Namespace.Maker maker(SplittableRandom random) {
    long codedValues = new long[] {1, 1000, Long.MAX_VALUE}[random.nextInt(3)];
    long sharedValues = new long[] {1, 1000, Long.MAX_VALUE}[random.nextInt(3)];
    int blockSize = new int[] {1, 100, 256, 4096}[random.nextInt(4)];
    SearchSizes sizes = new SearchSizes(codedValues, sharedValues, blockSize);
    return filterable -> new StoredNamespace(filterable, sizes);
  }

  private static void checkQueries(
      StoredIndex index,
      SimilarityFunction metric,
      Map<String, StoredVector> model,
      Values values,
      SplittableRandom random,
      String where) {
    for (int i = 0; i < 3; i++) {
      float[] query = values.query(model);
      SparsePart sparse = metric == SimilarityFunction.DOTPRODUCT ? sparse(random) : null;
      int topK = random.nextInt(3) == 0 ? 1 + random.nextInt(10_000) : 1 + random.nextInt(20);
      Map<String, Object> filter = filter(random);

      List<ScoredRecord> found =
          index
              .query(
                  NAMESPACE,
                  new VectorQuery(
                      topK, "", query, sparse, index.filters(NAMESPACE).compile(filter)))
              .value();

      assertThat(found.stream().map(NearestProperties::exactly))
          .as("seed %s, query %d, %s, top %d, filter %s", where, i, metric, topK, filter)
          .containsExactlyElementsOf(
              plainLoop(
                      metric, query, sparse, model, index.filters(NAMESPACE).compile(filter), topK)
                  .stream()
                  .map(NearestProperties::exactly)
                  .toList());
    }
  }

  private static void write(
      StoredIndex index, Map<String, StoredVector> model, Values values, SplittableRandom random) {
    switch (random.nextInt(8)) {
      case 0 -> {
        List<String> ids = List.of(id(random), id(random), id(random));
        index.delete(NAMESPACE, ids);
        model.keySet().removeAll(ids);
      }
      case 1 -> {
        Predicate<Map<String, Object>> filter =
            index.filters(NAMESPACE).compile(Map.of("kind", (double) random.nextInt(4)));
        index.deleteMatching(NAMESPACE, filter);
        model.values().removeIf(vector -> filter.test(vector.metadata()));
      }
      case 2 -> {
        String id = id(random);
        float[] changed = values.next(model);
        VectorUpdate update = VectorUpdate.of(id, changed, null, metadata(random));
        index.update(NAMESPACE, update);
        model.computeIfPresent(id, (key, old) -> old.with(update));
      }
      case 3 -> {
        if (random.nextInt(6) == 0) {
          index.deleteAll(NAMESPACE);
          model.clear();
        }
      }
      default -> {
        List<StoredVector> vectors = new ArrayList<>();
        for (int i = random.nextInt(400); i >= 0; i--) {
          SparsePart sparse =
              index.shape().metric() == SimilarityFunction.DOTPRODUCT ? sparse(random) : null;
          vectors.add(StoredVector.of(id(random), values.next(model), sparse, metadata(random)));
        }
        index.upsert(NAMESPACE, vectors);
        vectors.forEach(vector -> model.put(vector.id(), vector));
      }
    }
  }

  /** Scores every record and sorts them all. */
  private static List<ScoredRecord> plainLoop(
      SimilarityFunction metric,
      float[] query,
      @Nullable SparsePart sparse,
      Map<String, StoredVector> model,
      Predicate<Map<String, Object>> filter,
      int topK) {
    List<ScoredRecord> all = new ArrayList<>();
    for (StoredVector vector : model.values()) {
      if (filter.test(vector.metadata())) {
        all.add(new ScoredRecord(vector, (float) score(metric, query, sparse, vector)));
      }
    }
    Comparator<ScoredRecord> byScore = Comparator.comparingDouble(ScoredRecord::score);
    all.sort(
        (metric == SimilarityFunction.EUCLIDEAN ? byScore : byScore.reversed())
            .thenComparing(match -> match.vector().id()));
    return all.subList(0, Math.min(topK, all.size()));
  }

  private static double score(
      SimilarityFunction metric, float[] query, @Nullable SparsePart sparse, StoredVector vector) {
    float[] other = vector.values();
    if (metric == SimilarityFunction.EUCLIDEAN) {
      double sum = 0;
      for (int i = 0; i < query.length; i++) {
        double difference = (double) query[i] - other[i];
        sum += difference * difference;
      }
      return sum;
    }
    if (metric == SimilarityFunction.COSINE) {
      double norms = Math.sqrt(dot(query, query)) * Math.sqrt(dot(other, other));
      return norms == 0 ? 0 : dot(query, other) / norms;
    }
    SparsePart theirs = vector.sparse();
    double score = dot(query, other);
    return sparse == null || theirs == null ? score : score + sparse.dot(theirs);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static Map<String, Object> metadata(SplittableRandom random) {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("kind", (double) random.nextInt(4));
    if (random.nextBoolean()) {
      metadata.put("any", any(random));
    }
    if (random.nextInt(3) > 0) {
      metadata.put("rare", (double) random.nextInt(100));
    }
    return metadata;
  }

  private static Object any(SplittableRandom random) {
    return List.of(0.0, -0.0, 1.0, Double.NaN, "a", "b", true, List.of("a", "c"), List.of())
        .get(random.nextInt(9));
  }

  private static Map<String, Object> filter(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> Map.of();
      // No record is of kind 4.
      case 2 -> Map.of("kind", (double) random.nextInt(5));
      case 3 -> Map.of("rare", (double) random.nextInt(100));
      case 4 -> Map.of("$and", List.of(filter(random), filter(random)));
      case 5 -> Map.of("$or", List.of(condition(random), condition(random)));
      default -> condition(random);
    };
  }

  private static Map<String, Object> condition(SplittableRandom random) {
    String field = List.of("kind", "any", "rare", "none").get(random.nextInt(4));
    return switch (random.nextInt(5)) {
      case 0 -> Map.of(field, Map.of("$gte", (double) random.nextInt(50)));
      case 1 -> Map.of(field, Map.of("$ne", List.of(0.0, 1.0, "a", true).get(random.nextInt(4))));
      case 2 -> Map.of(field, Map.of("$in", List.of(0.0, 3.0, 77.0, "b", "c")));
      case 3 -> Map.of(field, Map.of("$nin", List.of(1.0, 2.0, "a"), "$lt", 3.0));
      default -> Map.of(field, Map.of("$exists", random.nextBoolean()));
    };
  }

  private static @Nullable SparsePart sparse(SplittableRandom random) {
    return random.nextInt(4) > 0
        ? null
        : SparsePart.of(new int[] {random.nextInt(3), 3}, new float[] {1 + random.nextInt(4), 2});
  }

  private static String id(SplittableRandom random) {
    return "v" + random.nextInt(2000);
  }

  private static String exactly(ScoredRecord match) {
    return match.vector().id() + " " + Float.toString(match.score());
  }

  /** Dense values of one kind: ordinary, extreme, or such that many scores are equal. */
  private static final class Values {
    private static final float[] EXTREMES = {
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      1e30f,
      -1e20f,
      1e-20f,
      Float.MIN_NORMAL,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      0f,
      -0f,
      1f
    };

    private final SplittableRandom random;
    private final int kind;
    final int dimension;

    Values(SplittableRandom random) {
      this.random = random;
      this.kind = random.nextInt(6);
      this.dimension = random.nextInt(4) == 0 ? 1 + random.nextInt(200) : 1 + random.nextInt(9);
    }

    /** Returns the values of a query, which may all be zero. */
    float[] query(Map<String, StoredVector> model) {
      return random.nextInt(20) == 0 ? new float[dimension] : next(model);
    }

    /** Returns values that are not all zero; sometimes an existing record has the same. */
    float[] next(Map<String, StoredVector> model) {
      if (!model.isEmpty() && random.nextInt(8) == 0) {
        return ((StoredVector) model.values().toArray()[random.nextInt(model.size())]).values();
      }
      float[] values = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        values[i] = value(i);
      }
      if (Validation.isZero(values)) {
        values[random.nextInt(dimension)] = 1;
      }
      return values;
    }

    private float value(int position) {
      return switch (kind) {
        case 0 -> (float) random.nextDouble(-1, 1);
        // Few different values, so that scores are equal.
        case 1 -> random.nextInt(-1, 2);
        case 2 -> EXTREMES[random.nextInt(EXTREMES.length)];
        case 3 -> scattered();
        // Vectors close to each other, whose scores differ in the last digits.
        case 4 -> 1 + Math.ulp(1f) * random.nextInt(3);
        // One position is far larger than all others.
        default -> (position == 0 ? 1e6f : 1f) * (float) random.nextDouble(-1, 1);
      };
    }

    /** Returns any finite value. */
    private float scattered() {
      float any = Float.intBitsToFloat(random.nextInt());
      return Float.isFinite(any) ? any : 1;
    }
  }
}
