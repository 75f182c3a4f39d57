package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.List;
import java.util.Map;

/**
 * The JSON that defines an index in a file. It is what the API returns of an index, or what a
 * request to create one contains: in the form of version 2026-07 if it has a schema and no spec, in
 * the form of earlier versions otherwise.
 */
public record IndexForms(IndexRequests requests) {
  /** The members that the API returns of an index and no request can set. */
  private static final List<String> READ_ONLY = List.of("id", "host", "private_host", "status");

  /**
   * Returns the definition of an index.
   *
   * @throws ControlException if it is not one
   */
  public IndexDefinition read(ObjectNode form) {
    ObjectNode body = form.deepCopy();
    body.remove(READ_ONLY);
    removeStatus(body);
    JsonNode tags = body.remove("tags");
    IndexDefinition definition = definition(body);
    ObjectNode tagged = PlainJson.object();
    tagged.set("tags", tags); // Null counts as absent.
    // The newest version allows more values, which an index may have.
    return new IndexDefinition(
        definition.name(),
        definition.shape(),
        definition.schema(),
        definition.cmekId(),
        IndexRequests.settings(
            RequestJson.of(tagged), definition.settings(), SchemaIndexRequests.TAG_VALUE));
  }

  private IndexDefinition definition(ObjectNode body) {
    if (body.has("schema") && !body.has("spec")) {
      for (Map.Entry<String, JsonNode> field : body.path("schema").path("fields").properties()) {
        if (field.getValue().path("type").asText().equals("semantic_text")) {
          return requests.createForModel(RequestJson.of(forModel(body, field.getKey())));
        }
      }
      return requests.bySchema().create(RequestJson.of(body));
    }
    if (body.path("embed").isObject()) {
      return requests.createForModel(RequestJson.of(withLocation(body)));
    }
    return requests.create(RequestJson.of(body));
  }

  /** Returns a request for an index for records, from its description by version 2026-07. */
  private static ObjectNode forModel(ObjectNode body, String name) {
    ObjectNode request = body.deepCopy();
    ObjectNode fields = (ObjectNode) request.path("schema").path("fields");
    ObjectNode embed = request.putObject("embed");
    embed.setAll((ObjectNode) fields.remove(name));
    embed.remove("type");
    embed.putObject("field_map").put("text", name);
    if (fields.isEmpty()) {
      request.remove("schema");
    }
    JsonNode deployment = request.remove("deployment");
    if (deployment != null) {
      request.set("cloud", deployment.get("cloud"));
      request.set("region", deployment.get("region"));
    }
    return request;
  }

  /** Returns a request for an index for records, from its description by an earlier version. */
  private static ObjectNode withLocation(ObjectNode body) {
    ObjectNode request = body.deepCopy();
    JsonNode spec = request.remove("spec");
    if (spec != null && spec.path("serverless").isObject()) {
      request.setAll((ObjectNode) spec.path("serverless"));
    }
    return request;
  }

  /** Removes the status of a read capacity, and the collection whose contents an index had. */
  private static void removeStatus(ObjectNode body) {
    body.remove("source_collection");
    removeStatusOf(body.path("read_capacity"));
    for (JsonNode spec : body.path("spec")) {
      if (spec instanceof ObjectNode members) {
        members.remove("source_collection");
        removeStatusOf(members.path("read_capacity"));
      }
    }
  }

  private static void removeStatusOf(JsonNode capacity) {
    if (capacity instanceof ObjectNode members) {
      members.remove("status");
    }
  }

  /** Returns the form of an index, from which {@link #read} returns an equal definition. */
  public static ObjectNode write(IndexResource index) {
    ObjectNode form = PlainJson.object().put("name", index.name());
    IndexDefinition definition = index.definition();
    if (definition.schema() != null || definition.cmekId() != null) {
      SchemaDescription.put(form, index);
    } else {
      IndexDescriptions.putSpec(form, index);
    }
    removeStatus(form);
    if (!index.settings().tags().isEmpty()) {
      IndexDescriptions.putTags(form, index.settings().tags());
    }
    if (index.settings().deletionProtected()) {
      form.put("deletion_protection", "enabled");
    }
    return form;
  }
}
