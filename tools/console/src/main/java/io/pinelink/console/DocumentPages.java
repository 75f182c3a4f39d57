package io.pinelink.console;

import io.pinelink.DocumentIndex;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.HybridMatch;
import io.pinelink.documents.HybridSearchRequest;
import io.pinelink.documents.HybridSearchResponse;
import io.pinelink.documents.RankedSearch;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DenseValues;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Response;
import io.pinelink.model.SparseValues;
import io.pinelink.routing.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The views of an index of documents. */
final class DocumentPages implements IndexPages {
  private static final int MAX_PAGE = 100;

  private final DocumentIndex index;
  private final SchemaFields schema;

  DocumentPages(DocumentIndex index, SchemaFields schema) {
    this.index = index;
    this.schema = schema;
  }

  @Override
  public Route route() {
    return index.route();
  }

  @Override
  public IndexStats stats() {
    return index.describeIndexStats();
  }

  @Override
  public Map<String, @Nullable Object> page(
      String namespace, Optional<String> prefix, Optional<String> token, int limit) {
    long start = System.nanoTime();
    DocumentIndex view = index.namespace(namespace);
    ListIdsRequest.Builder request = ListIdsRequest.builder().limit(Math.min(limit, MAX_PAGE));
    prefix.ifPresent(request::prefix);
    token.ifPresent(request::paginationToken);
    ListIdsResponse ids = view.listIds(request.build());
    if (ids.items().isEmpty()) {
      return CallJson.page(List.of(), ids.nextToken(), CallJson.of(start, ids));
    }
    FetchDocumentsResponse fetched = view.fetch(FetchDocumentsRequest.byIds(ids.items()));
    List<Map<String, @Nullable Object>> items =
        ids.items().stream()
            .flatMap(id -> fetched.find(id).stream())
            .map(document -> FieldJson.preview(document.id(), document.fields().asMap()))
            .toList();
    return CallJson.page(items, ids.nextToken(), CallJson.of(start, ids, fetched));
  }

  @Override
  public Map<String, @Nullable Object> record(String namespace, String id) {
    long start = System.nanoTime();
    FetchDocumentsResponse fetched =
        index.namespace(namespace).fetch(FetchDocumentsRequest.byIds(id));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("fields", FieldJson.whole(found(fetched, id).fields().asMap()));
    json.put("call", CallJson.of(start, fetched));
    return json;
  }

  private static Document found(FetchDocumentsResponse fetched, String id) {
    return fetched
        .find(id)
        .orElseThrow(
            () -> new ApiFailure(404, "there is no document with this id in the namespace"));
  }

  @Override
  public Map<String, @Nullable Object> search(SearchForm form) {
    return switch (form.by()) {
      case TEXT -> byClause(form, words(form));
      case QUERY -> byClause(form, ScoringClause.queryString(form.text()));
      case MEANING -> byClause(form, meaning(form));
      case ID -> byClause(form, near(form, form.id()));
      case VECTOR -> byClause(form, values(form));
      case HYBRID -> hybrid(form);
    };
  }

  private ScoringClause words(SearchForm form) {
    List<String> fields = form.textFields().isEmpty() ? schema.fullText() : form.textFields();
    if (fields.isEmpty()) {
      throw new ApiFailure(400, "name the full-text fields whose words count");
    }
    return ScoringClause.text(form.text(), fields.toArray(String[]::new));
  }

  /** Returns the field that the user named, or the first one of a kind. */
  private static String field(SearchForm form, Collection<String> ofKind, String kind) {
    return form.vectorField()
        .or(() -> ofKind.stream().findFirst())
        .orElseThrow(() -> new ApiFailure(400, "name the field " + kind));
  }

  private ScoringClause meaning(SearchForm form) {
    List<String> embedded = new ArrayList<>(schema.embedded());
    embedded.addAll(schema.sparselyEmbedded());
    String field = field(form, embedded, "that is embedded");
    return schema.sparselyEmbedded().contains(field) && !schema.embedded().contains(field)
        ? ScoringClause.sparseEmbed(field, form.text())
        : ScoringClause.embed(field, form.text());
  }

  private ScoringClause values(SearchForm form) {
    Optional<SparseValues> sparse = form.sparse();
    if (sparse.isPresent()) {
      if (form.vector().length > 0) {
        throw new ApiFailure(400, "a field has either dense or sparse values");
      }
      return ScoringClause.sparse(field(form, schema.sparse(), "of sparse values"), sparse.get());
    }
    return ScoringClause.dense(
        field(form, schema.dense().keySet(), "of dense values"), form.vector());
  }

  private ScoringClause near(SearchForm form, String id) {
    List<String> fields = new ArrayList<>(schema.dense().keySet());
    fields.addAll(schema.sparse());
    String field = field(form, fields, "of values");
    DocumentFields found =
        found(
                index
                    .namespace(form.namespace())
                    .fetch(FetchDocumentsRequest.builder().ids(List.of(id)).fields(field).build()),
                id)
            .fields();
    Optional<ScoringClause> dense =
        found.dense(field).map(values -> ScoringClause.dense(field, values.values()));
    return dense
        .or(() -> found.sparse(field).map(values -> ScoringClause.sparse(field, values)))
        .orElseThrow(() -> new ApiFailure(400, "the document has no values in " + field));
  }

  private static SearchDocumentsRequest request(SearchForm form, ScoringClause clause) {
    SearchDocumentsRequest.Builder request =
        SearchDocumentsRequest.builder(clause).topK(form.topK());
    form.filter().ifPresent(request::filter);
    return request.build();
  }

  private Map<String, @Nullable Object> byClause(SearchForm form, ScoringClause clause) {
    long start = System.nanoTime();
    SearchDocumentsResponse response =
        index.namespace(form.namespace()).search(request(form, clause));
    return CallJson.matches(
        response.matches().stream()
            .map(
                match ->
                    FieldJson.match(
                        match.id(),
                        match.score().isPresent() ? match.score().getAsDouble() : null,
                        match.fields().asMap()))
            .toList(),
        CallJson.of(start, response));
  }

  /** Merges the ranking by words with that by values, by an id's values, or by the meaning. */
  private Map<String, @Nullable Object> hybrid(SearchForm form) {
    long start = System.nanoTime();
    Optional<String> id = form.optionalId();
    boolean isByValues = form.vector().length > 0 || form.sparse().isPresent();
    if (id.isPresent() && isByValues) {
      throw new ApiFailure(400, "a hybrid search has either an id or values");
    }
    ScoringClause second =
        id.isPresent() ? near(form, id.get()) : isByValues ? values(form) : meaning(form);
    HybridSearchResponse response =
        index
            .namespace(form.namespace())
            .hybridSearch(
                HybridSearchRequest.builder(
                        RankedSearch.of("words", request(form, words(form)))
                            .withWeight(form.weight("wordsWeight")),
                        RankedSearch.of(
                                id.isPresent() || isByValues ? "vector" : "meaning",
                                request(form, second))
                            .withWeight(form.weight("vectorWeight")))
                    .topK(form.topK())
                    .build());
    List<Map<String, @Nullable Object>> matches = new ArrayList<>();
    for (HybridMatch match : response.matches()) {
      Map<String, @Nullable Object> json =
          FieldJson.match(match.id(), match.score(), match.fields().asMap());
      Map<String, Object> ranks = new LinkedHashMap<>();
      match.ranks().forEach((name, placement) -> ranks.put(name, placement.rank()));
      json.put("ranks", ranks);
      matches.add(json);
    }
    Response[] searches =
        response.infos().values().stream()
            .flatMap(List::stream)
            .map(info -> (Response) () -> info)
            .toArray(Response[]::new);
    Map<String, @Nullable Object> call = CallJson.of(start, searches);
    call.put(
        "readUnits", response.readUnits().isPresent() ? response.readUnits().getAsLong() : null);
    return CallJson.matches(matches, call);
  }

  @Override
  public VectorSample sample(String namespace, Optional<String> field, int max) {
    String name =
        field
            .or(() -> schema.dense().keySet().stream().findFirst())
            .orElseThrow(() -> new ApiFailure(400, "the index has no field of dense values"));
    VectorSample sample = new VectorSample(max);
    IndexStats stats = stats();
    sample.called();
    DocumentIndex view = index.namespace(namespace);
    long count = IndexCatalog.count(stats, namespace);
    Integer dimension = schema.dense().get(name);
    if (count <= max || dimension == null) {
      sample.addAll(
          count <= max ? "all documents" : "the first by id",
          view.scan(),
          document -> add(sample, name, document));
    } else {
      sample.addNeighbours(
          count,
          dimension,
          near -> neighbours(view, name, near).forEach(document -> add(sample, name, document)));
    }
    return sample;
  }

  private static Stream<Document> neighbours(DocumentIndex view, String field, float[] near) {
    return view
        .search(
            SearchDocumentsRequest.builder(ScoringClause.dense(field, near))
                .topK(VectorSample.NEIGHBOURS)
                .build())
        .matches()
        .stream()
        .map(DocumentMatch::document);
  }

  private static void add(VectorSample sample, String field, Document document) {
    float[] values =
        document.fields().dense(field).map(DenseValues::values).orElseGet(() -> new float[0]);
    sample.add(document.id(), values, document.fields().asMap());
  }

  @Override
  public Response delete(String namespace, String id) {
    return index.namespace(namespace).delete(DeleteRequest.byIds(id));
  }

  @Override
  public Response update(String namespace, String id, Map<String, @Nullable Object> fields) {
    DocumentUpdate.Builder update = DocumentUpdate.builder(id);
    fields.forEach((name, value) -> put(update, name, value));
    return index.namespace(namespace).update(UpdateDocumentsRequest.of(update.build()));
  }

  private static void put(DocumentUpdate.Builder update, String name, @Nullable Object value) {
    if (value instanceof String text) {
      update.put(name, text);
    } else if (value instanceof Boolean flag) {
      update.put(name, flag);
    } else if (value instanceof Number number) {
      update.put(name, number.doubleValue());
    } else if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      update.put(name, list.stream().map(String.class::cast).toList());
    } else if (value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
      update.put(name, new ConsoleRequest(Map.of(name, list)).floats(name));
    } else if (value == null) {
      update.remove(name);
    } else {
      throw new ApiFailure(400, "the value of '" + name + "' is of an unknown kind");
    }
  }
}
