package io.pinelink.conformance;

/**
 * The finding of a row.
 *
 * @param outcome whether the service does what is assumed
 * @param seen what the service did; why the row was not tried
 */
record Verdict(Outcome outcome, String seen) {
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

  static Verdict expected(String seen) {
    return new Verdict(Outcome.EXPECTED, seen);
  }

  static Verdict different(String seen) {
    return new Verdict(Outcome.DIFFERENT, seen);
  }

  static Verdict notTried(String reason) {
    return new Verdict(Outcome.NOT_TRIED, reason);
  }

  /** Returns whether the service does what is assumed, with what it did. */
  static Verdict of(boolean asExpected, String seen) {
    return asExpected ? expected(seen) : different(seen);
  }
}
