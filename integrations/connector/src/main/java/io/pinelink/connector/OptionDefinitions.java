package io.pinelink.connector;

import io.pinelink.connector.ConnectorOption.Importance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Defines the options of a group, in their order. */
final class OptionDefinitions {
  static final long DAY = 86_400_000;

  private final String group;
  private final List<ConnectorOption> options = new ArrayList<>();

  OptionDefinitions(String group) {
    this.group = group;
  }

  OptionDefinitions text(String name, Importance importance, String defaultValue, String doc) {
    return add(
        ConnectorOption.of(group, name, ConnectorOption.Type.TEXT, importance, defaultValue, doc));
  }

  OptionDefinitions secret(String name, Importance importance, String doc) {
    return add(ConnectorOption.of(group, name, ConnectorOption.Type.SECRET, importance, "", doc));
  }

  OptionDefinitions file(String name, Importance importance, String doc) {
    return add(ConnectorOption.of(group, name, ConnectorOption.Type.FILE, importance, "", doc));
  }

  OptionDefinitions list(String name, Importance importance, String defaultValue, String doc) {
    return add(
        ConnectorOption.of(group, name, ConnectorOption.Type.LIST, importance, defaultValue, doc));
  }

  /** Defines a choice, whose default is the first value. */
  OptionDefinitions choice(String name, Importance importance, List<String> choices, String doc) {
    return add(ConnectorOption.choice(group, name, importance, choices, doc));
  }

  OptionDefinitions flag(String name, Importance importance, boolean defaultValue, String doc) {
    return add(
        ConnectorOption.of(
            group,
            name,
            ConnectorOption.Type.FLAG,
            importance,
            Boolean.toString(defaultValue),
            doc));
  }

  OptionDefinitions number(
      String name, Importance importance, long defaultValue, long min, long max, String doc) {
    return add(ConnectorOption.number(group, name, importance, defaultValue, min, max, doc));
  }

  private OptionDefinitions add(ConnectorOption option) {
    options.add(option);
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
