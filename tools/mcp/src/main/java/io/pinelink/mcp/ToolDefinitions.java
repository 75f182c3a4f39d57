package io.pinelink.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of the tools for models, from {@code tools.json}. In this file, the {@code
 * members} of a closed object stand for its JSON Schema, a name with {@code ?} is of a member that
 * may be missing, one with {@code ?hosted} exists only with hosted inference, {@code @name} is a
 * schema of {@code shared}, and <code>${name}</code> depends on the policy. Members keep their
 * order, so that the list of tools is always the same text.
 */
final class ToolDefinitions {
  /** The number of results unless a call asks for another. */
  static final int DEFAULT_TOP_K = 10;

  /** The maximum number of ids in a page. */
  static final int PAGE = 100;

  private static final String HOSTED = "?hosted";

  private final JsonNode file;
  private final boolean hostedInference;
  private final Map<String, Object> values;

  ToolDefinitions(AccessPolicy policy) {
    int topK = policy.limits().topK();
    this.hostedInference = policy.hostedInference();
    this.values =
        Map.of(
            "${topK}",
            topK,
            "${defaultTopK}",
            Math.min(DEFAULT_TOP_K, topK),
            "${page}",
            Math.min(PAGE, topK));
    try (InputStream in = ToolDefinitions.class.getResourceAsStream("tools.json")) {
      this.file = JsonMapping.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns a tool that is described in the file.
   *
   * @param body what a call does
   */
  Tool tool(String name, Tool.Body body) {
    for (JsonNode tool : file.get("tools")) {
      if (tool.get("name").textValue().equals(name)) {
        ObjectSchema output = schema(tool.get("output"));
        return new Tool(
            name,
            tool.get("title").textValue(),
            text(tool.get("description").textValue()),
            tool.get("readOnly").booleanValue(),
            schema(tool.get("input")),
            output.and(schema(file.get("answer"))),
            body);
      }
    }
    throw new IllegalArgumentException("tools.json has no tool " + name);
  }

  private ObjectSchema schema(JsonNode node) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : node.get("members").properties()) {
      if (!member.getKey().endsWith(HOSTED) || hostedInference) {
        String name = member.getKey().split("\\?", 2)[0];
        properties.put(name, expanded(member.getValue()));
        if (name.equals(member.getKey())) {
          required.add(name);
        }
      }
    }
    return new ObjectSchema(properties, required);
  }

  private Object expanded(JsonNode node) {
    if (node.isTextual()) {
      String text = node.textValue();
      return text.startsWith("@")
          ? expanded(file.get("shared").get(text.substring(1)))
          : value(text);
    }
    if (node.isArray()) {
      List<Object> items = new ArrayList<>();
      node.forEach(item -> items.add(expanded(item)));
      return items;
    }
    if (!node.isObject()) {
      return node.isInt() ? node.intValue() : node.booleanValue();
    }
    Map<String, Object> members =
        node.has("members") ? schema(node).closed() : new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!member.getKey().equals("members")) {
        members.put(member.getKey(), expanded(member.getValue()));
      }
    }
    return members;
  }

  private Object value(String text) {
    @Nullable Object value = values.get(text);
    return value == null ? text(text) : value;
  }

  private String text(String text) {
    return text.replace("${orText}", hostedInference ? ", or text and model" : "");
  }
}
