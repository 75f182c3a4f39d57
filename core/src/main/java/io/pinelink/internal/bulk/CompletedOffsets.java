package io.pinelink.internal.bulk;

import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The completed positions of a source: all before a mark, except those to send again, and ranges
 * beyond the mark until it reaches them.
 */
final class CompletedOffsets {
  /** Beyond this size the mark stops advancing, so that the list stays bounded. */
  private static final int MAX_REDO = 10_000;

  private long mark;
  private final TreeSet<Long> redo = new TreeSet<>();

  /** The completed ranges beyond the mark, from begin to end (exclusive). */
  private final TreeMap<Long, Long> beyond = new TreeMap<>();

  /** The mark never passes this position, so completed positions beyond it need not be kept. */
  private long limit = Long.MAX_VALUE;

  CompletedOffsets(long mark, Collection<Long> redo) {
    this.mark = mark;
    this.redo.addAll(redo);
  }

  CompletedOffsets copy() {
    return new CompletedOffsets(mark, redo);
  }

  long mark() {
    return mark;
  }

  /** Returns the positions before the mark that must be sent again. */
  SortedSet<Long> redo() {
    return new TreeSet<>(redo.headSet(mark));
  }

  boolean skips(long position) {
    return position < mark && !redo.contains(position);
  }

  /** Records that an item was accepted. */
  void accept(long position) {
    if (position < mark) {
      redo.remove(position);
    } else if (position < limit) {
      pass(position);
    }
  }

  /** Records that an item failed, so that a later run must send it again. */
  void refuse(long position) {
    if (position < mark || position >= limit) {
      return;
    }
    if (redo.size() < MAX_REDO) {
      redo.add(position);
      pass(position);
    } else {
      limit = position;
      beyond.tailMap(position, false).clear();
    }
  }

  /** Returns the number of ranges beyond the mark. */
  int ranges() {
    return beyond.size();
  }

  private void pass(long position) {
    long begin = position;
    long end = position + 1;
    Map.Entry<Long, Long> before = beyond.floorEntry(position);
    if (before != null && before.getValue() == position) {
      begin = before.getKey();
    }
    Long after = beyond.remove(end);
    if (after != null) {
      end = after;
    }
    beyond.put(begin, end);
    Map.Entry<Long, Long> first = beyond.firstEntry();
    if (first.getKey() == mark) {
      mark = first.getValue();
      beyond.remove(first.getKey());
    }
  }
}
