package io.pinelink.internal.bulk;

/** An item that was read from the source. Two items are equal only if they are the same object. */
class Item<T> {
  /** The minimum memory cost: a small object costs more than its bytes. */
  private static final long LEAST = 256;

  final long position;
  final String id;
  final T value;
  final long bytes;

  /**
   * @param position the position in the source, from 0
   * @param bytes the bytes of the item in a call's body, or an upper bound of them
   */
  Item(long position, String id, T value, long bytes) {
    this.position = position;
    this.id = id;
    this.value = value;
    this.bytes = bytes;
  }

  /** Returns the memory cost of the item while it is held. */
  final long cost() {
    return Math.max(LEAST, bytes);
  }
}
