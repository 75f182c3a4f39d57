package io.pinelink.server.internal.control;

import io.pinelink.server.internal.fulltext.TextAnalysis;
import io.pinelink.server.internal.inference.HostedModel;
import io.pinelink.server.internal.schema.DeclaredField;
import io.pinelink.server.internal.schema.FieldModel;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses and checks the string fields in the schema of a new document index. */
final class StringFieldRequests {
  private static final Set<String> MEMBERS =
      Set.of("type", "full_text_search", "embed", "sparse_embed", "store_text", "description");
  private static final Set<String> EMBEDDING =
      Set.of("model", "dimension", "metric", "read_parameters", "write_parameters");
  private static final String DENSE_MODEL = "llama-text-embed-v2";
  private static final String SPARSE_MODEL = "pinecone-sparse-english-v0";

  private StringFieldRequests() {}

  /**
   * Returns a field, which has full-text search also if it only declares an embedding, unless its
   * text is not stored.
   */
  static DeclaredField.Text parse(String name, RequestJson field) {
    field.checkNames(MEMBERS);
    Optional<RequestJson> search = field.object("full_text_search");
    FieldModel embed = dense(name, field);
    FieldModel sparseEmbed = sparse(name, field);
    if (search.isEmpty() && embed == null && sparseEmbed == null) {
      throw ControlException.invalid(
          "Schema field '"
              + name
              + "' of type string needs full_text_search, embed or sparse_embed; other strings"
              + " are filterable without being declared");
    }
    boolean storesText = field.bool("store_text").orElse(true);
    checkStorage(name, field, embed != null || sparseEmbed != null);
    TextAnalysis analysis =
        search.map(settings -> analysis(name, settings)).orElseGet(TextAnalysis::defaults);
    return new DeclaredField.Text(
        storesText ? analysis : null, embed, sparseEmbed, SchemaRequests.description(name, field));
  }

  private static void checkStorage(String name, RequestJson field, boolean embeds) {
    if (field.has("store_text") && !embeds) {
      throw invalid(name, "store_text needs embed or sparse_embed");
    }
    boolean isStored = field.bool("store_text").orElse(true);
    if (!isStored && field.has("full_text_search")) {
      throw invalid(name, "full_text_search needs store_text true, since it searches the text");
    }
  }

  private static TextAnalysis analysis(String name, RequestJson settings) {
    settings.checkNames(Set.of("language", "stemming", "stop_words", "ngram"));
    String language = settings.text("language").orElse(TextAnalysis.DEFAULT_LANGUAGE);
    boolean stemming = settings.bool("stemming").orElse(false);
    boolean stopWords = settings.bool("stop_words").orElse(false);
    TextAnalysis words = new TextAnalysis(language, stemming, stopWords, 0, 0, false);
    TextAnalysis analysis =
        settings
            .object("ngram")
            .map(grams -> grams(name, grams, stemming, stopWords))
            .orElse(words);
    try {
      TextAnalysis.check(words);
      TextAnalysis.check(analysis);
    } catch (IllegalArgumentException e) {
      throw invalid(name, String.valueOf(e.getMessage()));
    }
    return analysis;
  }

  private static TextAnalysis grams(
      String name, RequestJson ngram, boolean stemming, boolean stopWords) {
    ngram.checkNames(Set.of("min_gram", "max_gram", "prefix_only"));
    int min = ngram.requiredInteger("min_gram");
    int max = ngram.requiredInteger("max_gram");
    if (max < 1) {
      throw invalid(name, "ngram.max_gram is " + max + ", expected min_gram to 10");
    }
    boolean prefixOnly = ngram.bool("prefix_only").orElse(false);
    return new TextAnalysis(
        TextAnalysis.DEFAULT_LANGUAGE, stemming, stopWords, min, max, prefixOnly);
  }

  private static @Nullable FieldModel dense(String name, RequestJson field) {
    Optional<RequestJson> embed = field.object("embed");
    if (embed.isEmpty()) {
      return null;
    }
    HostedModel model = EmbedRequests.embedder(embed.get().text("model").orElse(DENSE_MODEL));
    if (model.dimensions().isEmpty()) {
      throw invalid(name, "embed has the sparse model " + model.name() + ", expected a dense one");
    }
    return model(model, embed.get());
  }

  private static @Nullable FieldModel sparse(String name, RequestJson field) {
    Optional<RequestJson> embed = field.object("sparse_embed");
    if (embed.isEmpty()) {
      return null;
    }
    HostedModel model = EmbedRequests.embedder(embed.get().text("model").orElse(SPARSE_MODEL));
    if (!model.dimensions().isEmpty()) {
      throw invalid(
          name, "sparse_embed has the dense model " + model.name() + ", expected a sparse one");
    }
    return model(model, embed.get());
  }

  private static FieldModel model(HostedModel model, RequestJson embed) {
    embed.checkNames(EMBEDDING);
    int dimension = EmbedRequests.dimension(model, embed.integer("dimension"));
    return new FieldModel(
        model,
        dimension,
        EmbedRequests.metric(model, embed.text("metric")),
        EmbedRequests.parameters(model, dimension, "query", embed.values("read_parameters")),
        EmbedRequests.parameters(model, dimension, "passage", embed.values("write_parameters")));
  }

  private static ControlException invalid(String name, String problem) {
    return ControlException.invalid("Schema field '" + name + "': " + problem);
  }
}
