package io.pinelink.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Tests that an open view contains the records from the time when it was opened, regardless of
 * later writes, and that a namespace without views does not keep what was removed.
 */
class RecordViewProperties {
  private static final long SEED = 20261203;
  private static final int CASES = Integer.getInteger("pinelink.cases", 60);
  private static final int STEPS = 400;
  private static final SimilarityFunction METRIC = SimilarityFunction.DOTPRODUCT;

  /** A view with the records that it must contain. */
  private record Opened(RecordView view, NavigableMap<String, StoredVector> model) {}

  @Test
  void viewsContainTheRecordsFromTheTimeWhenTheyWereOpened() {
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      check(seed);
    }
  }

  private static void check(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int blockSize = new int[] {1, 7, 64, 4096}[random.nextInt(4)];
    long codedValues = random.nextBoolean() ? 1 : Long.MAX_VALUE;
    StoredNamespace namespace =
        new StoredNamespace(null, new SearchSizes(codedValues, Long.MAX_VALUE, blockSize));
    NavigableMap<String, StoredVector> model = new TreeMap<>();
    List<Opened> opened = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      write(namespace, model, random);
      assertThat(namespace.vectors())
          .as("seed %d, step %d", seed, step)
          .isEqualTo(List.copyOf(model.values()));
      if (opened.size() < 3 && random.nextInt(20) == 0) {
        opened.add(new Opened(namespace.view(), new TreeMap<>(model)));
      }
      if (!opened.isEmpty() && random.nextInt(10) == 0) {
        Opened one = opened.get(random.nextInt(opened.size()));
        checkView(one, random, "seed %d, step %d".formatted(seed, step));
        if (random.nextInt(3) == 0) {
          one.view().close();
          opened.remove(one);
        }
      }
    }
  }

  private static void checkView(Opened one, SplittableRandom random, String where) {
    Predicate<Map<String, Object>> filter =
        new FilterCompiler(null)
            .compile(
                switch (random.nextInt(3)) {
                  case 0 -> Map.of();
                  case 1 -> Map.of("kind", "k" + random.nextInt(3));
                  default -> Map.of("n", Map.of("$lt", (double) random.nextInt(10)));
                });
    List<StoredVector> expected =
        one.model().values().stream().filter(record -> filter.test(record.metadata())).toList();
    assertThat(one.view().matching(filter)).as(where).containsExactlyInAnyOrderElementsOf(expected);
    String skipPast = id(random);
    assertThat(one.view().matchingAfter(filter, skipPast, 5))
        .as(where)
        .isEqualTo(
            expected.stream()
                .filter(record -> record.id().compareTo(skipPast) > 0)
                .limit(5)
                .toList());
    ExactKernel scoring = new ExactKernel(METRIC, values(random), null);
    assertThat(one.view().nearest(scoring, filter, 5))
        .as(where)
        .isEqualTo(
            expected.stream()
                .map(record -> new ScoredRecord(record, scoring.score(record)))
                .sorted(ScoredRecord.bestFirst(METRIC))
                .limit(5)
                .toList());
  }

  private static void write(
      StoredNamespace namespace,
      NavigableMap<String, StoredVector> model,
      SplittableRandom random) {
    int kind = random.nextInt(100);
    if (kind == 0) {
      namespace.clear();
      model.clear();
    } else if (kind < 3) {
      List<String> all = List.copyOf(model.headMap(id(random)).keySet());
      namespace.remove(all);
      model.keySet().removeAll(all);
    } else if (kind < 30) {
      String id = id(random);
      namespace.remove(List.of(id));
      model.remove(id);
    } else {
      StoredVector record =
          StoredVector.of(
              id(random),
              values(random),
              null,
              Map.<String, Object>of(
                  "kind", "k" + random.nextInt(3), "n", (double) random.nextInt(10)));
      namespace.put(record);
      model.put(record.id(), record);
    }
  }

  private static String id(SplittableRandom random) {
    return "v" + random.nextInt(100);
  }

  private static float[] values(SplittableRandom random) {
    float[] values = new float[4];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 + random.nextInt(5);
    }
    return values;
  }
}
