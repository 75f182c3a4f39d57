package io.pinelink.contract;

/** What of an operation a row of the contract shows; every operation has a row for each. */
enum Property {
  /** What goes in comes out, or has its effect. */
  ROUND_TRIP("round trip"),
  /** What is unset, empty and zero is told apart, in requests and in answers. */
  PRESENCE("unset, empty and zero"),
  /** Texts of any characters, and the sizes that are allowed and refused. */
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
