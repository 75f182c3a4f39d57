package io.pinelink.cli.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file with placeholders. {@code @{name}} is a value, or the values of a list between quotes.
 * Lines between {@code @if name}, or {@code @if !name}, and {@code @end} are for a value that is
 * true or a list that is not empty; those after {@code @each name} are repeated for each value of a
 * list, which has the name {@code value} there, or for the named values of each map in it.
 */
public final class TemplateFile {
  private static final Pattern PLACEHOLDER = Pattern.compile("@\\{(\\w+)}");
  private static final String IF = "@if ";
  private static final String EACH = "@each ";
  private static final String END = "@end";

  private final List<String> lines;

  private TemplateFile(List<String> lines) {
    this.lines = lines;
  }

  /**
   * Returns the text of a file.
   *
   * @param neighbour a class in the package of the file
   * @param values strings, booleans, and lists of strings or of maps
   */
  public static String text(Class<?> neighbour, String file, Map<String, ?> values) {
    StringBuilder text = new StringBuilder();
    try (InputStream in = neighbour.getResourceAsStream(file)) {
      String whole =
          new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
      new TemplateFile(whole.lines().toList()).append(0, values, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Appends lines to a text, unless it is null, and returns the position after their end. */
  private int append(int from, Map<String, ?> values, @Nullable StringBuilder text) {
    int at = from;
    while (at < lines.size()) {
      String line = lines.get(at);
      at++;
      if (line.equals(END)) {
        return at;
      } else if (text == null) {
        at = line.startsWith(IF) || line.startsWith(EACH) ? append(at, values, null) : at;
      } else if (line.startsWith(IF)) {
        String name = line.substring(IF.length());
        boolean negated = name.startsWith("!");
        Object value = value(negated ? name.substring(1) : name, values);
        boolean isTrue = value instanceof List<?> list ? !list.isEmpty() : value.equals(true);
        at = append(at, values, isTrue != negated ? text : null);
      } else if (line.startsWith(EACH)) {
        List<?> items = (List<?>) value(line.substring(EACH.length()), values);
        for (int i = 0; i < items.size(); i++) {
          append(at, inner(values, items, i), text);
        }
        at = append(at, values, null);
      } else {
        text.append(PLACEHOLDER.matcher(line).replaceAll(found -> filled(found.group(1), values)))
            .append('\n');
      }
    }
    return at;
  }

  private static Map<String, Object> inner(Map<String, ?> values, List<?> items, int position) {
    Map<String, Object> inner = new HashMap<>(values);
    if (items.get(position) instanceof Map<?, ?> named) {
      named.forEach((name, value) -> inner.put(String.valueOf(name), value));
    } else {
      inner.put("value", items.get(position));
    }
    inner.put("index", String.valueOf(position));
    inner.put("number", String.valueOf(position + 1));
    inner.put("comma", position + 1 < items.size() ? "," : "");
    return inner;
  }

  private static String filled(String name, Map<String, ?> values) {
    Object value = value(name, values);
    return Matcher.quoteReplacement(
        value instanceof List<?> list
            ? String.join("\", \"", list.stream().map(String::valueOf).toList())
            : value.toString());
  }

  private static Object value(String name, Map<String, ?> values) {
    return Objects.requireNonNull(values.get(name), name);
  }
}
