package io.pinelink.internal.bulk;

import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The completed positions of a source: all before a mark, except those to send again, and ranges
 * beyond the mark until it reaches them. The ids at the completed positions before the mark are
 * summed up in a {@link SourceIdentity}.
 */
final class CompletedOffsets {
  /** Beyond this size the mark stops advancing, so that the list stays bounded. */
  private static final int MAX_REDO = 10_000;

  private long mark;
  private SourceIdentity identity;
  private final TreeSet<Long> redo = new TreeSet<>();

  /** The completed ranges beyond the mark, by their begin. */
  private final TreeMap<Long, Range> beyond = new TreeMap<>();

  /** The mark never passes this position, so completed positions beyond it need not be kept. */
  private long limit = Long.MAX_VALUE;

  /** A completed range, with the position after its last one. */
  private record Range(long end, SourceIdentity identity) {}

  private CompletedOffsets(long mark, Collection<Long> redo, SourceIdentity identity) {
    this.mark = mark;
    this.redo.addAll(redo);
    this.identity = identity;
  }

  /** Creates the offsets of a source of which nothing is completed. */
  static CompletedOffsets none() {
    return new CompletedOffsets(0, new TreeSet<>(), SourceIdentity.NONE);
  }

  /**
   * Creates the offsets of an earlier run.
   *
   * @param redo the positions before the mark that must be sent again
   * @param identity the ids at the other positions before the mark
   */
  static CompletedOffsets of(long mark, Collection<Long> redo, SourceIdentity identity) {
    return new CompletedOffsets(mark, redo, identity);
  }

  CompletedOffsets copy() {
    return new CompletedOffsets(mark, redo, identity);
  }

  long mark() {
    return mark;
  }

  /** Returns the ids at the completed positions before the mark. */
  SourceIdentity identity() {
    return identity;
  }

  /** Returns the positions before the mark that must be sent again. */
  SortedSet<Long> redo() {
    return new TreeSet<>(redo.headSet(mark));
  }

  boolean skips(long position) {
    return position < mark && !redo.contains(position);
  }

  /** Records that an item was accepted. */
  void accept(long position, String id) {
    if (position < mark) {
      if (redo.remove(position)) {
        identity = identity.with(position, id);
      }
    } else if (position < limit) {
      pass(position, SourceIdentity.NONE.with(position, id));
    }
  }

  /** Records that an item failed, so that a later run must send it again. */
  void refuse(long position) {
    if (position < mark || position >= limit) {
      return;
    }
    if (redo.size() < MAX_REDO) {
      redo.add(position);
      pass(position, SourceIdentity.NONE);
    } else {
      limit = position;
      beyond.tailMap(position, false).clear();
    }
  }

  /** Returns the number of ranges beyond the mark. */
  int ranges() {
    return beyond.size();
  }

  private void pass(long position, SourceIdentity passed) {
    long begin = position;
    long end = position + 1;
    SourceIdentity all = passed;
    Map.Entry<Long, Range> before = beyond.floorEntry(position);
    if (before != null && before.getValue().end() == position) {
      begin = before.getKey();
      all = before.getValue().identity().and(all);
    }
    Range after = beyond.remove(end);
    if (after != null) {
      end = after.end();
      all = all.and(after.identity());
    }
    beyond.put(begin, new Range(end, all));
    Map.Entry<Long, Range> first = beyond.firstEntry();
    if (first.getKey() == mark) {
      mark = first.getValue().end();
      identity = identity.and(first.getValue().identity());
      beyond.remove(first.getKey());
    }
  }
}
