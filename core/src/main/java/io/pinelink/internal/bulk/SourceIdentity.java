package io.pinelink.internal.bulk;

/**
 * The identity of the completed part of a source: the ids at its positions, in a sum that does not
 * depend on the order in which they were completed, and the first of them for messages. Another
 * source has another sum, and a source that has only grown at its end has the same.
 *
 * @param sum the sum of a hash of each position with its id
 * @param position the first position; -1 if there is none
 * @param first the id at this position
 */
record SourceIdentity(long sum, long position, String first) {
  static final SourceIdentity NONE = new SourceIdentity(0, -1, "");

  /** The parameters of 64-bit FNV-1a. */
  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;

  SourceIdentity with(long at, String id) {
    return and(new SourceIdentity(hash(at, id), at, id));
  }

  /** Returns the identity of both parts. */
  SourceIdentity and(SourceIdentity other) {
    boolean isFirst = other.position < 0 || (position >= 0 && position <= other.position);
    return new SourceIdentity(
        sum + other.sum, isFirst ? position : other.position, isFirst ? first : other.first);
  }

  /** Returns the summand of an id. */
  static long hash(long position, String id) {
    long hash = OFFSET_BASIS;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      hash = (hash ^ ((position >>> shift) & 0xff)) * PRIME;
    }
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * PRIME;
    }
    return hash;
  }
}
