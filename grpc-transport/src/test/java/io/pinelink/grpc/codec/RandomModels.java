package io.pinelink.grpc.codec;

import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.testsupport.RandomSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random requests, with vectors and texts that fit a buffer and others that do not. */
final class RandomModels {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "kind",
          "äõ",
          "漢字",
          "😀!",
          "x".repeat(127),
          "y".repeat(128),
          "z😀".repeat(9_000));

  private static final List<Double> NUMBERS = List.of(0d, -0d, 1d, 1 / 3d, Double.MAX_VALUE);
  private static final List<Float> FLOATS =
      List.of(0f, -0f, 1f, -1 / 3f, Float.MIN_VALUE, Float.MAX_VALUE);

  /** The settings that start a query, and those that are not sent. */
  private static final Set<String> NOT_DRAWN =
      Set.of("vector", "sparseVector", "id", "after", "valuesInto");

  private final SplittableRandom random;

  RandomModels(SplittableRandom random) {
    this.random = random;
  }

  String namespace() {
    return one(List.of("", "n", "__default__", "n".repeat(512)));
  }

  UpsertRequest upsert() {
    return UpsertRequest.of(Stream.generate(this::vector).limit(random.nextInt(1, 6)).toList());
  }

  private Vector vector() {
    Vector.Builder vector = Vector.builder("id" + random.nextInt(1_000));
    boolean sparse = random.nextInt(3) == 0;
    if (!sparse || random.nextBoolean()) {
      vector.values(dense());
    }
    if (sparse) {
      vector.sparseValues(sparse());
    }
    if (random.nextBoolean()) {
      vector.metadata(metadata());
    }
    return vector.build();
  }

  QueryRequest query() {
    QueryRequest.Builder query =
        switch (random.nextInt(4)) {
          case 0 -> QueryRequest.builder().id("id");
          case 1 -> QueryRequest.builder().sparseVector(sparse());
          case 2 -> QueryRequest.builder().vector(dense()).sparseVector(sparse());
          default -> QueryRequest.builder().vector(dense());
        };
    new RandomSettings(random, Map.of(Filter.class, () -> filter(3))).setSome(query, NOT_DRAWN);
    return query.build();
  }

  DeleteRequest delete() {
    return switch (random.nextInt(3)) {
      case 0 -> DeleteRequest.all();
      case 1 -> DeleteRequest.matching(filter(3));
      default -> DeleteRequest.byIds(ids());
    };
  }

  FetchRequest fetch() {
    return FetchRequest.byIds(ids());
  }

  /** Returns ids that together are longer or shorter than a write buffer. */
  private List<String> ids() {
    String prefix = "i".repeat(random.nextInt(500));
    int count = random.nextInt(4) == 0 ? 1_000 : random.nextInt(1, 10);
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  private float[] dense() {
    float[] values = new float[random.nextInt(20) == 0 ? 20_000 : random.nextInt(1, 2_000)];
    for (int i = 0; i < values.length; i++) {
      values[i] = float32();
    }
    return values;
  }

  private SparseValues sparse() {
    int[] indices =
        random.ints(random.nextInt(20) == 0 ? 2_000 : random.nextInt(1, 20)).distinct().toArray();
    float[] values = new float[indices.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = float32();
    }
    return SparseValues.of(indices, values);
  }

  private float float32() {
    float any = Float.intBitsToFloat(random.nextInt());
    return random.nextInt(8) == 0 || !Float.isFinite(any) ? one(FLOATS) : any;
  }

  private Metadata metadata() {
    Metadata.Builder metadata = Metadata.builder();
    for (int i = random.nextInt(5); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> metadata.put(one(TEXTS), one(TEXTS));
        case 1 -> metadata.put(one(TEXTS), one(NUMBERS));
        case 2 -> metadata.put(one(TEXTS), random.nextBoolean());
        default -> metadata.put(one(TEXTS), texts());
      }
    }
    return metadata.build();
  }

  private List<String> texts() {
    return Stream.generate(() -> one(TEXTS)).limit(random.nextInt(3)).toList();
  }

  private Filter filter(int depth) {
    if (depth > 0 && random.nextBoolean()) {
      Filter[] both = {filter(depth - 1), filter(depth - 1)};
      return random.nextBoolean() ? Filter.allOf(both) : Filter.anyOf(both);
    }
    return switch (random.nextInt(4)) {
      case 0 -> Filter.eq(one(TEXTS), one(TEXTS));
      case 1 -> Filter.gt(one(TEXTS), one(NUMBERS));
      case 2 -> Filter.exists(one(TEXTS));
      default -> Filter.in(one(TEXTS), texts());
    };
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
