package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.wire.PlainJson;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The JSON descriptions of indexes in responses of the control plane.
 *
 * @param hasPrivateEndpoint returns whether the project currently has a private endpoint
 */
public record IndexDescriptions(IndexRegistry indexes, BooleanSupplier hasPrivateEndpoint) {
  /**
   * Returns the description of an index in the form of the API version that a call names.
   *
   * <p>Versions before 2026-07 have no members for the fields of a document index. How the service
   * describes such an index to their callers is not documented; this server leaves out the members
   * of vectors and the spec.
   */
  ObjectNode model(ServerCall call, IndexResource index) {
    ObjectNode model = PlainJson.object();
    model.put("id", index.id().toString());
    model.put("name", index.name());
    model.put("host", indexes.publicHost(index));
    if (hasPrivateEndpoint.getAsBoolean()) {
      model.put("private_host", indexes.privateHost(index));
    }
    String state = indexes.state(index);
    model.putObject("status").put("ready", state.equals("Ready")).put("state", state);
    model.put("deletion_protection", index.settings().deletionProtected() ? "enabled" : "disabled");
    putTags(model, index.settings().tags());
    if (call.isVersionOrLater(ServerCall.DOCUMENTS_VERSION)) {
      SchemaDescription.put(model, index);
    } else if (index.schema().isEmpty()) {
      putSpec(model, index);
    }
    return model;
  }

  /** Adds what versions before 2026-07 report of the vectors and the location of an index. */
  static void putSpec(ObjectNode model, IndexResource index) {
    IndexShape shape = index.definition().shape();
    IndexResource.Settings settings = index.settings();
    model.put("metric", shape.metric().wireName());
    if (!shape.isSparse()) {
      model.put("dimension", shape.dimension());
    }
    model.put("vector_type", shape.vectorType());
    model.putObject("spec").set(settings.spec().kind(), spec(settings.spec(), shape));
    index.embed().ifPresent(embed -> model.set("embed", embed(embed, shape)));
  }

  static void putTags(ObjectNode model, Map<String, String> tags) {
    if (tags.isEmpty()) {
      model.putNull("tags");
    } else {
      ObjectNode members = model.putObject("tags");
      tags.forEach(members::put);
    }
  }

  private static ObjectNode spec(IndexSpecState spec, IndexShape shape) {
    ObjectNode members = PlainJson.object();
    if (spec instanceof IndexSpecState.Pod pod) {
      members.put("environment", pod.environment()).put("pod_type", pod.type().toString());
      members.put("replicas", pod.replicas()).put("shards", pod.shards()).put("pods", pod.pods());
      if (shape.filterable() != null) {
        ArrayNode indexed = members.putObject("metadata_config").putArray("indexed");
        shape.filterable().forEach(indexed::add);
      }
    } else if (spec instanceof IndexSpecState.Serverless serverless) {
      members.put("cloud", serverless.cloud()).put("region", serverless.region());
      members.set("read_capacity", capacity(serverless.capacity()));
      putSchema(members, shape.filterable());
    } else if (spec instanceof IndexSpecState.Byoc byoc) {
      members.put("environment", byoc.environment());
      members.set("read_capacity", capacity(byoc.capacity()));
      putSchema(members, shape.filterable());
    }
    putSource(members, spec);
    return members;
  }

  static void putSource(ObjectNode model, IndexSpecState spec) {
    if (spec.sourceCollection() != null) {
      model.put("source_collection", spec.sourceCollection());
    }
  }

  static void putSchema(ObjectNode model, @Nullable Set<String> filterable) {
    if (filterable != null) {
      ObjectNode fields = model.putObject("schema").putObject("fields");
      filterable.forEach(field -> fields.putObject(field).put("filterable", true));
    }
  }

  /** Returns the JSON of a read capacity; a requested capacity is available immediately. */
  static ObjectNode capacity(Capacity capacity) {
    ObjectNode model = PlainJson.object();
    if (capacity.nodeType() == null) {
      model.put("mode", "OnDemand").putObject("status").put("state", "Ready");
      return model;
    }
    ObjectNode dedicated = model.put("mode", "Dedicated").putObject("dedicated");
    dedicated.put("node_type", capacity.nodeType()).put("scaling", "Manual");
    dedicated
        .putObject("manual")
        .put("shards", capacity.shards())
        .put("replicas", capacity.replicas());
    model
        .putObject("status")
        .put("state", "Ready")
        .put("current_shards", capacity.shards())
        .put("current_replicas", capacity.replicas());
    return model;
  }

  private static ObjectNode embed(EmbedSettings embed, IndexShape shape) {
    ObjectNode model = PlainJson.object();
    model.put("model", embed.model().name());
    model.put("metric", shape.metric().wireName());
    if (!shape.isSparse()) {
      model.put("dimension", shape.dimension());
    }
    model.put("vector_type", shape.vectorType());
    model.putObject("field_map").put("text", embed.textField());
    PlainJson.put(model, "read_parameters", embed.readParameters());
    PlainJson.put(model, "write_parameters", embed.writeParameters());
    return model;
  }
}
