package io.pinelink.connector;

import java.util.List;
import java.util.Optional;

/**
 * The definition of an option, from which an engine's own definition is made. The value of an
 * option is text, which surrounding space does not change. Immutable.
 *
 * @see ConnectorOptions
 */
public final class ConnectorOption {
  private final String name;
  private final Type type;
  private final String defaultValue;
  private final List<String> choices;
  private final long min;
  private final long max;
  private final String group;
  private final Importance importance;
  private final String doc;

  ConnectorOption(
      String group,
      String name,
      Type type,
      Importance importance,
      String defaultValue,
      List<String> choices,
      long min,
      long max,
      String doc) {
    this.group = group;
    this.name = name;
    this.type = type;
    this.importance = importance;
    this.defaultValue = defaultValue;
    this.choices = choices;
    this.min = min;
    this.max = max;
    this.doc = doc;
  }

  /** The type of an option's value. */
  public enum Type {
    /** A text. */
    TEXT,
    /** A text that is never shown. */
    SECRET,
    /** Texts, separated by commas. */
    LIST,
    /** One of the {@link ConnectorOption#choices}. */
    CHOICE,
    /** {@code true} or {@code false}. */
    FLAG,
    /** A whole number between {@link ConnectorOption#min} and {@link ConnectorOption#max}. */
    NUMBER,
    /** The path of a file on the machine that uses the option. */
    FILE
  }

  /** The importance of an option: whether many users set it. */
  public enum Importance {
    /** Most users set it. */
    HIGH,
    /** Many users set it. */
    MEDIUM,
    /** Few users set it. */
    LOW
  }

  /** Returns the name, words separated by dots. A number's unit is part of it. */
  public String name() {
    return name;
  }

  /** Returns the type of the value. */
  public Type type() {
    return type;
  }

  /** Returns the default value; empty if there is none. */
  public String defaultValue() {
    return defaultValue;
  }

  /** Returns the values of a choice, the default first; empty for other types. */
  public List<String> choices() {
    return choices;
  }

  /** Returns the minimum of a number; {@code Long.MIN_VALUE} for other types. */
  public long min() {
    return min;
  }

  /** Returns the maximum of a number; {@code Long.MAX_VALUE} if it has none. */
  public long max() {
    return max;
  }

  /** Returns the title of the group that the option belongs to. */
  public String group() {
    return group;
  }

  /** Returns the importance. */
  public Importance importance() {
    return importance;
  }

  /** Returns what the option does, as sentences in Markdown. */
  public String doc() {
    return doc;
  }

  /** Returns why a value is not of the type; empty if it is. */
  Optional<String> mistake(String value) {
    return switch (type) {
      case TEXT, SECRET, LIST, FILE -> Optional.empty();
      case CHOICE -> unless(choices.contains(value), value, "one of " + choices);
      case FLAG -> unless(value.matches("(?i)true|false"), value, "true or false");
      case NUMBER -> unless(isInRange(value), value, "a whole number" + range());
    };
  }

  private static Optional<String> unless(boolean valid, String value, String expected) {
    return valid ? Optional.empty() : Optional.of("is '" + value + "', expected " + expected);
  }

  private boolean isInRange(String value) {
    try {
      long number = Long.parseLong(value);
      return number >= min && number <= max;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private String range() {
    return max == Long.MAX_VALUE ? ", " + min + " or more" : " from " + min + " to " + max;
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
