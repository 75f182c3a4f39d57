package io.pinelink.rest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import io.pinelink.control.SchemaField;
import io.pinelink.control.SchemaField.FieldEmbedding;
import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonMembers;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The schema of a document index in JSON. */
final class IndexSchemaCodec {
  private static final int DEFAULT_NGRAM = 1;

  private IndexSchemaCodec() {}

  static JsonWriter createDocumentIndex(CreateDocumentIndexRequest request) {
    return json -> {
      json.writeStringField("name", request.name());
      schema(json, request.schema());
      deployment(json, request.spec());
      JsonMembers.text(json, "cmek_id", request.cmekId());
      IndexCodec.deletionProtection(json, request.deletionProtection());
      IndexCodec.tags(json, request.tags());
    };
  }

  static JsonWriter createIndex(CreateIndexRequest request) {
    return json -> {
      json.writeStringField("name", request.name());
      schema(json, vectors(request));
      deployment(json, request.spec());
      IndexCodec.deletionProtection(json, request.deletionProtection());
      IndexCodec.tags(json, request.tags());
    };
  }

  /**
   * Returns the schema of a vector index. A dense index with the dot product also declares sparse
   * values, which it accepts in all versions.
   */
  private static IndexSchema vectors(CreateIndexRequest request) {
    Map<String, SchemaField> fields = new LinkedHashMap<>();
    if (request.dimension().isPresent()) {
      fields.put(
          "_values",
          new SchemaField.DenseVector(
              request.dimension().getAsInt(), request.metric(), Optional.empty()));
    }
    if (request.metric().equals(Metric.DOT_PRODUCT)) {
      fields.put("_sparse_values", new SchemaField.SparseVector(Optional.empty()));
    }
    return new IndexSchema(fields);
  }

  static JsonWriter configureIndex(ConfigureIndexRequest request) {
    return json -> {
      if (request.deletionProtection().isPresent()) {
        IndexCodec.deletionProtection(json, request.deletionProtection().get());
      }
      IndexCodec.tags(json, request.tags());
      Optional<ReadCapacity> capacity = request.readCapacity().or(request::byocReadCapacity);
      if (capacity.isPresent()) {
        SpecCodec.readCapacity(json, capacity.get());
      }
      if (request.changesPods()) {
        json.writeObjectFieldStart("deployment");
        SpecCodec.pods(json, request);
        json.writeEndObject();
      }
      if (request.textField().isPresent()) {
        json.writeObjectFieldStart("schema");
        json.writeObjectFieldStart("fields");
        json.writeObjectFieldStart(request.textField().get());
        semanticText(json, request);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
      }
    };
  }

  private static void semanticText(JsonGenerator json, ConfigureIndexRequest request)
      throws IOException {
    json.writeStringField("type", "semantic_text");
    JsonMembers.text(json, "model", request.model());
    JsonMembers.fields(json, "read_parameters", request.readParameters());
    JsonMembers.fields(json, "write_parameters", request.writeParameters());
  }

  /** Writes the member {@code schema}. */
  static void schema(JsonGenerator json, IndexSchema schema) throws IOException {
    json.writeObjectFieldStart("schema");
    json.writeObjectFieldStart("fields");
    for (Map.Entry<String, SchemaField> field : schema.fields().entrySet()) {
      json.writeFieldName(field.getKey());
      field(json, field.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void field(JsonGenerator json, SchemaField field) throws IOException {
    if (field instanceof SchemaField.Other other) {
      Json.writeValue(json, other.definition().asMap());
      return;
    }
    json.writeStartObject();
    if (field instanceof SchemaField.DenseVector vector) {
      json.writeStringField("type", "dense_vector");
      json.writeNumberField("dimension", vector.dimension());
      json.writeStringField("metric", vector.metric().value());
      JsonMembers.text(json, "description", vector.description());
    } else if (field instanceof SchemaField.SparseVector vector) {
      json.writeStringField("type", "sparse_vector");
      JsonMembers.text(json, "description", vector.description());
    } else if (field instanceof SchemaField.Text text) {
      json.writeStringField("type", "string");
      if (text.fullTextSearch().isPresent()) {
        fullTextSearch(json, text.fullTextSearch().get());
      }
      embedding(json, "embed", text.embed());
      embedding(json, "sparse_embed", text.sparseEmbed());
      if (!text.storesText()) {
        json.writeBooleanField("store_text", false);
      }
      JsonMembers.text(json, "description", text.description());
    }
    json.writeEndObject();
  }

  private static void fullTextSearch(JsonGenerator json, FullTextSearch search) throws IOException {
    json.writeObjectFieldStart("full_text_search");
    JsonMembers.text(json, "language", search.language());
    if (search.stemming()) {
      json.writeBooleanField("stemming", true);
    }
    if (search.stopWords()) {
      json.writeBooleanField("stop_words", true);
    }
    if (search.ngram().isPresent()) {
      FullTextSearch.Ngram parts = search.ngram().get();
      json.writeObjectFieldStart("ngram");
      json.writeNumberField("min_gram", parts.min());
      json.writeNumberField("max_gram", parts.max());
      json.writeBooleanField("prefix_only", parts.prefixOnly());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void embedding(
      JsonGenerator json, String member, Optional<FieldEmbedding> embedding) throws IOException {
    if (embedding.isEmpty()) {
      return;
    }
    FieldEmbedding settings = embedding.get();
    json.writeObjectFieldStart(member);
    JsonMembers.text(json, "model", settings.model());
    JsonMembers.integer(json, "dimension", settings.dimension());
    JsonMembers.text(json, "metric", settings.metric().map(Metric::value));
    JsonMembers.fields(json, "read_parameters", settings.readParameters());
    JsonMembers.fields(json, "write_parameters", settings.writeParameters());
    json.writeEndObject();
  }

  private static void deployment(JsonGenerator json, IndexSpec spec) throws IOException {
    Optional<ReadCapacity> capacity = Optional.empty();
    json.writeObjectFieldStart("deployment");
    if (spec instanceof IndexSpec.Serverless serverless) {
      json.writeStringField("deployment_type", "managed");
      json.writeStringField("cloud", serverless.cloud().value());
      json.writeStringField("region", serverless.region());
      capacity = serverless.readCapacity();
    } else if (spec instanceof IndexSpec.Byoc byoc) {
      json.writeStringField("deployment_type", "byoc");
      json.writeStringField("environment", byoc.environment());
      capacity = byoc.readCapacity();
    }
    json.writeEndObject();
    if (capacity.isPresent()) {
      SpecCodec.readCapacity(json, capacity.get());
    }
  }

  /** Decodes the member; null if it is null. */
  static @Nullable IndexSchema schema(JsonReader json) throws IOException {
    if (!json.enterObject()) {
      return null;
    }
    Map<String, SchemaField> fields = new LinkedHashMap<>();
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      if (member.equals("fields") && json.enterObject()) {
        for (String name = json.nextMember(); name != null; name = json.nextMember()) {
          fields.put(name, field(json.fields()));
        }
      } else {
        json.skip();
      }
    }
    return new IndexSchema(fields);
  }

  private static SchemaField field(Fields definition) {
    String type = definition.string("type").orElse(null);
    if (type == null) {
      // A metadata field of a classic index.
      return definition.names().contains("filterable")
          ? new SchemaField.Filterable(Optional.empty())
          : new SchemaField.Other(definition);
    }
    return switch (type) {
      case "dense_vector" -> denseVector(definition);
      case "sparse_vector" -> new SchemaField.SparseVector(definition.string("description"));
      case "semantic_text" -> new SchemaField.SemanticText(embedding(definition));
      case "string" -> text(definition);
      case "string_list", "float", "integer", "boolean" ->
          new SchemaField.Filterable(Optional.of(type));
      default -> new SchemaField.Other(definition);
    };
  }

  private static SchemaField denseVector(Fields definition) {
    OptionalInt dimension = integer(definition, "dimension");
    Optional<String> metric = definition.string("metric");
    return dimension.isPresent() && metric.isPresent()
        ? new SchemaField.DenseVector(
            dimension.getAsInt(), new Metric(metric.get()), definition.string("description"))
        : new SchemaField.Other(definition);
  }

  private static SchemaField text(Fields definition) {
    Optional<FullTextSearch> search =
        definition.object("full_text_search").map(IndexSchemaCodec::fullTextSearch);
    Optional<FieldEmbedding> embed = definition.object("embed").map(IndexSchemaCodec::embedding);
    Optional<FieldEmbedding> sparseEmbed =
        definition.object("sparse_embed").map(IndexSchemaCodec::embedding);
    return search.isEmpty() && embed.isEmpty() && sparseEmbed.isEmpty()
        ? new SchemaField.Filterable(Optional.of("string"))
        : new SchemaField.Text(
            search,
            embed,
            sparseEmbed,
            definition.bool("store_text").orElse(true),
            definition.string("description"));
  }

  private static FullTextSearch fullTextSearch(Fields settings) {
    return new FullTextSearch(
        settings.string("language"),
        settings.bool("stemming").orElse(false),
        settings.bool("stop_words").orElse(false),
        settings.object("ngram").map(IndexSchemaCodec::ngram));
  }

  private static FullTextSearch.Ngram ngram(Fields settings) {
    int min = integer(settings, "min_gram").orElse(DEFAULT_NGRAM);
    return new FullTextSearch.Ngram(
        min, integer(settings, "max_gram").orElse(min), settings.bool("prefix_only").orElse(false));
  }

  private static FieldEmbedding embedding(Fields settings) {
    return new FieldEmbedding(
        settings.string("model"),
        integer(settings, "dimension"),
        settings.string("metric").map(Metric::new),
        settings.object("read_parameters").orElse(Fields.empty()),
        settings.object("write_parameters").orElse(Fields.empty()));
  }

  private static OptionalInt integer(Fields fields, String name) {
    Object value = fields.asMap().get(name);
    if (value instanceof Double number && number == number.intValue()) {
      return OptionalInt.of(number.intValue());
    }
    if (value instanceof String text && text.matches("[0-9]{1,9}")) {
      return OptionalInt.of(Integer.parseInt(text));
    }
    return OptionalInt.empty();
  }
}
