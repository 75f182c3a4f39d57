package io.pinelink.connector;

import io.pinelink.connector.ConnectorOption.Importance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Defines the options of a group, in their order. */
final class OptionDefinitions {
  private static final long DAY = 86_400_000;

  private final String group;
  private final List<ConnectorOption> options = new ArrayList<>();

  OptionDefinitions(String group) {
    this.group = group;
  }

  OptionDefinitions text(String name, Importance importance, String defaultValue, String doc) {
    return add(name, ConnectorOption.Type.TEXT, importance, defaultValue, doc);
  }

  OptionDefinitions secret(String name, Importance importance, String doc) {
    return add(name, ConnectorOption.Type.SECRET, importance, "", doc);
  }

  OptionDefinitions file(String name, Importance importance, String doc) {
    return add(name, ConnectorOption.Type.FILE, importance, "", doc);
  }

  OptionDefinitions list(String name, Importance importance, String defaultValue, String doc) {
    return add(name, ConnectorOption.Type.LIST, importance, defaultValue, doc);
  }

  OptionDefinitions flag(String name, boolean defaultValue, String doc) {
    return add(
        name, ConnectorOption.Type.FLAG, Importance.LOW, Boolean.toString(defaultValue), doc);
  }

  private OptionDefinitions add(
      String name, ConnectorOption.Type type, Importance importance, String value, String doc) {
    return add(name, type, importance, value, List.of(), Long.MIN_VALUE, Long.MAX_VALUE, doc);
  }

  /** Defines a choice, whose default is the first value. */
  OptionDefinitions choice(String name, Importance importance, List<String> choices, String doc) {
    ConnectorOption.Type type = ConnectorOption.Type.CHOICE;
    String first = choices.get(0);
    return add(name, type, importance, first, choices, Long.MIN_VALUE, Long.MAX_VALUE, doc);
  }

  OptionDefinitions number(
      String name, Importance importance, long defaultValue, long min, long max, String doc) {
    ConnectorOption.Type type = ConnectorOption.Type.NUMBER;
    return add(name, type, importance, Long.toString(defaultValue), List.of(), min, max, doc);
  }

  /** Defines a duration of at most a day, which is 0 only if that is the default. */
  OptionDefinitions millis(String name, Importance importance, long defaultValue, String doc) {
    return number(name, importance, defaultValue, Math.min(1, defaultValue), DAY, doc);
  }

  private OptionDefinitions add(
      String name,
      ConnectorOption.Type type,
      Importance importance,
      String defaultValue,
      List<String> choices,
      long min,
      long max,
      String doc) {
    options.add(
        new ConnectorOption(group, name, type, importance, defaultValue, choices, min, max, doc));
    return this;
  }

  List<ConnectorOption> list() {
    return List.copyOf(options);
  }

  static List<String> names(Enum<?>... constants) {
    return Arrays.stream(constants).map(OptionDefinitions::name).toList();
  }

  /** Returns the name of a constant in the form of options: {@code private-required}. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
