package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.wire.PlainJson;
import org.jspecify.annotations.Nullable;

/**
 * The members with which API version 2026-07 describes the vectors and the location of an index: a
 * schema, a deployment and a read capacity.
 */
final class SchemaDescription {
  /** The first version with these members. */
  static final String SINCE = "2026-07";

  private SchemaDescription() {}

  static void put(ObjectNode model, IndexResource index) {
    IndexSpecState spec = index.settings().spec();
    model.set("deployment", deployment(spec));
    putCapacity(model, spec);
    putSchema(model, index.definition().shape(), index.settings().embed());
  }

  /**
   * Adds the schema of an index, or of a backup of one.
   *
   * @param embed the integrated embedding; null if there is none
   */
  static void putSchema(ObjectNode model, IndexShape shape, @Nullable EmbedSettings embed) {
    ObjectNode fields = model.putObject("schema").putObject("fields");
    if (embed != null) {
      putEmbedded(fields, embed, shape);
    } else {
      putReserved(fields, shape);
    }
    if (shape.filterable() != null) {
      shape.filterable().forEach(field -> fields.putObject(field).put("filterable", true));
    }
  }

  private static ObjectNode deployment(IndexSpecState spec) {
    ObjectNode model = PlainJson.MAPPER.createObjectNode();
    if (spec instanceof IndexSpecState.Serverless serverless) {
      model.put("deployment_type", "managed");
      model.put("cloud", serverless.cloud()).put("region", serverless.region());
    } else if (spec instanceof IndexSpecState.Byoc byoc) {
      model.put("deployment_type", "byoc").put("environment", byoc.environment());
    } else if (spec instanceof IndexSpecState.Pod pod) {
      model.put("deployment_type", "pod").put("environment", pod.environment());
      model.put("pod_type", pod.type().toString());
      model.put("replicas", pod.replicas()).put("shards", pod.shards());
    }
    return model;
  }

  private static void putCapacity(ObjectNode model, IndexSpecState spec) {
    if (spec instanceof IndexSpecState.Serverless serverless) {
      model.set("read_capacity", IndexDescriptions.capacity(serverless.capacity()));
      putSource(model, serverless.sourceCollection());
    } else if (spec instanceof IndexSpecState.Byoc byoc) {
      model.set("read_capacity", IndexDescriptions.capacity(byoc.capacity()));
    } else if (spec instanceof IndexSpecState.Pod pod) {
      putSource(model, pod.sourceCollection());
    }
  }

  private static void putSource(ObjectNode model, @Nullable String collection) {
    if (collection != null) {
      model.put("source_collection", collection);
    }
  }

  /** Adds the fields of an index for vectors; one for dense vectors always reports both. */
  private static void putReserved(ObjectNode fields, IndexShape shape) {
    if (!shape.isSparse()) {
      fields
          .putObject("_values")
          .put("type", "dense_vector")
          .put("dimension", shape.dimension())
          .put("metric", shape.metric().wireName());
    }
    fields.putObject("_sparse_values").put("type", "sparse_vector");
  }

  /** Adds the field of an index for records. */
  private static void putEmbedded(ObjectNode fields, EmbedSettings embed, IndexShape shape) {
    ObjectNode field = fields.putObject(embed.textField()).put("type", "semantic_text");
    field.put("model", embed.model().name());
    if (!shape.isSparse()) {
      field.put("dimension", shape.dimension());
    }
    field.put("metric", shape.metric().wireName());
    field.putRawValue("read_parameters", new RawValue(PlainJson.text(embed.readParameters())));
    field.putRawValue("write_parameters", new RawValue(PlainJson.text(embed.writeParameters())));
  }
}
