package io.pinelink.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrunedSearchTest {
  private static final long SEED = 20261130;
  private static final int DIMENSION = 8;
  private static final int BLOCK = 512;
  private static final int RECORDS = 3 * BLOCK + 1;
  private static final int READERS = 4;
  private static final int QUERIES = 200;
  private static final int WRITES = 50;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void boundsAreNotBelowTheScores() {
    for (int i = 0; i < 2000; i++) {
      float[] query = anyValues(i);
      float[] values = random.nextInt(4) == 0 ? query.clone() : anyValues(i);
      StoredVector vector = vector("v", values);
      CodeBlock block = new CodeBlock(values.length, BLOCK);
      block.set(5, vector);
      int[] products = new int[BLOCK];

      for (SimilarityFunction metric : SimilarityFunction.values()) {
        ExactKernel scoring = new ExactKernel(metric, query, null);
        CodedQuery coded = scoring.coded();
        block.multiply(coded.codes(), products);

        float score = scoring.score(vector);
        assertThat((float) coded.bound(block, 5, products[5]))
            .as("seed %d, case %d, %s", SEED, i, metric)
            .isGreaterThanOrEqualTo(metric.isDistance() ? -score : score);
      }
    }
  }

  @Test
  void boundsAreNearTheScores() {
    float[] query = values(384);
    StoredVector vector = vector("v", values(384));
    CodeBlock block = new CodeBlock(384, BLOCK);
    block.set(0, vector);
    int[] products = new int[BLOCK];
    ExactKernel scoring = new ExactKernel(SimilarityFunction.COSINE, query, null);
    block.multiply(scoring.coded().codes(), products);

    assertThat(scoring.coded().bound(block, 0, products[0]) - scoring.score(vector))
        .isBetween(0.0, 0.01);
  }

  @Test
  void sumsOfCodesDoNotOverflow() {
    float[] ones = new float[20_000];
    Arrays.fill(ones, 1);
    StoredVector vector = vector("v", ones);
    CodeBlock block = new CodeBlock(ones.length, BLOCK);
    block.set(0, vector);
    int[] products = new int[BLOCK];
    CodedQuery coded = new ExactKernel(SimilarityFunction.DOTPRODUCT, ones, null).coded();
    block.multiply(coded.codes(), products);

    assertThat(coded.bound(block, 0, products[0])).isBetween(20_000.0, 20_001.0);
  }

  @Test
  void concurrentSearchesSeeWholeWrites() throws Exception {
    List<StoredVector> one = records(0);
    List<StoredVector> other = records(1);
    StoredIndex index =
        new StoredIndex(
            new IndexShape(DIMENSION, SimilarityFunction.EUCLIDEAN, null),
            WriteVisibility.immediate(),
            filterable -> new StoredNamespace(filterable, new SearchSizes(1, 1, BLOCK)));
    index.upsert("", one);
    float[] query = values(DIMENSION);
    List<List<ScoredRecord>> expected = List.of(nearest(one, query), nearest(other, query));

    ExecutorService threads = Executors.newFixedThreadPool(READERS + 1);
    try {
      List<Future<?>> running = new ArrayList<>();
      running.add(
          threads.submit(
              () -> {
                for (int i = 0; i < WRITES; i++) {
                  index.upsert("", i % 2 == 0 ? other : one);
                }
              }));
      for (int reader = 0; reader < READERS; reader++) {
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < QUERIES; i++) {
                    assertThat(search(index, query)).isIn(expected);
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(search(index, query)).isEqualTo(expected.get(0));
  }

  @Test
  void aFailingFilterFailsASharedSearch() {
    StoredNamespace namespace = new StoredNamespace(null, new SearchSizes(1, 1, BLOCK));
    records(0).forEach(namespace::put);
    ExactKernel scoring = new ExactKernel(SimilarityFunction.COSINE, values(DIMENSION), null);

    assertThatThrownBy(
            () ->
                nearest(
                    namespace,
                    scoring,
                    metadata -> {
                      throw new IllegalStateException("broken");
                    },
                    10))
        .isInstanceOf(IllegalStateException.class);
    assertThat(nearest(namespace, scoring, metadata -> true, 10)).hasSize(10);
  }

  @Test
  void removedRecordsAreNotFound() {
    StoredNamespace namespace =
        new StoredNamespace(null, new SearchSizes(1, Long.MAX_VALUE, BLOCK));
    List<StoredVector> records = records(0);
    records.forEach(namespace::put);
    ExactKernel scoring = new ExactKernel(SimilarityFunction.COSINE, values(DIMENSION), null);
    assertThat(nearest(namespace, scoring, metadata -> true, RECORDS)).hasSize(RECORDS);

    namespace.remove(records.subList(0, RECORDS - 1).stream().map(StoredVector::id).toList());

    assertThat(nearest(namespace, scoring, metadata -> true, RECORDS))
        .extracting(ScoredRecord::vector)
        .containsExactly(records.get(RECORDS - 1));
    namespace.clear();
    assertThat(nearest(namespace, scoring, metadata -> true, RECORDS)).isEmpty();
  }

  @Test
  void recordsWithoutDenseValuesAreLeftOut() {
    StoredNamespace namespace = new StoredNamespace(null, new SearchSizes(1, 1, BLOCK));
    List<StoredVector> records = records(0);
    records.forEach(namespace::put);
    namespace.put(StoredVector.ofDocument("none", new float[0], null, Map.of("n", 1.0)));
    ExactKernel scoring = new ExactKernel(SimilarityFunction.COSINE, values(DIMENSION), null);
    assertThat(nearest(namespace, scoring, metadata -> true, 2 * RECORDS)).hasSize(RECORDS);

    namespace.put(StoredVector.ofDocument("v7", new float[0], null, Map.of()));
    namespace.put(StoredVector.ofDocument("none", values(DIMENSION), null, Map.of("n", 1.0)));

    assertThat(nearest(namespace, scoring, metadata -> true, 2 * RECORDS))
        .hasSize(RECORDS)
        .extracting(match -> match.vector().id())
        .contains("none")
        .doesNotContain("v7");
    Predicate<Map<String, Object>> filter = new FilterCompiler(null).compile(Map.of("n", 1.0));
    assertThat(nearest(namespace, scoring, filter, 10))
        .extracting(match -> match.vector().id())
        .containsExactly("none");
  }

  @Test
  void filtersOnMoreFieldsThanThereAreColumnsAreStillRight() {
    StoredNamespace namespace = new StoredNamespace(null, new SearchSizes(1, 1, BLOCK));
    records(0).forEach(namespace::put);
    namespace.put(StoredVector.of("found", values(DIMENSION), null, Map.of("f30", "x")));
    ExactKernel scoring = new ExactKernel(SimilarityFunction.EUCLIDEAN, values(DIMENSION), null);

    for (int i = 0; i < 40; i++) {
      Predicate<Map<String, Object>> filter =
          new FilterCompiler(null).compile(Map.of("f" + i, "x"));
      assertThat(nearest(namespace, scoring, filter, 10))
          .as("field %d", i)
          .hasSize(i == 30 ? 1 : 0);
    }
  }

  private static List<ScoredRecord> nearest(
      StoredNamespace namespace,
      ExactKernel scoring,
      Predicate<Map<String, Object>> filter,
      int limit) {
    try (RecordView view = namespace.view()) {
      return view.nearest(scoring, filter, limit);
    }
  }

  private static List<ScoredRecord> search(StoredIndex index, float[] query) {
    return index.query("", new VectorQuery(10, "", query, null, metadata -> true)).value();
  }

  private static List<ScoredRecord> nearest(List<StoredVector> records, float[] query) {
    ExactKernel scoring = new ExactKernel(SimilarityFunction.EUCLIDEAN, query, null);
    return records.stream()
        .map(vector -> new ScoredRecord(vector, scoring.score(vector)))
        .sorted(ScoredRecord.bestFirst(SimilarityFunction.EUCLIDEAN))
        .limit(10)
        .toList();
  }

  private List<StoredVector> records(int shift) {
    return IntStream.range(0, RECORDS)
        .mapToObj(
            i -> {
              float[] values = values(DIMENSION);
              values[0] += shift;
              return vector("v" + i, values);
            })
        .toList();
  }

  private static StoredVector vector(String id, float[] values) {
    return StoredVector.of(id, values, null, Map.of());
  }

  private float[] values(int dimension) {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** Returns finite values of any magnitude, whose dimension depends on the case. */
  private float[] anyValues(int number) {
    float[] values = values(1 + number % 40);
    int magnitude = random.nextInt(-150, 128);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb(values[i], random.nextBoolean() ? magnitude : random.nextInt(-9, 9));
    }
    return values;
  }
}
