package io.pinelink.server.internal.store;

/**
 * The sizes from which a search of a namespace is done in another way, which does not change its
 * results.
 *
 * @param codedValues the number of dense values from which searches use codes of them
 * @param sharedValues the number of dense values from which several threads share a search
 * @param blockSize the number of records in a block of codes
 */
record SearchSizes(long codedValues, long sharedValues, int blockSize) {
  /** The number of values of a record from which blocks are smaller. */
  private static final int MANY_VALUES = 2048;

  /**
   * Returns the usual sizes. Below the first, scoring all records takes less than two milliseconds.
   * Memory is read faster from long rows of codes, but two of them must fit into the cache of a
   * processor core.
   */
  static SearchSizes usual() {
    return new SearchSizes(1 << 20, 1 << 22, 4096);
  }

  /** Returns the number of records in a block of records with so many values. */
  int blockSize(int dimension) {
    return dimension <= MANY_VALUES ? blockSize : Math.max(1, blockSize / 4);
  }
}
