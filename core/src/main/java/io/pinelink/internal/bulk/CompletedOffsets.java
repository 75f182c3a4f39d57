package io.pinelink.internal.bulk;

import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which positions of a source are settled: all before a mark, but for some before it that are to be
 * sent again; and, until the mark reaches them, ranges beyond it.
 */
final class CompletedOffsets {
  /** A mark that waits is better than a list without an end. */
  private static final int MAX_REDO = 10_000;

  private long mark;
  private final TreeSet<Long> redo = new TreeSet<>();

  /** Begin to end, not included, of what is settled beyond the mark. */
  private final TreeMap<Long, Long> beyond = new TreeMap<>();

  /** The mark never passes this one, so what lies beyond is not worth keeping. */
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

  /** Those before the mark that are not accepted, as are maybe some beyond it. */
  SortedSet<Long> redo() {
    return new TreeSet<>(redo.headSet(mark));
  }

  boolean skips(long position) {
    return position < mark && !redo.contains(position);
  }

  /** It was accepted. */
  void accept(long position) {
    if (position < mark) {
      redo.remove(position);
    } else if (position < limit) {
      pass(position);
    }
  }

  /** It is over for now, but to be sent again by who goes on later. */
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

  /** How much is remembered beyond the mark. */
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
