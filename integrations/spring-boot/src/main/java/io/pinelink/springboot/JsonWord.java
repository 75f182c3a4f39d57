package io.pinelink.springboot;

import java.util.Locale;

/** A constant as the actuator shows it, which is also its form in properties. */
final class JsonWord {
  private JsonWord() {}

  /** Returns a word such as {@code private-required}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
