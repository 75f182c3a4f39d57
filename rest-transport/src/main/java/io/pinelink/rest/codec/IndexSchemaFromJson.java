package io.pinelink.rest.codec;

import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.SchemaField;
import io.pinelink.control.SchemaField.FieldEmbedding;
import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.rest.json.JsonReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The decoding of the schema of an index, API version 2026-07. A field that is not of a known form
 * is kept as the service reports it, since newer ones appear under the same version.
 */
final class IndexSchemaFromJson {
  private static final int DEFAULT_NGRAM = 1;

  private IndexSchemaFromJson() {}

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
        definition.object("full_text_search").map(IndexSchemaFromJson::fullTextSearch);
    Optional<FieldEmbedding> embed = definition.object("embed").map(IndexSchemaFromJson::embedding);
    Optional<FieldEmbedding> sparseEmbed =
        definition.object("sparse_embed").map(IndexSchemaFromJson::embedding);
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
        settings.object("ngram").map(IndexSchemaFromJson::ngram));
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
