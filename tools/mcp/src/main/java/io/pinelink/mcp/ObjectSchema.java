package io.pinelink.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of an object, in the words that models understand best: short and complete. */
final class ObjectSchema {
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  /** Adds a member that is always there. */
  ObjectSchema with(String name, Map<String, Object> schema) {
    required.add(name);
    return optional(name, schema);
  }

  /** Adds a member that may be missing. */
  ObjectSchema optional(String name, Map<String, Object> schema) {
    properties.put(name, schema);
    return this;
  }

  Map<String, Object> properties() {
    return properties;
  }

  List<String> required() {
    return required;
  }

  /** Returns the schema of an object without other members. */
  Map<String, Object> closed() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }

  /**
   * Returns a schema whose members have the order in which they are given, so that the list of
   * tools is always the same text.
   */
  private static Map<String, Object> schema(String type, Object... members) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    for (int i = 0; i < members.length; i += 2) {
      schema.put((String) members[i], members[i + 1]);
    }
    return schema;
  }

  static Map<String, Object> text(String description) {
    return schema("string", "description", description);
  }

  static Map<String, Object> oneOf(String description, String... values) {
    return schema("string", "description", description, "enum", List.of(values));
  }

  static Map<String, Object> flag(String description) {
    return schema("boolean", "description", description, "default", false);
  }

  static Map<String, Object> bool(String description) {
    return schema("boolean", "description", description);
  }

  static Map<String, Object> number(String description) {
    return schema("number", "description", description);
  }

  static Map<String, Object> count(String description) {
    return schema("integer", "minimum", 0, "description", description);
  }

  static Map<String, Object> integer(String description, int min, int max, int byDefault) {
    return schema(
        "integer",
        "minimum",
        min,
        "maximum",
        max,
        "default",
        byDefault,
        "description",
        description);
  }

  static Map<String, Object> anyObject(String description) {
    return schema("object", "description", description, "additionalProperties", true);
  }

  static Map<String, Object> list(String description, Map<String, Object> items) {
    return schema("array", "description", description, "items", items);
  }

  static Map<String, Object> list(
      String description, Map<String, Object> items, int minItems, int maxItems) {
    Map<String, Object> schema = new LinkedHashMap<>(list(description, items));
    schema.put("minItems", minItems);
    schema.put("maxItems", maxItems);
    return schema;
  }

  static Map<String, Object> texts(String description) {
    return list(description, schema("string"));
  }

  static Map<String, Object> numbers(String description) {
    return list(description, schema("number"));
  }

  static Map<String, Object> sparse(String description) {
    Map<String, Object> schema =
        new LinkedHashMap<>(
            new ObjectSchema()
                .with("indices", list("The positions.", schema("integer", "minimum", 0)))
                .with("values", numbers("A value for each position."))
                .closed());
    schema.put("description", description);
    return schema;
  }
}
