package io.pinelink.server.internal.control;

import io.pinelink.server.internal.wire.ControlException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type and the size of a pod.
 *
 * @param base {@code s1}, {@code p1} or {@code p2}
 * @param size 1, 2, 4 or 8
 */
record PodType(String base, int size) {
  private static final Pattern FORM = Pattern.compile("(s1|p1|p2)(\\.x([1248]))?");

  /** Parses a pod type; without a size it is the smallest. */
  static PodType parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw ControlException.invalid(
          "Bad request: pod_type must be s1, p1 or p2 with .x1, .x2, .x4 or .x8, got '%s'"
              .formatted(text));
    }
    return new PodType(form.group(1), form.group(3) == null ? 1 : Integer.parseInt(form.group(3)));
  }

  @Override
  public String toString() {
    return base + ".x" + size;
  }
}
