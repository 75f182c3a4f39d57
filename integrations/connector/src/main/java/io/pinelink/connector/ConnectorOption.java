package io.pinelink.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The definition of an option, from which an engine's own definition is made. The value of an
 * option is text, which surrounding space does not change. Immutable.
 *
 * @see ConnectorOptions
 */
public final class ConnectorOption {
  private static final long DAY = 86_400_000;

  private final String name;
  private final Type type;
  private final String defaultValue;
  private final List<String> choices;
  private final long min;
  private final long max;
  private final String group;
  private final Importance importance;
  private final String doc;

  private ConnectorOption(String group, String row) {
    String[] cells = row.split("\\|", -1);
    String[] form = cells[1].strip().split(" ", 2);
    boolean isTime = form[0].equals("millis");
    this.group = group;
    this.name = cells[0].strip();
    this.type = isTime ? Type.NUMBER : Type.valueOf(form[0].toUpperCase(Locale.ROOT));
    this.importance = Importance.valueOf(cells[2].strip().toUpperCase(Locale.ROOT));
    this.choices = type == Type.CHOICE ? List.of(form[1].split(", ")) : List.of();
    this.defaultValue = choices.isEmpty() ? cells[3].strip() : choices.get(0);
    this.doc = cells[4].strip();
    if (isTime) {
      this.min = Math.min(1, Long.parseLong(defaultValue));
      this.max = DAY;
    } else {
      String[] range = type == Type.NUMBER ? form[1].split("\\.\\.", 2) : new String[] {"", ""};
      this.min = range[0].isEmpty() ? Long.MIN_VALUE : Long.parseLong(range[0]);
      this.max = range[1].isEmpty() ? Long.MAX_VALUE : Long.parseLong(range[1]);
    }
  }

  /**
   * Reads the definitions of options from a table in UTF-8, such as those that a connector has of
   * its own.
   *
   * <pre>
   * ## Index
   * index.name | text | high | | Name of the index.
   * index.kind | choice vectors, records, documents | high | | What the index stores.
   *
   * ## Delivery
   * batch.max.items | number 1..1000 | low | 1000 | Maximum number of changes in a call.
   * linger.ms | millis | medium | 1000 | How long the first change of a call waits for others.
   * </pre>
   *
   * <p>A line with {@code ##} begins a group. The columns are the name, the type, the importance,
   * the default value and the documentation. A choice has its values, the default first; a number
   * has its range, whose end may be missing; {@code millis} is a number of at most a day, which is
   * 0 only if that is the default.
   *
   * @throws IllegalArgumentException if a row has an unknown type or importance
   */
  public static List<ConnectorOption> read(InputStream table) {
    Objects.requireNonNull(table, "table is null");
    List<ConnectorOption> options = new ArrayList<>();
    String group = "";
    for (String line : new String(bytes(table), StandardCharsets.UTF_8).split("\n", -1)) {
      if (line.startsWith("## ")) {
        group = line.substring(3);
      } else if (line.contains("|") && !line.startsWith("#")) {
        options.add(new ConnectorOption(group, line));
      }
    }
    return List.copyOf(options);
  }

  private static byte[] bytes(InputStream table) {
    try (table) {
      return table.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
