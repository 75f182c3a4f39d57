package io.pinelink.cli.mcp;

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

  static Map<String, Object> text(String description) {
    return Map.of("type", "string", "description", description);
  }

  static Map<String, Object> oneOf(String description, String... values) {
    return Map.of("type", "string", "description", description, "enum", List.of(values));
  }

  static Map<String, Object> flag(String description) {
    return Map.of("type", "boolean", "description", description, "default", false);
  }

  static Map<String, Object> bool(String description) {
    return Map.of("type", "boolean", "description", description);
  }

  static Map<String, Object> number(String description) {
    return Map.of("type", "number", "description", description);
  }

  static Map<String, Object> count(String description) {
    return Map.of("type", "integer", "minimum", 0, "description", description);
  }

  static Map<String, Object> integer(String description, int min, int max, int byDefault) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "integer");
    schema.put("minimum", min);
    schema.put("maximum", max);
    schema.put("default", byDefault);
    schema.put("description", description);
    return schema;
  }

  static Map<String, Object> anyObject(String description) {
    return Map.of("type", "object", "description", description, "additionalProperties", true);
  }

  static Map<String, Object> list(String description, Map<String, Object> items) {
    return Map.of("type", "array", "description", description, "items", items);
  }

  static Map<String, Object> list(
      String description, Map<String, Object> items, int minItems, int maxItems) {
    Map<String, Object> schema = new LinkedHashMap<>(list(description, items));
    schema.put("minItems", minItems);
    schema.put("maxItems", maxItems);
    return schema;
  }

  static Map<String, Object> texts(String description) {
    return list(description, Map.of("type", "string"));
  }

  static Map<String, Object> numbers(String description) {
    return list(description, Map.of("type", "number"));
  }

  static Map<String, Object> sparse(String description) {
    Map<String, Object> schema =
        new LinkedHashMap<>(
            new ObjectSchema()
                .with("indices", list("The positions.", Map.of("type", "integer", "minimum", 0)))
                .with("values", numbers("A value for each position."))
                .closed());
    schema.put("description", description);
    return schema;
  }
}
