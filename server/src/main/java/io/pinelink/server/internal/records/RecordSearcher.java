package io.pinelink.server.internal.records;

import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.inference.HostedModel;
import io.pinelink.server.internal.inference.HostedModels;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.inference.Reranker;
import io.pinelink.server.internal.inference.WordTokenizer;
import io.pinelink.server.internal.store.ScoredRecord;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.VectorQuery;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** A search for records: it parses the request, embeds its text and reranks the matches. */
final class RecordSearcher {
  private static final int MAX_FIELDS = 100;
  private static final Set<String> SOURCES = new TreeSet<>(Set.of("inputs", "vector", "id"));
  private static final String TERMS_MODEL = "pinecone-sparse-english-v0";

  private final IndexResource index;
  private final String namespace;
  private final RequestJson body;
  private final RequestJson query;

  RecordSearcher(IndexResource index, String namespace, RequestJson body) {
    this.index = index;
    this.namespace = namespace;
    this.body = body;
    this.query = body.requiredObject("query");
  }

  /**
   * The query of a search.
   *
   * @param text the text of the query; null if it has none
   * @param embedTokens the tokens used to embed the text
   */
  record Wanted(VectorQuery query, @Nullable String text, int embedTokens) {}

  Wanted wanted(ModelEmbedder embeddings) {
    Set<String> sources = new TreeSet<>(SOURCES);
    sources.removeIf(source -> !query.has(source));
    if (sources.size() != 1) {
      throw RpcException.invalid("Query must have exactly one of " + SOURCES + ", got " + sources);
    }
    int topK = query.integer("top_k").orElseThrow(() -> RpcException.invalid("Missing top_k"));
    Predicate<Map<String, Object>> filter = filter();
    if (query.has("inputs")) {
      String text = query.requiredObject("inputs").requiredText("text");
      EmbedSettings embed = embed(index, "Search by text");
      ModelEmbedder.Embedded embedded =
          embeddings.embed(embed.model(), embed.readParameters(), text);
      return new Wanted(
          new VectorQuery(topK, "", embedded.values(), embedded.sparse(), filter),
          text,
          embedded.tokens());
    }
    String id = query.text("id").orElse("");
    float[] values = {};
    SparsePart sparse = null;
    if (query.has("vector")) {
      RequestJson vector = query.requiredObject("vector");
      values = floats(vector.numbers("values"));
      sparse =
          SparsePart.of(
              indices(vector.numbers("sparse_indices")), floats(vector.numbers("sparse_values")));
    }
    return new Wanted(new VectorQuery(topK, id, values, sparse, filter), null, 0);
  }

  /** Returns the integrated embedding, or refuses an index that has none. */
  static EmbedSettings embed(IndexResource index, String what) {
    return index
        .embed()
        .orElseThrow(
            () ->
                RpcException.invalid(
                    "%s needs an index with integrated embedding, %s has none"
                        .formatted(what, index.name())));
  }

  private Predicate<Map<String, Object>> filter() {
    Predicate<Map<String, Object>> filter =
        index.data().filters(namespace).compile(query.values("filter"));
    Optional<RequestJson> terms = query.object("match_terms");
    return terms.isEmpty() ? filter : filter.and(matching(terms.get()));
  }

  private Predicate<Map<String, Object>> matching(RequestJson matchTerms) {
    EmbedSettings embed = embed(index, "match_terms");
    if (!embed.model().name().equals(TERMS_MODEL)) {
      throw RpcException.invalid("match_terms needs an index on model " + TERMS_MODEL);
    }
    String strategy = matchTerms.requiredText("strategy");
    if (!strategy.equals("all")) {
      throw RpcException.invalid("match_terms.strategy must be 'all', got '" + strategy + "'");
    }
    Set<String> wanted = new HashSet<>();
    matchTerms.textList("terms").forEach(term -> wanted.addAll(WordTokenizer.of(term)));
    if (wanted.isEmpty()) {
      throw RpcException.invalid("match_terms.terms must have at least one word");
    }
    return metadata ->
        metadata.get(embed.textField()) instanceof String text
            && WordTokenizer.of(text).containsAll(wanted);
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  private static int[] indices(double[] numbers) {
    for (double number : numbers) {
      if (number != Math.rint(number) || number < 0 || number > 0xFFFF_FFFFL) {
        throw RpcException.invalid(
            "Sparse indices must be whole numbers from 0 to 4294967295, got " + number);
      }
    }
    return DoubleStream.of(numbers).mapToInt(number -> (int) (long) number).toArray();
  }

  /** Returns the fields to include in hits; empty for all. */
  Set<String> fields() {
    List<String> fields = body.textList("fields");
    if (fields.size() > MAX_FIELDS) {
      throw RpcException.invalid(
          "Request has " + fields.size() + " fields, which exceeds the limit of " + MAX_FIELDS);
    }
    return new HashSet<>(fields);
  }

  /** Returns the matches in the order of a reranker; empty if the search does not rerank. */
  Optional<List<ScoredRecord>> reranked(List<ScoredRecord> matches, @Nullable String text) {
    Optional<RequestJson> rerank = body.object("rerank");
    if (rerank.isEmpty()) {
      return Optional.empty();
    }
    String name = rerank.get().requiredText("model");
    HostedModel model =
        HostedModels.find(name)
            .orElseThrow(() -> new RpcException(RpcCode.NOT_FOUND, "Model " + name + " not found"));
    Reranker reranker =
        new Reranker(
            model, rerank.get().textList("rank_fields"), rerank.get().values("parameters"));
    String wanted = rerank.get().text("query").orElse(text == null ? "" : text);
    if (wanted.isEmpty()) {
      throw RpcException.invalid("rerank.query is required unless the search is by text");
    }
    int topN = rerank.get().integer("top_n").orElse(matches.size());
    if (topN < 1 && !matches.isEmpty()) {
      throw RpcException.invalid("rerank.top_n must be at least 1, got " + topN);
    }
    List<Map<String, Object>> documents =
        matches.stream().map(match -> match.vector().metadata()).toList();
    return Optional.of(
        reranker.rank(wanted, documents).stream()
            .limit(topN)
            .map(ranked -> new ScoredRecord(matches.get(ranked.index()).vector(), ranked.score()))
            .toList());
  }
}
