package io.pinelink.server.internal.control;

import io.pinelink.server.internal.fulltext.TextAnalysis;
import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.inference.HostedModel;
import io.pinelink.server.internal.inference.HostedModels;
import io.pinelink.server.internal.saving.SavedDocument;
import io.pinelink.server.internal.schema.DeclaredField;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.schema.FieldModel;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.SimilarityFunction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The documents of indexes, and of the parts that backups have in common with them. */
final class IndexDocuments {
  static final String INDEX = "index";
  static final String DELETION = "deletion";

  private IndexDocuments() {}

  static SavedDocument of(IndexRegistry.Saved index) {
    IndexDefinition definition = index.definition();
    return SavedDocument.empty()
        .put("id", index.id())
        .put("name", definition.name())
        .put("shape", of(definition.shape()))
        .put("schema", of(definition.schema()))
        .put("cmek_id", definition.cmekId())
        .put("initially", of(definition.settings()))
        .put("settings", of(index.settings()))
        .put("ready_at", index.readyAt())
        .put("failed", index.failed())
        .put("gone_at", index.goneAt())
        .put("port", index.port());
  }

  static IndexRegistry.Saved index(SavedDocument from) {
    return new IndexRegistry.Saved(
        new IndexDefinition(
            from.text("name"),
            shape(from.object("shape")),
            schema(from.objectOrNull("schema")),
            from.textOrNull("cmek_id"),
            settings(from.object("initially"))),
        from.id("id"),
        from.time("ready_at"),
        from.flag("failed"),
        settings(from.object("settings")),
        from.timeOrNull("gone_at"),
        from.integer("port"));
  }

  static SavedDocument of(UUID id, IndexRegistry.Deletion deletion) {
    return SavedDocument.empty()
        .put("id", id)
        .put("name", deletion.name())
        .put("time", deletion.time());
  }

  static IndexRegistry.Deletion deletion(SavedDocument from) {
    return new IndexRegistry.Deletion(from.text("name"), from.time("time"));
  }

  static SavedDocument of(IndexShape shape) {
    SavedDocument document =
        SavedDocument.empty()
            .put("dimension", shape.dimension())
            .put("metric", shape.metric().wireName())
            .put("kind", shape.kind());
    return shape.filterable() == null
        ? document
        : document.putTexts("filterable", shape.filterable());
  }

  static IndexShape shape(SavedDocument from) {
    return new IndexShape(
        from.integer("dimension"),
        metric(from),
        from.has("filterable")
            ? java.util.Collections.unmodifiableSet(new TreeSet<>(from.texts("filterable")))
            : null,
        IndexShape.Kind.valueOf(from.text("kind")));
  }

  private static SimilarityFunction metric(SavedDocument from) {
    String name = from.text("metric");
    return SimilarityFunction.named(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no metric " + name));
  }

  static SavedDocument of(IndexResource.Settings settings) {
    return SavedDocument.empty()
        .put("protected", settings.deletionProtected())
        .putValues("tags", settings.tags())
        .put("embed", of(settings.embed()))
        .put("spec", of(settings.spec()));
  }

  static IndexResource.Settings settings(SavedDocument from) {
    return new IndexResource.Settings(
        from.flag("protected"),
        from.textsByName("tags"),
        embed(from.objectOrNull("embed")),
        spec(from.object("spec")));
  }

  private static @Nullable SavedDocument of(@Nullable EmbedSettings embed) {
    return embed == null
        ? null
        : SavedDocument.empty()
            .put("model", embed.model().name())
            .put("field", embed.textField())
            .putValues("read", embed.readParameters())
            .putValues("write", embed.writeParameters());
  }

  private static @Nullable EmbedSettings embed(@Nullable SavedDocument from) {
    return from == null
        ? null
        : new EmbedSettings(
            model(from), from.text("field"), from.values("read"), from.values("write"));
  }

  private static HostedModel model(SavedDocument from) {
    String name = from.text("model");
    return HostedModels.find(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no model " + name));
  }

  private static SavedDocument of(IndexSpecState spec) {
    SavedDocument document = SavedDocument.empty().put("kind", spec.kind());
    if (spec instanceof IndexSpecState.Serverless serverless) {
      return document
          .put("cloud", serverless.cloud())
          .put("region", serverless.region())
          .put("capacity", of(serverless.capacity()))
          .put("collection", serverless.sourceCollection());
    }
    if (spec instanceof IndexSpecState.Pod pod) {
      return document
          .put("environment", pod.environment())
          .put("type", pod.type())
          .put("replicas", pod.replicas())
          .put("shards", pod.shards())
          .put("collection", pod.sourceCollection());
    }
    IndexSpecState.Byoc byoc = (IndexSpecState.Byoc) spec;
    return document.put("environment", byoc.environment()).put("capacity", of(byoc.capacity()));
  }

  private static IndexSpecState spec(SavedDocument from) {
    return switch (from.text("kind")) {
      case "serverless" ->
          new IndexSpecState.Serverless(
              from.text("cloud"),
              from.text("region"),
              capacity(from.object("capacity")),
              from.textOrNull("collection"));
      case "pod" ->
          new IndexSpecState.Pod(
              from.text("environment"),
              PodType.parse(from.text("type")),
              from.integer("replicas"),
              from.integer("shards"),
              from.textOrNull("collection"));
      case "byoc" ->
          new IndexSpecState.Byoc(from.text("environment"), capacity(from.object("capacity")));
      default -> throw new IllegalArgumentException("there is no spec " + from.text("kind"));
    };
  }

  private static SavedDocument of(Capacity capacity) {
    return SavedDocument.empty()
        .put("node_type", capacity.nodeType())
        .put("shards", capacity.shards())
        .put("replicas", capacity.replicas());
  }

  private static Capacity capacity(SavedDocument from) {
    return new Capacity(
        from.textOrNull("node_type"), from.integer("shards"), from.integer("replicas"));
  }

  static @Nullable SavedDocument of(@Nullable DocumentSchema schema) {
    if (schema == null) {
      return null;
    }
    SavedDocument document = SavedDocument.empty();
    schema.fields().forEach((name, field) -> document.put(name, of(field)));
    return document;
  }

  private static SavedDocument of(DeclaredField field) {
    SavedDocument document =
        SavedDocument.empty().put("type", field.type()).put("description", field.description());
    if (field instanceof DeclaredField.Dense dense) {
      return document.put("dimension", dense.dimension()).put("metric", dense.metric().wireName());
    }
    if (field instanceof DeclaredField.Text text) {
      return document
          .put("analysis", of(text.analysis()))
          .put("embed", of(text.embed()))
          .put("sparse_embed", of(text.sparseEmbed()));
    }
    return document;
  }

  static @Nullable DocumentSchema schema(@Nullable SavedDocument from) {
    if (from == null) {
      return null;
    }
    Map<String, DeclaredField> fields = new LinkedHashMap<>();
    from.names().forEach(name -> fields.put(name, field(from.object(name))));
    return new DocumentSchema(fields);
  }

  private static DeclaredField field(SavedDocument from) {
    String description = from.textOrNull("description");
    return switch (from.text("type")) {
      case "dense_vector" ->
          new DeclaredField.Dense(from.integer("dimension"), metric(from), description);
      case "sparse_vector" -> new DeclaredField.Sparse(description);
      case "string" ->
          new DeclaredField.Text(
              analysis(from.objectOrNull("analysis")),
              fieldModel(from.objectOrNull("embed")),
              fieldModel(from.objectOrNull("sparse_embed")),
              description);
      default -> throw new IllegalArgumentException("there is no type " + from.text("type"));
    };
  }

  private static @Nullable SavedDocument of(@Nullable TextAnalysis analysis) {
    return analysis == null
        ? null
        : SavedDocument.empty()
            .put("language", analysis.language())
            .put("stemming", analysis.stemming())
            .put("stop_words", analysis.stopWords())
            .put("min_gram", analysis.minGram())
            .put("max_gram", analysis.maxGram())
            .put("prefix_only", analysis.prefixOnly());
  }

  private static @Nullable TextAnalysis analysis(@Nullable SavedDocument from) {
    return from == null
        ? null
        : new TextAnalysis(
            from.text("language"),
            from.flag("stemming"),
            from.flag("stop_words"),
            from.integer("min_gram"),
            from.integer("max_gram"),
            from.flag("prefix_only"));
  }

  private static @Nullable SavedDocument of(@Nullable FieldModel model) {
    return model == null
        ? null
        : SavedDocument.empty()
            .put("model", model.model().name())
            .put("dimension", model.dimension())
            .put("metric", model.metric().wireName())
            .putValues("read", model.readParameters())
            .putValues("write", model.writeParameters());
  }

  private static @Nullable FieldModel fieldModel(@Nullable SavedDocument from) {
    return from == null
        ? null
        : new FieldModel(
            model(from),
            from.integer("dimension"),
            metric(from),
            from.values("read"),
            from.values("write"));
  }
}
