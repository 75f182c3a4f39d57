package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.fulltext.TextAnalysis;
import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.schema.DeclaredField;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.schema.FieldModel;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.wire.PlainJson;
import org.jspecify.annotations.Nullable;

/**
 * The members with which API version 2026-07 describes the vectors and the location of an index: a
 * schema, a deployment and a read capacity.
 */
final class SchemaDescription {
  private SchemaDescription() {}

  static void put(ObjectNode model, IndexResource index) {
    IndexSpecState spec = index.settings().spec();
    model.set("deployment", deployment(spec));
    putCapacity(model, spec);
    IndexDefinition definition = index.definition();
    putSchema(model, definition.schema(), definition.shape(), index.settings().embed());
    if (definition.cmekId() != null) {
      model.put("cmek_id", definition.cmekId());
    }
  }

  /**
   * Adds the schema of an index, or of a backup of one.
   *
   * @param declared the declared fields of a document index; null for any other index
   * @param embed the integrated embedding; null if there is none
   */
  static void putSchema(
      ObjectNode model,
      @Nullable DocumentSchema declared,
      IndexShape shape,
      @Nullable EmbedSettings embed) {
    ObjectNode fields = model.putObject("schema").putObject("fields");
    if (declared != null) {
      declared.fields().forEach((name, field) -> putDeclared(fields.putObject(name), field));
    } else if (embed != null) {
      putEmbedded(fields, embed, shape);
    } else {
      putReserved(fields, shape);
    }
    if (shape.filterable() != null) {
      shape.filterable().forEach(field -> fields.putObject(field).put("filterable", true));
    }
  }

  private static ObjectNode deployment(IndexSpecState spec) {
    ObjectNode model = PlainJson.object();
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
    if (!(spec instanceof IndexSpecState.Pod)) {
      model.set("read_capacity", IndexDescriptions.capacity(spec.capacity()));
    }
    IndexDescriptions.putSource(model, spec);
  }

  private static void putDeclared(ObjectNode model, DeclaredField field) {
    model.put("type", field.type());
    if (field instanceof DeclaredField.Dense dense) {
      model.put("dimension", dense.dimension()).put("metric", dense.metric().wireName());
    } else if (field instanceof DeclaredField.Text text) {
      if (text.analysis() != null) {
        putAnalysis(model.putObject("full_text_search"), text.analysis());
      }
      putModel(model, "embed", text.embed());
      putModel(model, "sparse_embed", text.sparseEmbed());
      if (text.embed() != null || text.sparseEmbed() != null) {
        model.put("store_text", text.isStored());
      }
    }
    if (field.description() != null) {
      model.put("description", field.description());
    }
  }

  private static void putAnalysis(ObjectNode model, TextAnalysis analysis) {
    model.put("language", analysis.language());
    model.put("stemming", analysis.stemming()).put("stop_words", analysis.stopWords());
    if (analysis.hasGrams()) {
      model
          .putObject("ngram")
          .put("min_gram", analysis.minGram())
          .put("max_gram", analysis.maxGram())
          .put("prefix_only", analysis.prefixOnly());
    }
  }

  private static void putModel(ObjectNode field, String member, @Nullable FieldModel embedding) {
    if (embedding == null) {
      return;
    }
    ObjectNode model = field.putObject(member).put("model", embedding.model().name());
    if (embedding.dimension() > 0) {
      model.put("dimension", embedding.dimension());
    }
    model.put("metric", embedding.metric().wireName());
    PlainJson.put(model, "read_parameters", embedding.readParameters());
    PlainJson.put(model, "write_parameters", embedding.writeParameters());
  }

  /** Adds the fields of a vector index; one for dense vectors always reports both. */
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
    PlainJson.put(field, "read_parameters", embed.readParameters());
    PlainJson.put(field, "write_parameters", embed.writeParameters());
  }
}
