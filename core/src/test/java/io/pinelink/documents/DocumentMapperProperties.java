package io.pinelink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import java.lang.reflect.RecordComponent;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks that records of every type of component survive a round trip to a document. */
@SuppressWarnings("ArrayRecordComponent") // The mapper supports arrays.
class DocumentMapperProperties {
  private static final int CASES = Integer.getInteger("pinelink.cases", 3_000);
  private static final long SEED = Long.getLong("pinelink.seed", 20_261_127);
  private static final DocumentMapper<Everything> MAPPER = DocumentMapper.of(Everything.class);

  private record Everything(
      boolean flag,
      byte b,
      short s,
      int i,
      long l,
      float f,
      double d,
      @DocumentField(id = true) String key,
      @Nullable Boolean wrappedFlag,
      @Nullable Byte wrappedByte,
      @Nullable Short wrappedShort,
      @Nullable Integer wrappedInt,
      @Nullable Long wrappedLong,
      @Nullable Float wrappedFloat,
      @Nullable Double wrappedDouble,
      @DocumentField(name = "überschrift") @Nullable String text,
      @Nullable DayOfWeek day,
      @Nullable List<String> list,
      @Nullable Set<String> set,
      float @Nullable [] floats,
      @Nullable DenseValues dense,
      @Nullable SparseValues sparse,
      Optional<Long> someLong,
      Optional<String> someText,
      Optional<DayOfWeek> someDay,
      Optional<List<String>> someList,
      Optional<float[]> someFloats) {}

  @Test
  void anyRecordSurvivesARoundTrip() throws ReflectiveOperationException {
    for (int i = 0; i < CASES; i++) {
      long seed = SEED + i;
      Everything value = value(new SplittableRandom(seed));

      Document document = MAPPER.toDocument(value);
      Document received =
          new Document(document.id(), DocumentResponses.fields(document.fields().asMap()));

      assertThat(values(MAPPER.fromDocument(document)))
          .as("seed %s", seed)
          .isEqualTo(values(value));
      assertThat(MAPPER.toDocument(MAPPER.fromDocument(received)))
          .as("seed %s", seed)
          .isEqualTo(document);
    }
  }

  /** Returns the values of the components, with arrays as lists. */
  private static List<@Nullable Object> values(Everything value)
      throws ReflectiveOperationException {
    List<@Nullable Object> values = new ArrayList<>();
    for (RecordComponent component : Everything.class.getRecordComponents()) {
      Object found = component.getAccessor().invoke(value);
      Object inner = found instanceof Optional<?> optional ? optional.orElse(null) : found;
      values.add(inner instanceof float[] floats ? DenseValues.of(floats) : inner);
    }
    return values;
  }

  private static Everything value(SplittableRandom random) {
    return new Everything(
        random.nextBoolean(),
        (byte) random.nextInt(),
        (short) random.nextInt(),
        random.nextInt(),
        whole(random),
        number(random),
        real(random),
        "id-" + random.nextInt(),
        orNull(random, random::nextBoolean),
        orNull(random, () -> (byte) random.nextInt()),
        orNull(random, () -> (short) random.nextInt()),
        orNull(random, random::nextInt),
        orNull(random, () -> whole(random)),
        orNull(random, () -> number(random)),
        orNull(random, () -> real(random)),
        orNull(random, () -> text(random)),
        orNull(random, () -> day(random)),
        orNull(random, () -> texts(random)),
        orNull(random, () -> new LinkedHashSet<>(texts(random))),
        orNull(random, () -> floats(random, 1 + random.nextInt(9))),
        orNull(random, () -> DenseValues.of(floats(random, 1 + random.nextInt(9)))),
        orNull(random, () -> sparse(random)),
        orEmpty(random, () -> whole(random)),
        orEmpty(random, () -> text(random)),
        orEmpty(random, () -> day(random)),
        orEmpty(random, () -> texts(random)),
        orEmpty(random, () -> floats(random, 1 + random.nextInt(9))));
  }

  private static <V> @Nullable V orNull(SplittableRandom random, Supplier<V> value) {
    return random.nextInt(4) == 0 ? null : value.get();
  }

  private static <V> Optional<V> orEmpty(SplittableRandom random, Supplier<V> value) {
    return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value.get());
  }

  private static long whole(SplittableRandom random) {
    long max = 1L << 53;
    return switch (random.nextInt(4)) {
      case 0 -> max;
      case 1 -> -max;
      case 2 -> random.nextInt(-3, 4);
      default -> random.nextLong(-max, max);
    };
  }

  private static double real(SplittableRandom random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : random.nextBoolean() ? Double.MIN_VALUE : -0.0;
  }

  private static float number(SplittableRandom random) {
    float value = Float.intBitsToFloat(random.nextInt());
    return Float.isFinite(value) ? value : random.nextBoolean() ? Float.MIN_VALUE : -0.0f;
  }

  private static String text(SplittableRandom random) {
    List<String> pieces = List.of("a", " ", "\"", "\0", "é", "学", "😀", "$", "_id", "null", "\n");
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  private static List<String> texts(SplittableRandom random) {
    List<String> texts = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      texts.add(text(random));
    }
    return texts;
  }

  private static DayOfWeek day(SplittableRandom random) {
    return DayOfWeek.of(1 + random.nextInt(7));
  }

  private static float[] floats(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = number(random);
    }
    return values;
  }

  private static SparseValues sparse(SplittableRandom random) {
    int[] indices = random.ints().distinct().limit(1 + random.nextInt(5)).toArray();
    return SparseValues.of(indices, floats(random, indices.length));
  }
}
