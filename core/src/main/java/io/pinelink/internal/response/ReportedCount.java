package io.pinelink.internal.response;

import java.util.OptionalLong;

/** A count that the service reported. Small ones, such as read units, are not allocated. */
public final class ReportedCount {
  private static final OptionalLong[] SMALL = new OptionalLong[256];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = OptionalLong.of(i);
    }
  }

  private ReportedCount() {}

  /** Returns a count as an optional. */
  public static OptionalLong of(long count) {
    return count >= 0 && count < SMALL.length ? SMALL[(int) count] : OptionalLong.of(count);
  }
}
