package io.pinelink.server.internal.compact;

/**
 * A hash table from ids to checksums, where an id is a 64-bit hash: 16 bytes per entry, at most two
 * thirds full. Not thread-safe.
 */
public final class ChecksumTable {
  private static final int FIRST_CAPACITY = 1 << 10;

  /** The key of an empty slot; an id with this hash is stored under another key. */
  private static final long NONE = 0;

  private long[] ids;
  private long[] checksums;
  private int size;
  private long sum;

  public ChecksumTable() {
    ids = new long[FIRST_CAPACITY];
    checksums = new long[FIRST_CAPACITY];
  }

  private ChecksumTable(ChecksumTable other) {
    ids = other.ids.clone();
    checksums = other.checksums.clone();
    size = other.size;
    sum = other.sum;
  }

  public ChecksumTable copy() {
    return new ChecksumTable(this);
  }

  /** Adds an id, or replaces its checksum. */
  public void put(long id, long checksum) {
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

  public boolean contains(long id) {
    return ids[place(ids, key(id))] != NONE;
  }

  /** Returns the number of ids. */
  public int size() {
    return size;
  }

  /** Returns the sum of all checksums, which may overflow; it does not depend on the order. */
  public long sum() {
    return sum;
  }

  public void clear() {
    ids = new long[FIRST_CAPACITY];
    checksums = new long[FIRST_CAPACITY];
    size = 0;
    sum = 0;
  }

  private static long key(long id) {
    return id == NONE ? 1 : id;
  }

  /** Returns the slot of a key, or the empty slot for it. */
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
