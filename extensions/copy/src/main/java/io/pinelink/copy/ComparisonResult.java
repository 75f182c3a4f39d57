package io.pinelink.copy;

import java.time.Duration;
import java.util.List;

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
