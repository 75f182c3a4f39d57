package io.pinelink.copy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The differences of two sides. What one side has of an id is kept until the other side has
 * arrived. Thread-safe.
 */
final class Differences<T> {
  private static final int RECHECKED_AT_ONCE = 100;

  private final int max;
  private final Runnable settled;
  private final Map<String, Content> pending = new HashMap<>();
  private final Map<String, List<Content>> repeated = new HashMap<>();
  private final List<Difference> kept = new ArrayList<>();
  private final List<Difference> unusable = new ArrayList<>();
  private long equal;
  private long missing;
  private long extra;
  private long different;
  private long vanished;
  private long duplicates;

  /**
   * @param max the maximum number of differences to keep
   * @param settled runs when an id has been compared
   */
  Differences(int max, Runnable settled) {
    this.max = max;
    this.settled = settled;
  }

  /**
   * The content that one side has for an id.
   *
   * @param parts null if it does not exist
   * @param problem why it cannot be compared; null if it can
   */
  private record Content(
      long checksum, @Nullable Map<String, Long> parts, @Nullable String problem, boolean isThis) {}

  /**
   * Adds an item of the other side, which is compared when this side arrives.
   *
   * @return false if the id is in progress already, so that it does not have to be fetched
   */
  synchronized boolean expect(String id, long checksum, Map<String, Long> parts) {
    Content item = new Content(checksum, parts, null, false);
    if (pending.putIfAbsent(id, item) == null) {
      return true;
    }
    repeated.computeIfAbsent(id, first -> new ArrayList<>()).add(item);
    return false;
  }

  void found(String id, long checksum, Map<String, Long> parts, boolean isThis) {
    arrive(id, new Content(checksum, parts, null, isThis));
  }

  void absent(String id, boolean isThis) {
    arrive(id, new Content(0, null, null, isThis));
  }

  void unusable(String id, RuntimeException reason, boolean isThis) {
    arrive(id, new Content(0, Map.of(), String.valueOf(reason.getMessage()), isThis));
  }

  private void arrive(String id, Content content) {
    int arrived = 1;
    synchronized (this) {
      Content other = pending.putIfAbsent(id, content);
      if (other == null) {
        return;
      }
      pending.remove(id);
      if (content.isThis()) {
        compare(id, content, other);
        List<Content> more = repeated.remove(id);
        if (more != null) {
          more.forEach(item -> compare(id, content, item));
          arrived += more.size();
        }
      } else {
        compare(id, other, content);
      }
    }
    for (int i = 0; i < arrived; i++) {
      settled.run();
    }
  }

  private void compare(String id, Content here, Content there) {
    String problem = here.problem() != null ? here.problem() : there.problem();
    if (problem != null) {
      different++;
      if (unusable.size() < max) {
        unusable.add(new DifferenceResult(id, Difference.Kind.DIFFERENT, List.of(problem)));
      }
      return;
    }
    Map<String, Long> parts = here.parts();
    Map<String, Long> others = there.parts();
    if (parts == null || others == null) {
      if (parts != null) {
        add(id, Difference.Kind.MISSING);
      } else if (others != null) {
        add(id, Difference.Kind.EXTRA);
      } else {
        vanished++;
      }
      return;
    }
    if (here.checksum() == there.checksum()) {
      equal++;
      return;
    }
    different++;
    keep(id, Difference.Kind.DIFFERENT, differing(parts, others));
  }

  private static List<String> differing(Map<String, Long> parts, Map<String, Long> others) {
    TreeSet<String> names = new TreeSet<>(parts.keySet());
    names.addAll(others.keySet());
    names.removeIf(name -> Objects.equals(parts.get(name), others.get(name)));
    return List.copyOf(names);
  }

  /** Counts an id that only one side has, or that the other side has more than once. */
  synchronized void add(String id, Difference.Kind kind) {
    count(kind, 1);
    keep(id, kind, List.of());
  }

  private void keep(String id, Difference.Kind kind, List<String> parts) {
    if (kept.size() < max) {
      kept.add(new DifferenceResult(id, kind, parts));
    }
  }

  /**
   * Fetches the kept differences again, since one side may have been written meanwhile or may have
   * been seen before a write. What is equal now is not a difference.
   */
  synchronized void recheck(NamespaceSide<T> side, NamespaceSide<T> other) {
    List<Difference> found = List.copyOf(kept);
    kept.clear();
    for (int from = 0; from < found.size(); from += RECHECKED_AT_ONCE) {
      List<Difference> some = found.subList(from, Math.min(found.size(), from + RECHECKED_AT_ONCE));
      List<String> ids = some.stream().map(Difference::id).toList();
      Map<String, T> here = side.fetchNow(ids);
      Map<String, T> there = other.fetchNow(ids);
      for (Difference difference : some) {
        count(difference.kind(), -1);
        String id = difference.id();
        T item = here.get(id);
        T counterpart = there.get(id);
        compare(id, content(side, item, true), content(other, counterpart, false));
      }
    }
  }

  private Content content(NamespaceSide<T> from, @Nullable T item, boolean isThis) {
    return item == null
        ? new Content(0, null, null, isThis)
        : new Content(from.checksum(item), from.parts(item), null, isThis);
  }

  private void count(Difference.Kind kind, int change) {
    switch (kind) {
      case MISSING -> missing += change;
      case EXTRA -> extra += change;
      case DIFFERENT -> different += change;
      case DUPLICATE -> duplicates += change;
    }
  }

  /**
   * Returns the report.
   *
   * @param unlisted the number of items that were not listed
   */
  synchronized ComparisonReport report(long unlisted, Duration elapsed) {
    List<Difference> all = new ArrayList<>(kept);
    unusable.stream().limit(max - kept.size()).forEach(all::add);
    return new ComparisonResult(
        equal,
        missing,
        extra,
        different,
        vanished,
        duplicates,
        unlisted,
        List.copyOf(all),
        elapsed);
  }

  /** A {@link Difference}. */
  record DifferenceResult(String id, Kind kind, List<String> parts) implements Difference {
    /** Returns the kind, the id and the parts. */
    @Override
    public String toString() {
      return kind + " '" + id + "'" + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }
  }

  /** A {@link ComparisonReport}. */
  record ComparisonResult(
      long equal,
      long missing,
      long extra,
      long different,
      long vanished,
      long duplicates,
      long unlisted,
      List<Difference> differences,
      Duration elapsed)
      implements ComparisonReport {
    @Override
    public long compared() {
      return equal + missing + extra + different;
    }

    @Override
    public boolean isEqual() {
      return equal > 0 && compared() == equal && duplicates == 0 && unlisted == 0;
    }

    /** Returns the counts in one line, and the first few differences. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      text.append("equal ").append(equal).append(", missing ").append(missing);
      text.append(", extra ").append(extra);
      text.append(", different ").append(different);
      append(text, ", vanished ", vanished);
      append(text, ", duplicates ", duplicates);
      append(text, ", unlisted ", unlisted);
      differences.stream().limit(3).forEach(difference -> text.append("; ").append(difference));
      return text.toString();
    }

    private static void append(StringBuilder text, String name, long count) {
      if (count > 0) {
        text.append(name).append(count);
      }
    }
  }
}
