package io.pinelink.server.internal.documents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.IdPage;
import io.pinelink.server.internal.store.IndexState;
import io.pinelink.server.internal.store.ListingToken;
import io.pinelink.server.internal.store.ScoredRecord;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.SimilarityFunction;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.store.VectorQuery;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The reads of documents: searches, fetches and listings. Their responses report usage. */
final class DocumentReads {
  private static final int MAX_FETCH_PAGE = 10_000;
  private static final int DEFAULT_PAGE = 100;
  private static final int DOCUMENTS_PER_READ_UNIT = 10;

  private final ModelEmbedder embeddings;
  private final TextScoring texts;

  DocumentReads(ModelEmbedder embeddings, TextScoring texts) {
    this.embeddings = embeddings;
    this.texts = texts;
  }

  Sequenced<ObjectNode> search(
      StoredIndex index, DocumentSchema schema, String namespace, RequestJson body) {
    body.checkNames(Set.of("score_by", "top_k", "include_fields", "filter"));
    int topK = body.requiredInteger("top_k");
    if (topK < 1 || topK > VectorQuery.MAX_TOP_K) {
      throw RpcException.invalid("top_k is " + topK + ", expected 1 to " + VectorQuery.MAX_TOP_K);
    }
    FieldProjection projection = FieldProjection.ofSearch(schema, body);
    ScoreBy scoreBy = new ClauseDecoder(schema, embeddings).decode(body);
    String serving = index.serving(namespace);
    TextScoring.Corpus corpus = new TextScoring.Corpus(index, schema, serving, index.all(serving));
    Predicate<StoredVector> filter = DocumentFilters.ofSearch(texts, corpus, body);
    List<StoredVector> documents = corpus.documents().value().stream().filter(filter).toList();
    List<ScoredRecord> matches =
        scoreBy instanceof ScoreBy.Nearness nearness
            ? nearest(documents, nearness)
            : best(documents, texts.score(corpus, ((ScoreBy.Texts) scoreBy).clauses()));

    DocumentJson json = new DocumentJson(schema);
    ObjectNode response = PlainJson.MAPPER.createObjectNode();
    ArrayNode list = response.putArray("matches");
    long egressBytes = 0;
    for (ScoredRecord match : matches.subList(0, Math.min(topK, matches.size()))) {
      StoredVector shown = json.shown(match.vector(), projection);
      ObjectNode model = list.addObject().put("_id", shown.id());
      if (Float.isFinite(match.score())) {
        model.put("_score", match.score());
      } else {
        model.putNull("_score");
      }
      json.putFields(model, shown);
      egressBytes += shown.bytes();
    }
    putUsage(response, serving, 1, egressBytes);
    return new Sequenced<>(response, corpus.documents().lsn());
  }

  /** Scores the documents that have the field; sparse values must share a position. */
  private static List<ScoredRecord> nearest(
      List<StoredVector> documents, ScoreBy.Nearness nearness) {
    List<ScoredRecord> matches = new ArrayList<>();
    for (StoredVector document : documents) {
      boolean hasField =
          nearness.isSparse() ? document.sparse() != null : document.values().length > 0;
      if (hasField) {
        float score = nearness.scoring().score(document);
        if (!nearness.isSparse() || score != 0) {
          matches.add(new ScoredRecord(document, score));
        }
      }
    }
    matches.sort(ScoredRecord.bestFirst(nearness.metric()));
    return matches;
  }

  private static List<ScoredRecord> best(List<StoredVector> documents, Map<String, Float> scores) {
    List<ScoredRecord> matches = new ArrayList<>();
    for (StoredVector document : documents) {
      Float score = scores.get(document.id());
      if (score != null) {
        matches.add(new ScoredRecord(document, score));
      }
    }
    matches.sort(ScoredRecord.bestFirst(SimilarityFunction.DOTPRODUCT));
    return matches;
  }

  Sequenced<ObjectNode> fetch(
      StoredIndex index, DocumentSchema schema, String namespace, RequestJson body) {
    body.checkNames(Set.of("ids", "filter", "include_fields", "limit", "pagination_token"));
    if (body.has("ids") == body.has("filter")) {
      throw RpcException.invalid(
          "A fetch needs exactly one of ids and filter, got "
              + (body.has("ids") ? "both" : "none"));
    }
    int limit = body.integer("limit").orElse(DEFAULT_PAGE);
    // Also refused in a fetch by ids, which has no pages.
    Validation.checkLimit(limit, MAX_FETCH_PAGE);
    FieldProjection projection = FieldProjection.ofFetch(schema, body);
    String serving = index.serving(namespace);
    if (body.has("ids")) {
      List<String> ids = ids(body);
      Sequenced<Map<String, StoredVector>> found = index.fetch(serving, ids);
      List<StoredVector> documents = List.copyOf(found.value().values());
      return fetched(schema, serving, projection, documents, null, found.lsn());
    }
    Map<String, @Nullable Object> filter = body.values("filter");
    Predicate<Map<String, Object>> matches =
        DocumentFilters.ofMatching(index.filters(serving), "a fetch", filter);
    ListingToken.Scope scope = ListingToken.Scope.ofMatching(serving, PlainJson.text(filter));
    String skipPast = ListingToken.skipPast(body.text("pagination_token").orElse(""), scope);
    // One more than the page size, to detect whether there is another page.
    Sequenced<List<StoredVector>> found =
        index.fetchMatching(serving, matches, skipPast, limit + 1);
    boolean isLast = found.value().size() <= limit;
    List<StoredVector> page = isLast ? found.value() : found.value().subList(0, limit);
    String next = isLast ? null : new ListingToken(page.get(limit - 1).id(), scope).encode();
    return fetched(schema, serving, projection, page, next, found.lsn());
  }

  private static Sequenced<ObjectNode> fetched(
      DocumentSchema schema,
      String namespace,
      FieldProjection projection,
      List<StoredVector> documents,
      @Nullable String next,
      long lsn) {
    DocumentJson json = new DocumentJson(schema);
    ObjectNode response = PlainJson.MAPPER.createObjectNode();
    ObjectNode byId = response.putObject("documents");
    long egressBytes = 0;
    for (StoredVector document : documents) {
      StoredVector shown = json.shown(document, projection);
      json.putFields(byId.putObject(shown.id()).put("_id", shown.id()), shown);
      egressBytes += shown.bytes();
    }
    putPagination(response, next);
    int units =
        Math.max(1, (documents.size() + DOCUMENTS_PER_READ_UNIT - 1) / DOCUMENTS_PER_READ_UNIT);
    putUsage(response, namespace, units, egressBytes);
    return new Sequenced<>(response, lsn);
  }

  /** Returns the checked ids of a request. */
  static List<String> ids(RequestJson body) {
    List<String> ids = body.textList("ids");
    if (ids.isEmpty() || ids.size() > Validation.MAX_BATCH) {
      throw RpcException.invalid(
          "ids has " + ids.size() + " elements, expected 1 to " + Validation.MAX_BATCH);
    }
    ids.forEach(DocumentDecoder::checkId);
    return ids;
  }

  Sequenced<ObjectNode> list(StoredIndex index, String namespace, RequestJson body) {
    body.checkNames(Set.of("prefix", "limit", "pagination_token"));
    String prefix = body.text("prefix").orElse("");
    if (prefix.length() > Validation.MAX_NAME_LENGTH || !Validation.isAscii(prefix)) {
      throw RpcException.invalid(
          "prefix is '"
              + prefix
              + "', expected at most "
              + Validation.MAX_NAME_LENGTH
              + " ASCII characters without NUL");
    }
    String serving = index.serving(namespace);
    Sequenced<IdPage> page =
        index.list(
            serving,
            prefix,
            body.integer("limit").orElse(DEFAULT_PAGE),
            body.text("pagination_token").orElse(""));
    ObjectNode response = PlainJson.MAPPER.createObjectNode();
    ArrayNode documents = response.putArray("documents");
    page.value().ids().forEach(id -> documents.addObject().put("_id", id));
    putPagination(response, page.value().next());
    long egressBytes = page.value().ids().stream().mapToLong(String::length).sum();
    putUsage(response, serving, 1, egressBytes);
    return new Sequenced<>(response, page.lsn());
  }

  private static void putPagination(ObjectNode response, @Nullable String next) {
    if (next != null) {
      response.putObject("pagination").put("next", next);
    }
  }

  /** Adds the namespace and the usage of a read. */
  private static void putUsage(
      ObjectNode response, String namespace, int readUnits, long egressBytes) {
    response.put("namespace", IndexState.listedName(namespace));
    response.putObject("usage").put("read_units", readUnits).put("egress_bytes", egressBytes);
  }
}
