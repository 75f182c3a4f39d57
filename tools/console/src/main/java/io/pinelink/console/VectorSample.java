package io.pinelink.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of a namespace with the fields that can colour them, without duplicates. Of long texts
 * only the beginnings are kept, so that a sample of large documents fits into memory.
 */
final class VectorSample {
  /** The maximum number of floats, 64 MB of them. A sample of long vectors has fewer vectors. */
  private static final int MAX_FLOATS = 16_000_000;

  private static final int MAX_FIELDS = 40;
  private static final int MAX_TEXT = 80;

  /** The number of neighbours that one search returns. */
  static final int NEIGHBOURS = 100;

  /** A vector with what the picture shows of it. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Point(String id, float[] values, Map<String, Object> fields) {}

  private final Map<String, Point> points = new LinkedHashMap<>();
  private final int max;
  private long floats;
  private int skipped;
  private int calls;
  private String method = "";

  VectorSample(int max) {
    this.max = max;
  }

  /** Adds vectors until the sample is full, or has skipped as many as it may have. */
  <T> void addAll(String how, Iterable<T> all, Consumer<T> add) {
    method = how;
    for (T each : all) {
      add.accept(each);
      if (isFull() || skipped > max) {
        return;
      }
    }
  }

  /**
   * Adds neighbours of random vectors until the sample is full.
   *
   * @param search adds the neighbours of a vector
   */
  void addNeighbours(long seed, int dimension, Consumer<float[]> search) {
    method = "neighbours of random vectors";
    SplittableRandom random = new SplittableRandom(seed);
    int rounds = 2 * Math.max(1, max / NEIGHBOURS);
    for (int round = 0; round < rounds && !isFull(); round++) {
      search.accept(direction(random, dimension));
      called();
    }
  }

  /** Returns a random direction: values of a normal distribution have no preferred one. */
  private static float[] direction(SplittableRandom random, int dimension) {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] =
          (float)
              (Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
                  * Math.cos(2 * Math.PI * random.nextDouble()));
    }
    return values;
  }

  /** Adds a vector; one without dense values, or with another dimension, is only counted. */
  void add(String id, float[] values, Map<String, ?> fields) {
    if (values.length == 0 || (dimension() > 0 && values.length != dimension())) {
      skipped++;
    } else if (!isFull()
        && points.putIfAbsent(id, new Point(id, values, colours(fields))) == null) {
      floats += values.length;
    }
  }

  private static Map<String, Object> colours(Map<String, ?> fields) {
    Map<String, Object> colours = new LinkedHashMap<>();
    for (Map.Entry<String, ?> field : fields.entrySet()) {
      @Nullable Object value = field.getValue();
      if (colours.size() == MAX_FIELDS) {
        break;
      }
      if (value instanceof String text) {
        colours.put(field.getKey(), text.substring(0, Math.min(MAX_TEXT, text.length())));
      } else if (value instanceof Number || value instanceof Boolean) {
        colours.put(field.getKey(), value);
      }
    }
    return colours;
  }

  private boolean isFull() {
    return points.size() >= max || floats >= MAX_FLOATS;
  }

  int dimension() {
    return points.values().stream().findFirst().map(point -> point.values().length).orElse(0);
  }

  List<Point> points() {
    return new ArrayList<>(points.values());
  }

  int skipped() {
    return skipped;
  }

  void called() {
    calls++;
  }

  int calls() {
    return calls;
  }

  /** Returns how the vectors were chosen, in words. */
  String method() {
    return method;
  }
}
