package io.pinelink.contract;

/** The property of an operation that a row verifies; every operation has a row for each. */
enum Property {
  /** Inputs are returned unchanged, or have their effect. */
  ROUND_TRIP("round trip"),
  /** Unset, empty and zero are distinguished, in requests and in responses. */
  PRESENCE("unset, empty and zero"),
  /** Text with any characters, and allowed and refused sizes. */
  LIMITS("Unicode and sizes");

  private final String words;

  Property(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
