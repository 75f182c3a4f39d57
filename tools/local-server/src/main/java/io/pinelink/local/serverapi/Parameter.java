package io.pinelink.local.serverapi;

import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A parameter in the query string of an operation. A handler reads a parameter only by such an
 * object, so that others are refused.
 *
 * @param <T> the type of its values
 */
abstract class Parameter<T> {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final String name;

  private Parameter(String name) {
    this.name = name;
  }

  /** Returns a parameter with one of several words; its value is empty if it is missing. */
  static Parameter<String> word(String name, Supplier<Set<String>> words) {
    return new Parameter<>(name) {
      @Override
      String parsed(String text) {
        if (!words.get().contains(text)) {
          throw expected(text, "one of " + words.get());
        }
        return text;
      }

      @Override
      String byDefault() {
        return "";
      }
    };
  }

  /** Returns a parameter with a whole number from {@code min}, which is not negative. */
  static Parameter<Long> number(String name, long min, long max, long byDefault) {
    return new Parameter<>(name) {
      @Override
      Long parsed(String text) {
        long number = NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (number < min || number > max) {
          throw expected(text, min + " to " + max);
        }
        return number;
      }

      @Override
      Long byDefault() {
        return byDefault;
      }
    };
  }

  /** Returns a parameter that is true or, if it is missing, false. */
  static Parameter<Boolean> flag(String name) {
    return new Parameter<>(name) {
      @Override
      Boolean parsed(String text) {
        if (!text.equals("true") && !text.equals("false")) {
          throw expected(text, "true or false");
        }
        return text.equals("true");
      }

      @Override
      Boolean byDefault() {
        return false;
      }
    };
  }

  String name() {
    return name;
  }

  /** Returns the value of a text, or refuses it. */
  abstract T parsed(String text);

  abstract T byDefault();

  ApiRefusal expected(String text, String expected) {
    return ApiRefusal.invalid(name, text, name + " is '" + text + "', expected " + expected);
  }
}
