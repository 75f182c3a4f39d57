package io.pinelink.internal.bulk;

/**
 * An item that was read from the source.
 *
 * @param position the position in the source, from 0
 * @param bytes the bytes of the item in a call's body, or an upper bound of them
 */
record Item<T>(long position, String id, T value, long bytes) {
  /** The minimum memory cost: a small object costs more than its bytes. */
  private static final long LEAST = 256;

  /** Returns the memory cost of the item while it is held. */
  long cost() {
    return Math.max(LEAST, bytes);
  }
}
