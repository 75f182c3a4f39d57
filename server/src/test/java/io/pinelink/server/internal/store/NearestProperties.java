package io.pinelink.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests that a search returns the records, the order and the bits of the scores of a plain loop in
 * double arithmetic, regardless of how it is computed and of what was written before.
 */
class NearestProperties {
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
    SimilarityFunction metric = SimilarityFunction.values()[random.nextInt(3)];
    StoredIndex index =
        new StoredIndex(
            IndexShape.dense(values.dimension, metric),
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
    return filterable -> new StoredNamespace(filterable, codedValues, sharedValues);
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
              plainLoop(metric, query, sparse, model, filter, topK).stream()
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
        Map<String, Object> filter = Map.of("kind", (double) random.nextInt(4));
        index.deleteMatching(NAMESPACE, index.filters(NAMESPACE).compile(filter));
        model.values().removeIf(vector -> matches(filter, vector));
      }
      case 2 -> {
        String id = id(random);
        float[] changed = values.next(model);
        index.update(NAMESPACE, VectorUpdate.of(id, changed, null, Map.of("kind", 1.0)));
        model.computeIfPresent(
            id, (key, old) -> StoredVector.of(key, changed, old.sparse(), Map.of("kind", 1.0)));
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
          vectors.add(
              StoredVector.of(
                  id(random),
                  values.next(model),
                  sparse,
                  Map.of("kind", (double) random.nextInt(4))));
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
      Map<String, Object> filter,
      int topK) {
    List<ScoredRecord> all = new ArrayList<>();
    for (StoredVector vector : model.values()) {
      if (matches(filter, vector)) {
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

  private static boolean matches(Map<String, Object> filter, StoredVector vector) {
    return filter.isEmpty() || filter.get("kind").equals(vector.metadata().get("kind"));
  }

  private static Map<String, Object> filter(SplittableRandom random) {
    // No record is of kind 4.
    return random.nextBoolean() ? Map.of() : Map.of("kind", (double) random.nextInt(5));
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

    /** Returns values that are not all zero; sometimes those of an existing record. */
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
