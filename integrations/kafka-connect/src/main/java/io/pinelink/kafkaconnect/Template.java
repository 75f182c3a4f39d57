package io.pinelink.kafkaconnect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A text with parts of a record, such as {@code ${topic}-${value.tenant}}. The parts are the topic,
 * the key or a field of it, a field of the value, and headers.
 */
record Template(String text, List<Function<SinkRecord, String>> parts, List<FieldPath> valuePaths) {
  private static final Pattern PART = Pattern.compile("\\$\\{([^{}]*)}");

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if a part is unknown
   */
  static Template parse(String text) {
    List<Function<SinkRecord, String>> parts = new ArrayList<>();
    List<FieldPath> valuePaths = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    int end = 0;
    while (matcher.find()) {
      literal(text.substring(end, matcher.start()), parts);
      parts.add(part(matcher.group(1), valuePaths));
      end = matcher.end();
    }
    literal(text.substring(end), parts);
    return new Template(text, List.copyOf(parts), List.copyOf(valuePaths));
  }

  private static void literal(String text, List<Function<SinkRecord, String>> parts) {
    if (text.contains("${")) {
      throw new IllegalArgumentException("expected '}' after '${'");
    }
    if (!text.isEmpty()) {
      parts.add(record -> text);
    }
  }

  private static Function<SinkRecord, String> part(String name, List<FieldPath> valuePaths) {
    if (name.equals("topic")) {
      return SinkRecord::topic;
    }
    if (name.equals("key")) {
      return record -> text(name, record.key());
    }
    int dot = name.indexOf('.');
    String root = dot < 0 ? "" : name.substring(0, dot);
    String rest = name.substring(dot + 1);
    switch (root) {
      case "key" -> {
        FieldPath path = FieldPath.parse(rest);
        return record -> text(name, path.in(record.key()));
      }
      case "value" -> {
        FieldPath path = FieldPath.parse(rest);
        valuePaths.add(path);
        return record -> text(name, path.in(record.value()));
      }
      case "headers" -> {
        return record -> {
          Header header = record.headers().lastWithName(rest);
          return text(name, header == null ? null : header.value());
        };
      }
      default ->
          throw new IllegalArgumentException(
              ("'${%s}' is unknown, expected ${topic}, ${key}, ${key.FIELD}, ${value.FIELD} or"
                      + " ${headers.NAME}")
                  .formatted(name));
    }
  }

  private static String text(String name, @Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || value instanceof Boolean) {
      return value.toString();
    }
    throw new DataException(
        "${%s} is %s, expected a string or a whole number"
            .formatted(
                name,
                value == null ? "missing or null" : "of type " + value.getClass().getSimpleName()));
  }

  /**
   * Returns the text for a record.
   *
   * @throws DataException if a part is missing, null, or neither a string nor a whole number
   */
  String of(SinkRecord record) {
    if (parts.size() == 1) {
      return parts.get(0).apply(record);
    }
    StringBuilder filled = new StringBuilder();
    parts.forEach(part -> filled.append(part.apply(record)));
    return filled.toString();
  }

  /** Returns whether the text depends on nothing but the topic. */
  boolean needsOnlyTopic() {
    return PART.matcher(text).results().allMatch(part -> part.group(1).equals("topic"));
  }

  @Override
  public String toString() {
    return text;
  }
}
