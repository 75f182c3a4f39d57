package io.pinelink.conformance;

/**
 * The finding of a row.
 *
 * @param outcome whether the service does what is assumed
 * @param seen what the service did; why the row was not tried
 */
record RowVerdict(Outcome outcome, String seen) {
  enum Outcome {
    EXPECTED("as expected"),
    DIFFERENT("different"),
    NOT_TRIED("not tried");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }

    /** Returns the words for people. */
    String text() {
      return text;
    }
  }

  static RowVerdict expected(String seen) {
    return new RowVerdict(Outcome.EXPECTED, seen);
  }

  static RowVerdict different(String seen) {
    return new RowVerdict(Outcome.DIFFERENT, seen);
  }

  static RowVerdict notTried(String reason) {
    return new RowVerdict(Outcome.NOT_TRIED, reason);
  }

  /** Returns whether the service does what is assumed, with what it did. */
  static RowVerdict of(boolean asExpected, String seen) {
    return asExpected ? expected(seen) : different(seen);
  }
}
