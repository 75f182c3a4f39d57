package io.pinelink.endtoend;

import io.pinelink.model.Filter;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.testsupport.RandomSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A generator of the contents of requests: names, numbers, metadata and filters. There are few
 * names and values, so that they collide, including those that are difficult for a protocol.
 */
final class RandomData {
  private static final List<String> NAMESPACES =
      List.of(
          "", "__default__", "a", "ab", "a/b c?d=e&f#%41+", "..", "\"q\"\\\n\u007f", "~missing");

  /** The names of aliases, one of which is also the name of a namespace. */
  static final List<String> ALIASES = List.of("live", "next", "a", "~!\"$'()*,-.:<>@[]^_`{|}");

  private static final List<String> IDS =
      List.of(
          "a",
          "ab",
          "abc",
          "b",
          "b-1",
          "b-2",
          "b c",
          "b/c?d=e&f#+",
          "%41",
          ".",
          "\"q\"\\",
          "\t\u0001",
          "z".repeat(512),
          "~");

  private static final List<String> PREFIXES = List.of("", "a", "b", "b-", "b/", "%", "\t", "none");

  private static final List<String> FIELDS =
      List.of("kind", "rank", "", "õ 漢😀", "a.b", "__proto__", "\"\\/\n\u0001", "_id");

  private static final List<String> TEXTS =
      List.of("", "x", "X", "1", "true", "õ \"\\/ \u0001\n\u2028 漢 😀", "null", "t".repeat(2_000));

  private static final List<Double> NUMBERS =
      List.of(
          0d,
          -0d,
          1d,
          -1d,
          0.1,
          1e-7,
          1e21,
          -1e21,
          9_007_199_254_740_992d,
          9_007_199_254_740_994d,
          Double.MIN_VALUE,
          Double.MIN_NORMAL,
          Double.MAX_VALUE,
          -Double.MAX_VALUE,
          1 / 3d);

  private static final List<Float> FLOATS =
      List.of(
          1f,
          -1f,
          0f,
          -0f,
          0.1f,
          1e-9f,
          Float.MIN_VALUE,
          Float.MIN_NORMAL,
          Float.MAX_VALUE,
          -Float.MAX_VALUE,
          16_777_216f,
          1e10f,
          1 / 3f);

  private final SplittableRandom random;

  RandomData(SplittableRandom random) {
    this.random = random;
  }

  boolean oneIn(int cases) {
    return random.nextInt(cases) == 0;
  }

  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  final <T> T drawn(Supplier<T>... choices) {
    return choices[random.nextInt(choices.length)].get();
  }

  <T> List<T> some(int least, int most, Supplier<T> each) {
    return Stream.generate(each).limit(between(least, most)).toList();
  }

  /** Returns a namespace, mostly the default one, so that it has contents. */
  String namespace() {
    return oneIn(2) ? "" : oneOf(NAMESPACES);
  }

  /** Returns a namespace or an alias. */
  String namespaceOrAlias() {
    return oneIn(3) ? alias() : namespace();
  }

  String alias() {
    return oneOf(ALIASES);
  }

  String id() {
    return oneOf(IDS);
  }

  /** Returns distinct ids. */
  List<String> ids() {
    return List.copyOf(new LinkedHashSet<>(some(1, 5, this::id)));
  }

  String prefix() {
    return oneOf(PREFIXES);
  }

  String field() {
    return oneOf(FIELDS);
  }

  String text() {
    return oneOf(TEXTS);
  }

  double number() {
    return oneIn(3) ? finite(Double.longBitsToDouble(random.nextLong())) : oneOf(NUMBERS);
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0.5;
  }

  /** Returns a finite float: extreme ones, whole ones, any bits. */
  float float32() {
    float any = Float.intBitsToFloat(random.nextInt());
    return drawn(
        () -> oneOf(FLOATS),
        () -> (float) between(-3, 3),
        random::nextFloat,
        () -> Float.isFinite(any) ? any : 0.5f);
  }

  /** Returns dense values, at least one of which is not zero. */
  float[] dense(int dimension) {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = float32();
    }
    values[random.nextInt(dimension)] = between(1, 3);
    return values;
  }

  /** Returns sparse values in any order. */
  SparseValues sparse() {
    return sparse(positions().stream().mapToLong(Long::longValue).toArray());
  }

  /** Returns sparse values in the order in which the server stores them. */
  SparseValues sparseInOrder() {
    return sparse(positions().stream().mapToLong(Long::longValue).sorted().toArray());
  }

  /** Returns low positions, which collide, and the highest one. */
  private Set<Long> positions() {
    return new LinkedHashSet<>(
        some(1, 6, () -> drawn(() -> (long) between(0, 5), () -> 0xFFFF_FFFFL - between(0, 2))));
  }

  /** Returns sparse values without zeros, which the server refuses. */
  private SparseValues sparse(long[] indices) {
    float[] values = new float[indices.length];
    for (int i = 0; i < values.length; i++) {
      float value = float32();
      values[i] = value == 0 ? 1 : value;
    }
    return SparseValues.of(indices, values);
  }

  Metadata metadata() {
    return metadata(between(0, 4));
  }

  Metadata metadata(int fields) {
    Metadata.Builder metadata = Metadata.builder();
    for (int i = 0; i < fields; i++) {
      String field = field();
      drawn(
          () -> metadata.put(field, text()),
          () -> metadata.put(field, number()),
          () -> metadata.put(field, oneIn(2)),
          () -> metadata.put(field, some(0, 3, this::text)));
    }
    return metadata.build();
  }

  Filter filter() {
    return filter(3);
  }

  private Filter filter(int depth) {
    if (depth > 0 && oneIn(2)) {
      Filter[] conditions = some(1, 3, () -> filter(depth - 1)).toArray(Filter[]::new);
      return oneIn(2) ? Filter.allOf(conditions) : Filter.anyOf(conditions);
    }
    String field = field();
    return drawn(
        () -> Filter.eq(field, text()),
        () -> Filter.eq(field, number()),
        () -> Filter.eq(field, oneIn(2)),
        () -> Filter.ne(field, text()),
        () -> Filter.ne(field, number()),
        () -> Filter.ne(field, oneIn(2)),
        () -> Filter.gt(field, number()),
        () -> Filter.gte(field, number()),
        () -> Filter.lt(field, number()),
        () -> Filter.lte(field, number()),
        () -> Filter.in(field, some(0, 3, this::text)),
        () -> Filter.in(field, numbers(0)),
        () -> Filter.notIn(field, some(1, 3, this::text)),
        () -> Filter.notIn(field, numbers(1)),
        () -> Filter.exists(field),
        () -> Filter.missing(field));
  }

  private double[] numbers(int min) {
    return some(min, 3, this::number).stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Sets about half of the settings of a request's builder.
   *
   * @param except the names of settings to leave out
   */
  void setSome(Object builder, String... except) {
    new RandomSettings(random, Map.of(Filter.class, this::filter)).setSome(builder, Set.of(except));
  }

  /** Returns a token that no listing returned. */
  String wrongToken() {
    return oneOf(List.of("x", "eyJ4Ijoi\n", "õ 😀&=?", "e30="));
  }
}
