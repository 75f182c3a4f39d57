package io.pinelink.connector;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The values of options, each of which is of its type, and what happens to mistakes beyond that.
 *
 * @param values by the options' names, defaults included
 * @param refused receives the option and the reason of each mistake
 * @param prefix the first words of all options
 */
record OptionValues(Map<String, String> values, BiConsumer<String, String> refused, String prefix) {
  /** Returns the values of the options with a prefix, which are named without it. */
  OptionValues under(String group) {
    return new OptionValues(values, refused, group);
  }

  String name(String option) {
    return prefix + option;
  }

  void refuse(String option, String reason) {
    refused.accept(name(option), reason);
  }

  String text(String option) {
    String value = values.get(name(option));
    if (value == null) {
      throw new IllegalStateException("the option " + name(option) + " is not defined");
    }
    return value;
  }

  boolean isSet(String option) {
    return !text(option).isEmpty();
  }

  List<String> list(String option) {
    return isSet(option)
        ? Arrays.stream(text(option).split(",", -1)).map(String::strip).toList()
        : List.of();
  }

  boolean flag(String option) {
    return Boolean.parseBoolean(text(option));
  }

  long number(String option) {
    return Long.parseLong(text(option));
  }

  int integer(String option) {
    return Math.toIntExact(number(option));
  }

  Duration millis(String option) {
    return Duration.ofMillis(number(option));
  }

  <E extends Enum<E>> E constant(Class<E> type, String option) {
    return Enum.valueOf(type, text(option).toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Makes a setting of an option, and reports the option if the setting is refused. */
  void set(String option, Consumer<String> setting) {
    try {
      setting.accept(option);
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      refuse(option, String.valueOf(e.getMessage()));
    }
  }

  /** Makes a setting of a text, unless it is empty. */
  void setText(String option, Consumer<String> setting) {
    if (isSet(option)) {
      set(option, o -> setting.accept(text(o)));
    }
  }

  /** Shows no value, since some are secret. */
  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
