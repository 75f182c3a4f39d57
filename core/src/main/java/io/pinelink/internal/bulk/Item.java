package io.pinelink.internal.bulk;

/**
 * One that was read.
 *
 * @param position where it stood in the source, from 0
 * @param bytes its part of a call's body
 */
record Item<T>(long position, String id, T value, long bytes) {
  /** An object costs more than its bytes, if it is small. */
  private static final long LEAST = 256;

  /** What it counts for while it is held. */
  long cost() {
    return Math.max(LEAST, bytes);
  }
}
