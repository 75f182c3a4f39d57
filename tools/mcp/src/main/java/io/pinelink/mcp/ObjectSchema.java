package io.pinelink.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of an object that has no other members.
 *
 * @param properties the schemas of its members
 * @param required the members that are always there
 */
record ObjectSchema(Map<String, Object> properties, List<String> required) {
  /** Returns this schema with the members of another one at the end. */
  ObjectSchema and(ObjectSchema other) {
    Map<String, Object> all = new LinkedHashMap<>(properties);
    all.putAll(other.properties);
    List<String> always = new ArrayList<>(required);
    always.addAll(other.required);
    return new ObjectSchema(all, always);
  }

  /** Returns the schema as JSON. */
  Map<String, Object> closed() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }
}
