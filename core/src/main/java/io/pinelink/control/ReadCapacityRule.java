package io.pinelink.control;

/** The rule for a requested read capacity. */
final class ReadCapacityRule {
  private ReadCapacityRule() {}

  static ReadCapacity check(ReadCapacity capacity) {
    if (capacity instanceof ReadCapacity.Other other) {
      throw new IllegalArgumentException(
          "readCapacity has mode '" + other.mode() + "', expected onDemand() or dedicated(...)");
    }
    return capacity;
  }
}
