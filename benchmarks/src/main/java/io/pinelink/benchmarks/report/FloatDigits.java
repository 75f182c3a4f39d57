package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.codec.RestCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The effect of fewer digits on exact searches by cosine similarity. Stored vectors and queries are
 * written as the REST transport does, and read again. They are unit vectors in clusters, from a
 * fixed seed, so the printed table is always the same.
 */
public final class FloatDigits {
  private static final int VECTORS = 20_000;
  private static final int QUERIES = 200;
  private static final int CLUSTERS = 50;
  private static final int DIMENSION = 768;

  /** The length of the noise that is added to the centre of a cluster, whose length is 1. */
  private static final double NOISE = 0.7;

  private static final int TOP = 10;
  private static final int MORE = 100;
  private static final int MIN_DIGITS = 3;
  private static final int MAX_DIGITS = 9;

  private final Random random = new Random(20261127);

  private FloatDigits() {}

  /** Prints the table. */
  public static void main(String[] args) throws IOException {
    new FloatDigits().run();
  }

  private void run() throws IOException {
    List<float[]> centres = vectors(CLUSTERS, List.of(new float[DIMENSION]), 1);
    List<float[]> stored = vectors(VECTORS, centres, NOISE);
    List<float[]> queries = vectors(QUERIES, centres, NOISE);
    List<int[]> exact = nearest(stored, queries);

    System.out.println("| digits | bytes per float | largest error | recall@10 | recall@100 |");
    System.out.println("|---|---|---|---|---|");
    for (int digits = MIN_DIGITS; digits <= MAX_DIGITS; digits++) {
      Rounded vectors = rounded(stored, digits);
      List<int[]> found = nearest(vectors.values(), rounded(queries, digits).values());
      System.out.printf(
          Locale.ROOT,
          "| %d | %.2f | %.1E | %.4f | %.5f |%n",
          digits,
          vectors.bytesPerFloat(),
          vectors.largestError(),
          recall(exact, found, TOP),
          recall(exact, found, MORE));
    }
  }

  private List<float[]> vectors(int count, List<float[]> centres, double noise) {
    return IntStream.range(0, count)
        .mapToObj(i -> unit(centres.get(i % centres.size()), noise))
        .toList();
  }

  private float[] unit(float[] centre, double noise) {
    double[] sum = new double[DIMENSION];
    double squares = 0;
    for (int i = 0; i < DIMENSION; i++) {
      sum[i] = centre[i] + noise * random.nextGaussian() / Math.sqrt(DIMENSION);
      squares += sum[i] * sum[i];
    }
    float[] values = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      values[i] = (float) (sum[i] / Math.sqrt(squares));
    }
    return values;
  }

  /** Vectors as the service reads them, their mean text with its comma, and the largest error. */
  private record Rounded(List<float[]> values, double bytesPerFloat, double largestError) {}

  private static Rounded rounded(List<float[]> vectors, int digits) throws IOException {
    List<float[]> read = new ArrayList<>();
    long bytes = 0;
    double error = 0;
    for (float[] given : vectors) {
      byte[] json = RestCodec.bytes(given, digits);
      bytes += json.length - 1;
      float[] values = RestCodec.floats(json);
      for (int i = 0; i < DIMENSION; i++) {
        if (given[i] != 0) {
          error = Math.max(error, Math.abs(((double) values[i] - given[i]) / given[i]));
        }
      }
      read.add(values);
    }
    return new Rounded(read, (double) bytes / vectors.size() / DIMENSION, error);
  }

  /** Returns the positions of the nearest vectors of each query, nearest first. */
  private static List<int[]> nearest(List<float[]> stored, List<float[]> queries) {
    double[] lengths = stored.stream().mapToDouble(v -> Math.sqrt(product(v, v))).toArray();
    return queries.stream()
        .map(
            query -> {
              double[] similarity = new double[stored.size()];
              for (int i = 0; i < similarity.length; i++) {
                similarity[i] = product(query, stored.get(i)) / lengths[i];
              }
              return IntStream.range(0, similarity.length)
                  .boxed()
                  .sorted((a, b) -> Double.compare(similarity[b], similarity[a]))
                  .limit(MORE)
                  .mapToInt(Integer::intValue)
                  .toArray();
            })
        .toList();
  }

  private static double product(float[] a, float[] b) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (int i = 0; i < DIMENSION; i += 4) {
      first += (double) a[i] * b[i];
      second += (double) a[i + 1] * b[i + 1];
      third += (double) a[i + 2] * b[i + 2];
      fourth += (double) a[i + 3] * b[i + 3];
    }
    return first + second + third + fourth;
  }

  private static double recall(List<int[]> exact, List<int[]> found, int top) {
    long both = 0;
    for (int i = 0; i < exact.size(); i++) {
      BitSet wanted = new BitSet();
      IntStream.of(exact.get(i)).limit(top).forEach(wanted::set);
      both += IntStream.of(found.get(i)).limit(top).filter(wanted::get).count();
    }
    return (double) both / top / exact.size();
  }
}
