package io.pinelink.server.internal.store;

/**
 * A checksum for each id, where an id is 64 bits of hash: 16 bytes an entry, in a table that is at
 * most two thirds full. Not thread-safe.
 */
final class ChecksumTable {
  private static final int FIRST_CAPACITY = 1 << 10;

  /** An empty place; an id that hashes to it counts as another. */
  private static final long NONE = 0;

  private long[] ids;
  private long[] checksums;
  private int size;
  private long sum;

  ChecksumTable() {
    ids = new long[FIRST_CAPACITY];
    checksums = new long[FIRST_CAPACITY];
  }

  private ChecksumTable(ChecksumTable other) {
    ids = other.ids.clone();
    checksums = other.checksums.clone();
    size = other.size;
    sum = other.sum;
  }

  ChecksumTable copy() {
    return new ChecksumTable(this);
  }

  /** Adds an id, or replaces its checksum. */
  void put(long id, long checksum) {
    long key = key(id);
    int place = place(ids, key);
    if (ids[place] == NONE) {
      size++;
    }
    sum += checksum - checksums[place];
    ids[place] = key;
    checksums[place] = checksum;
    if (size > ids.length / 3 * 2) {
      grow();
    }
  }

  boolean contains(long id) {
    return ids[place(ids, key(id))] != NONE;
  }

  /** How many ids there are. */
  int size() {
    return size;
  }

  /** The sum of the checksums of all ids, whatever their order; it may overflow. */
  long sum() {
    return sum;
  }

  void clear() {
    ids = new long[FIRST_CAPACITY];
    checksums = new long[FIRST_CAPACITY];
    size = 0;
    sum = 0;
  }

  private static long key(long id) {
    return id == NONE ? 1 : id;
  }

  /** Where the key is, or is to be. */
  private static int place(long[] ids, long key) {
    int place = (int) key & (ids.length - 1);
    while (ids[place] != NONE && ids[place] != key) {
      place = (place + 1) & (ids.length - 1);
    }
    return place;
  }

  private void grow() {
    long[] moreIds = new long[ids.length * 2];
    long[] moreChecksums = new long[ids.length * 2];
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] != NONE) {
        int place = place(moreIds, ids[i]);
        moreIds[place] = ids[i];
        moreChecksums[place] = checksums[i];
      }
    }
    ids = moreIds;
    checksums = moreChecksums;
  }
}
