package io.pinelink.micronaut;

import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.naming.NameUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties of an application that begin with {@code pinelink}. Names are without this
 * prefix. Each failure is a {@link ConfigurationException} of one line, with the name of the
 * property.
 *
 * <p>Every name that is asked for exists; {@link #checkNames} refuses all others.
 */
final class PropertyReader {
  private static final String PREFIX = "pinelink.";
  private static final String SYSTEM_PROPERTIES = "system";
  private static final Pattern POSITION = Pattern.compile("\\[(\\d+)]");

  private final Environment environment;

  /** The names that the application sets, in kebab case, and as they were written. */
  private final Map<String, String> declared = new TreeMap<>();

  private final Set<String> known;
  private final boolean readsValues;

  PropertyReader(Environment environment) {
    this(environment, new TreeSet<>(), true);
    for (PropertySource source : environment.getPropertySources()) {
      // The environment and the JVM may have other names that begin alike.
      if (source.getConvention() != PropertyConvention.ENVIRONMENT_VARIABLE
          && !source.getName().equals(SYSTEM_PROPERTIES)) {
        source.forEach(name -> declare(name, source.get(name)));
      }
    }
  }

  private PropertyReader(Environment environment, Set<String> known, boolean readsValues) {
    this.environment = environment;
    this.known = known;
    this.readsValues = readsValues;
  }

  private void declare(String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> group) {
      group.forEach((key, member) -> declare(name + "." + key, member));
      return;
    }
    if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
      for (int i = 0; i < list.size(); i++) {
        declare(name + "[" + i + "]", list.get(i));
      }
      return;
    }
    if (value instanceof Collection<?> list && list.isEmpty()) {
      return;
    }
    String normalized = NameUtils.hyphenate(name, true);
    // YAML has a null for a group without members, and for an index without properties.
    if (normalized.startsWith(PREFIX)
        && (value != null || normalized.startsWith(PREFIX + "indexes."))) {
      declared.putIfAbsent(normalized.substring(PREFIX.length()), name);
    }
  }

  /** Returns a reader that knows the same names, and for which no property is set. */
  PropertyReader withoutValues() {
    PropertyReader other = new PropertyReader(environment, known, false);
    other.declared.putAll(declared);
    return other;
  }

  /** Returns the text of a property; null if it is not set. */
  @Nullable String text(String name) {
    known.add(name);
    Object value = value(name);
    if (value instanceof Collection || value instanceof Map) {
      throw invalid(name, "it is a list or a group, expected one value", null);
    }
    return value == null ? null : value.toString().strip();
  }

  /** Returns the elements of a list, which may be one text with commas; empty if it is not set. */
  List<String> texts(String name) {
    known.add(name);
    Object value = value(name);
    if (value instanceof Collection<?> list) {
      return list.stream().map(String::valueOf).map(String::strip).toList();
    }
    if (value != null) {
      return Arrays.stream(value.toString().split(",")).map(String::strip).toList();
    }
    List<String> elements = new ArrayList<>();
    if (!readsValues) {
      return elements;
    }
    for (int i = 0; declared.containsKey(name + "[" + i + "]"); i++) {
      elements.add(String.valueOf(value(name + "[" + i + "]")).strip());
    }
    return elements;
  }

  /** Returns the names below a group, in the order of the alphabet, as headers are written. */
  Map<String, String> members(String group) {
    Map<String, String> members = new TreeMap<>();
    known.add(group + ".*");
    declared.forEach(
        (name, written) -> {
          if (name.startsWith(group + ".")) {
            known.add(name);
            Object value = value(written, written.substring(PREFIX.length()));
            members.put(
                written.substring(PREFIX.length() + group.length() + 1),
                value == null ? "" : value.toString());
          }
        });
    return members;
  }

  /** Returns the names of the groups directly below a group. */
  Set<String> keys(String group) {
    Set<String> keys = new TreeSet<>();
    for (String name : declared.keySet()) {
      if (name.startsWith(group + ".")) {
        keys.add(name.substring(group.length() + 1).split("\\.", 2)[0]);
      }
    }
    known.add(group + ".*");
    return keys;
  }

  /** Returns the number of groups in a list. */
  int size(String list) {
    int size = 0;
    known.add(list + "[*]");
    for (String name : declared.keySet()) {
      Matcher position = POSITION.matcher(name);
      if (name.startsWith(list + "[") && position.find()) {
        size = Math.max(size, Integer.parseInt(position.group(1)) + 1);
      }
    }
    return size;
  }

  private @Nullable Object value(String name) {
    Object value = value(PREFIX + name, name);
    String written = declared.get(name);
    // Micronaut does not convert the names in maps that code gives to the builder of a context.
    return value == null && written != null ? value(written, name) : value;
  }

  private @Nullable Object value(String written, String name) {
    if (!readsValues) {
      return null;
    }
    try {
      return environment.getProperty(written, Object.class).orElse(null);
    } catch (ConfigurationException e) {
      // Other messages than this one may contain the value, which may be a secret.
      String problem = String.valueOf(e.getMessage());
      throw invalid(
          name,
          problem.startsWith("Could not resolve placeholder")
              ? "it contains a placeholder whose variable is not set: "
                  + problem.substring(problem.lastIndexOf(' ') + 1)
              : "it contains an invalid placeholder",
          null);
    }
  }

  /** Returns the converted value of a property; null if it is not set. */
  <T> @Nullable T get(String name, Function<String, T> conversion) {
    String text = text(name);
    List<T> converted = new ArrayList<>(1);
    if (text != null) {
      check(name, () -> converted.add(conversion.apply(text)));
    }
    return converted.isEmpty() ? null : converted.get(0);
  }

  /** Calls a setter with the converted value of a property, unless it is not set. */
  <T> void apply(String name, Function<String, T> conversion, Consumer<T> setter) {
    String text = text(name);
    if (text != null) {
      check(name, () -> setter.accept(conversion.apply(text)));
    }
  }

  /** Executes an action, whose failure is reported with the name of a property or group. */
  static void check(String name, Runnable action) {
    try {
      action.run();
    } catch (ConfigurationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw invalid(name, e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  static ConfigurationException invalid(String name, String problem, @Nullable Throwable cause) {
    String message = "property '" + PREFIX + name + "': " + problem.replaceAll("\\s*\\R\\s*", " ");
    return cause == null
        ? new ConfigurationException(message)
        : new ConfigurationException(message, cause);
  }

  /** Returns the names that exist, as far as they were asked for. */
  Set<String> known() {
    return Set.copyOf(known);
  }

  /**
   * Refuses names that were never asked for.
   *
   * @throws ConfigurationException if there is one, with the nearest name that exists
   */
  void checkNames() {
    for (String name : declared.keySet()) {
      if (!known.contains(name) && !known.contains(withoutPosition(name))) {
        String wrong = firstUnknown(name);
        String meant = PropertyNames.nearest(known, withoutPosition(wrong));
        if (name.equals(meant)) {
          throw invalid(name, "it is a group, expected its members", null);
        }
        throw invalid(
            wrong,
            "no such property" + (meant == null ? "" : "; did you mean '" + PREFIX + meant + "'?"),
            null);
      }
    }
  }

  /** Returns the shortest beginning of a name that no property has, or the whole name. */
  private String firstUnknown(String name) {
    for (int end = name.indexOf('.'); end > 0; end = name.indexOf('.', end + 1)) {
      String beginning = name.substring(0, end);
      if (!PropertyNames.begin(known, beginning)) {
        return beginning;
      }
    }
    return name;
  }

  private static String withoutPosition(String name) {
    return name.endsWith("]") ? name.substring(0, name.lastIndexOf('[')) : name;
  }
}
