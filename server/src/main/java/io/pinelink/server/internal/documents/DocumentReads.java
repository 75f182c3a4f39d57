package io.pinelink.server.internal.documents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.fulltext.FullTextIndex;
import io.pinelink.server.internal.fulltext.TextClause;
import io.pinelink.server.internal.fulltext.TextMatch;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.BestMatches;
import io.pinelink.server.internal.store.FilterCompiler;
import io.pinelink.server.internal.store.IdPage;
import io.pinelink.server.internal.store.IndexState;
import io.pinelink.server.internal.store.ListingToken;
import io.pinelink.server.internal.store.Namespace;
import io.pinelink.server.internal.store.ScoredRecord;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.store.VectorQuery;
import io.pinelink.server.internal.vectors.DataRequest;
import io.pinelink.server.internal.vectors.DataResult;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The requests that read documents: searches, fetches and listings. Their responses report usage.
 */
record DocumentReads(ModelEmbedder embeddings) {
  private static final int MAX_FETCH_PAGE = 10_000;
  private static final int DOCUMENTS_PER_READ_UNIT = 10;

  DataRequest<ObjectNode> search(DocumentSchema schema, String namespace, RequestJson body) {
    body.checkNames(Set.of("score_by", "top_k", "include_fields", "filter"));
    int topK = body.requiredInteger("top_k");
    if (topK < 1 || topK > VectorQuery.MAX_TOP_K) {
      throw RpcException.invalid("top_k is " + topK + ", expected 1 to " + VectorQuery.MAX_TOP_K);
    }
    FieldProjection projection = FieldProjection.of(schema, body, false);
    ScoreBy scoreBy = new ClauseDecoder(schema, embeddings).decode(body);
    Map<String, @Nullable Object> filter = body.values("filter");
    return index -> {
      String serving = index.serving(namespace);
      Sequenced<List<ScoredRecord>> matches =
          matches(
              index,
              serving,
              schema,
              new SearchFilter(index.filters(serving), schema, filter),
              scoreBy,
              topK);
      return DataResult.ofRead(found(schema, serving, projection, matches.value()), matches);
    };
  }

  private static Sequenced<List<ScoredRecord>> matches(
      StoredIndex index,
      String namespace,
      DocumentSchema schema,
      SearchFilter filter,
      ScoreBy scoreBy,
      int topK) {
    if (scoreBy instanceof ScoreBy.Nearness nearness && !filter.hasWords()) {
      return index.nearest(namespace, nearness.scoring(), filter.onFields(), topK);
    }
    // The first search of many documents indexes them here, while they can be written.
    index.read(namespace, found -> NamespaceTexts.of(found, schema)).value().upToDate();
    return index.read(
        namespace,
        found -> {
          FullTextIndex texts = NamespaceTexts.of(found, schema).upToDate();
          return scoreBy instanceof ScoreBy.Nearness nearness
              ? nearest(found, filter.onDocuments(texts), nearness, topK)
              : best(found, texts, ((ScoreBy.Texts) scoreBy).clauses(), filter, topK);
        });
  }

  private static ObjectNode found(
      DocumentSchema schema,
      String namespace,
      FieldProjection projection,
      List<ScoredRecord> matches) {
    DocumentJson json = new DocumentJson(schema);
    ObjectNode response = PlainJson.object();
    ArrayNode list = response.putArray("matches");
    long egressBytes = 0;
    for (ScoredRecord match : matches) {
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
    putUsage(response, namespace, 1, egressBytes);
    return response;
  }

  /** Scores the documents that have the field; sparse values must share a position. */
  private static List<ScoredRecord> nearest(
      Namespace namespace, Predicate<StoredVector> filter, ScoreBy.Nearness nearness, int topK) {
    BestMatches best = new BestMatches(topK, nearness.metric());
    for (StoredVector document : namespace.vectors()) {
      boolean hasField =
          nearness.isSparse() ? document.sparse() != null : document.values().length > 0;
      if (hasField && filter.test(document)) {
        float score = nearness.scoring().score(document);
        if (nearness.scoring().isMatch(document, score)) {
          best.add(document, score);
        }
      }
    }
    return best.sorted();
  }

  private static List<ScoredRecord> best(
      Namespace namespace,
      FullTextIndex texts,
      List<TextClause> clauses,
      SearchFilter filter,
      int topK) {
    List<ScoredRecord> matches = new ArrayList<>();
    for (TextMatch match : texts.search(clauses, filter.onFound(texts, namespace), topK)) {
      StoredVector document = namespace.get(match.id());
      if (document != null) {
        matches.add(new ScoredRecord(document, match.score()));
      }
    }
    return matches;
  }

  DataRequest<ObjectNode> fetch(DocumentSchema schema, String namespace, RequestJson body) {
    body.checkNames(Set.of("ids", "filter", "include_fields", "limit", "pagination_token"));
    if (body.has("ids") == body.has("filter")) {
      throw RpcException.invalid(
          "A fetch needs exactly one of ids and filter, got "
              + (body.has("ids") ? "both" : "none"));
    }
    int limit = body.integer("limit").orElse(Validation.DEFAULT_PAGE);
    // Also refused in a fetch by ids, which has no pages.
    Validation.checkLimit(limit, MAX_FETCH_PAGE);
    FieldProjection projection = FieldProjection.of(schema, body, true);
    if (body.has("ids")) {
      List<String> ids = ids(body);
      return index -> {
        String serving = index.serving(namespace);
        Sequenced<Map<String, StoredVector>> found = index.fetch(serving, ids);
        List<StoredVector> documents = List.copyOf(found.value().values());
        return DataResult.ofRead(fetched(schema, serving, projection, documents, null), found);
      };
    }
    Map<String, @Nullable Object> filter = body.values("filter");
    String token = body.text("pagination_token").orElse("");
    FilterCompiler.checkNotEmpty(filter);
    return index -> {
      String serving = index.serving(namespace);
      SearchFilter matches = new SearchFilter(index.filters(serving), schema, filter);
      ListingToken.Scope scope = ListingToken.Scope.ofMatching(serving, PlainJson.text(filter));
      String skipPast = ListingToken.skipPast(token, scope);
      // One more than the page size, to detect whether there is another page.
      Sequenced<List<StoredVector>> found =
          fetchMatching(index, serving, schema, matches, skipPast, limit + 1);
      boolean isLast = found.value().size() <= limit;
      List<StoredVector> page = isLast ? found.value() : found.value().subList(0, limit);
      String next = isLast ? null : new ListingToken(page.get(limit - 1).id(), scope).encode();
      return DataResult.ofRead(fetched(schema, serving, projection, page, next), found);
    };
  }

  /** Returns the first documents with ids after {@code skipPast} that match a filter. */
  private static Sequenced<List<StoredVector>> fetchMatching(
      StoredIndex index,
      String namespace,
      DocumentSchema schema,
      SearchFilter filter,
      String skipPast,
      int limit) {
    if (!filter.hasWords()) {
      return index.fetchMatching(namespace, filter.onFields(), skipPast, limit);
    }
    index.read(namespace, found -> NamespaceTexts.of(found, schema)).value().upToDate();
    return index.read(
        namespace,
        found -> {
          Predicate<StoredVector> matches =
              filter.onDocuments(NamespaceTexts.of(found, schema).upToDate());
          return found.vectors().stream()
              .filter(document -> document.id().compareTo(skipPast) > 0)
              .filter(matches)
              .limit(limit)
              .toList();
        });
  }

  private static ObjectNode fetched(
      DocumentSchema schema,
      String namespace,
      FieldProjection projection,
      List<StoredVector> documents,
      @Nullable String next) {
    DocumentJson json = new DocumentJson(schema);
    ObjectNode response = PlainJson.object();
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
    return response;
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

  static DataRequest<ObjectNode> list(String namespace, RequestJson body) {
    body.checkNames(Set.of("prefix", "limit", "pagination_token"));
    String prefix = body.text("prefix").orElse("");
    if (prefix.length() > Validation.MAX_NAME_LENGTH || !Validation.isAscii(prefix)) {
      throw RpcException.invalid(
          "prefix is '%s', expected at most %s ASCII characters without NUL"
              .formatted(prefix, Validation.MAX_NAME_LENGTH));
    }
    int limit = body.integer("limit").orElse(Validation.DEFAULT_PAGE);
    String token = body.text("pagination_token").orElse("");
    return index -> {
      String serving = index.serving(namespace);
      Sequenced<IdPage> page = index.list(serving, prefix, limit, token);
      return DataResult.ofRead(listed(serving, page.value()), page);
    };
  }

  private static ObjectNode listed(String namespace, IdPage page) {
    ObjectNode response = PlainJson.object();
    ArrayNode documents = response.putArray("documents");
    page.ids().forEach(id -> documents.addObject().put("_id", id));
    putPagination(response, page.next());
    putUsage(response, namespace, 1, page.ids().stream().mapToLong(String::length).sum());
    return response;
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
