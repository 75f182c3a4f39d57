package io.pinelink.server.internal.store;

import java.util.Arrays;

/** The integer products of the codes of a query with the packed codes of a block of records. */
final class IntegerKernel {
  private IntegerKernel() {}

  /**
   * Replaces sums, one for each record, by the products of the query's codes with its codes.
   *
   * @param codes the codes of four positions of each record in an int, by position
   */
  static void multiply(int[][] codes, short[] query, int[] sums) {
    Arrays.fill(sums, 0);
    for (int group = 0; group < codes.length; group++) {
      int first = group * CodeBlock.GROUP;
      add(codes[group], sums, query[first], query[first + 1], query[first + 2], query[first + 3]);
    }
  }

  /**
   * Adds the products of four positions. The loop has one pass over two int arrays and no other
   * memory access, or C2 would not vectorize it. For the same reason the query's codes come from an
   * array of another type.
   */
  private static void add(int[] packed, int[] sums, int q0, int q1, int q2, int q3) {
    for (int i = 0; i < sums.length; i++) {
      int word = packed[i];
      sums[i] +=
          q0 * ((word << 24) >> 24)
              + q1 * ((word << 16) >> 24)
              + q2 * ((word << 8) >> 24)
              + q3 * (word >> 24);
    }
  }
}
