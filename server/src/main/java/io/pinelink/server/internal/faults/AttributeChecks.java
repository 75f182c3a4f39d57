package io.pinelink.server.internal.faults;

import java.util.List;
import java.util.regex.Pattern;

/** The checks of attributes that depend on each other, or on more than a range. */
final class AttributeChecks {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final Pattern HEADER_VALUE = Pattern.compile("[!-~]([ -~]*[!-~])?");

  private AttributeChecks() {}

  /**
   * Checks the attributes of a fault, of which each is in its range.
   *
   * @param place the name in messages, with a dot at its end unless it is empty
   */
  static void check(FaultSpec fault, String place) {
    FaultKind kind = fault.kind();
    if (kind == FaultKind.SLICER
        && fault.number("size_variation") >= fault.number("average_size")) {
      throw related(fault, place, "size_variation", "less than", "average_size");
    } else if (kind == FaultKind.LONG_TAIL && fault.number("median") > fault.number("p99")) {
      throw related(fault, place, "median", "at most", "p99");
    } else if (kind == FaultKind.LONG_TAIL && fault.number("median") > fault.number("max")) {
      throw related(fault, place, "median", "at most", "max");
    } else if (kind == FaultKind.REFUSE) {
      excludeEachOther(fault, place, "retry_after", "retry_at");
      excludeEachOther(fault, place, "retry_after", "no_retry");
      excludeEachOther(fault, place, "retry_at", "no_retry");
    } else if (kind == FaultKind.BODY) {
      excludeEachOther(fault, place, "text", "base64");
    } else if (kind == FaultKind.INFORMATIONAL) {
      checkStatuses(fault.numbers("statuses"), place);
    } else if (kind == FaultKind.CONTENT_TYPE) {
      checkHeader(fault.text("content_type"), place);
    }
  }

  private static IllegalArgumentException related(
      FaultSpec fault, String place, String lower, String expected, String upper) {
    return new IllegalArgumentException(
        place
            + lower
            + " is "
            + fault.number(lower)
            + ", expected "
            + expected
            + " "
            + upper
            + ", which is "
            + fault.number(upper));
  }

  private static void excludeEachOther(FaultSpec fault, String place, String one, String other) {
    if (fault.has(one) && fault.has(other)) {
      throw new IllegalArgumentException(
          place + one + " and " + place + other + " exclude each other");
    }
  }

  private static void checkStatuses(List<Integer> statuses, String place) {
    if (statuses.contains(SWITCHING_PROTOCOLS)) {
      throw new IllegalArgumentException(
          place + "statuses is " + statuses + ", expected none that is " + SWITCHING_PROTOCOLS);
    }
  }

  private static void checkHeader(String contentType, String place) {
    if (!HEADER_VALUE.matcher(contentType).matches()) {
      throw new IllegalArgumentException(
          place + "content_type is " + Attribute.shown(contentType) + ", expected printable ASCII");
    }
  }
}
