package io.pinelink.cli.console;

import io.pinelink.DocumentIndex;
import io.pinelink.documents.DeleteDocumentsRequest;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.HybridMatch;
import io.pinelink.documents.HybridSearchRequest;
import io.pinelink.documents.HybridSearchResponse;
import io.pinelink.documents.ListDocumentsRequest;
import io.pinelink.documents.ListDocumentsResponse;
import io.pinelink.documents.RankedSearch;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.model.DenseValues;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Response;
import io.pinelink.routing.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
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
    ListDocumentsRequest.Builder request =
        ListDocumentsRequest.builder().limit(Math.min(limit, MAX_PAGE));
    prefix.ifPresent(request::prefix);
    token.ifPresent(request::paginationToken);
    ListDocumentsResponse ids = view.list(request.build());
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("items", items);
    json.put("next", ids.nextToken().orElse(null));
    if (ids.items().isEmpty()) {
      json.put("call", CallJson.of(start, ids));
      return json;
    }
    FetchDocumentsResponse fetched = view.fetch(FetchDocumentsRequest.byIds(ids.items()));
    Map<String, Document> documents = fetched.byId();
    for (String id : ids.items()) {
      Document document = documents.get(id);
      if (document != null) {
        items.add(preview(id, document.fields()));
      }
    }
    json.put("call", CallJson.of(start, ids, fetched));
    return json;
  }

  private static Map<String, @Nullable Object> preview(String id, DocumentFields fields) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("fieldCount", fields.names().size());
    json.put("fields", FieldJson.of(fields, false));
    return json;
  }

  @Override
  public Map<String, @Nullable Object> record(String namespace, String id) {
    long start = System.nanoTime();
    FetchDocumentsResponse fetched =
        index.namespace(namespace).fetch(FetchDocumentsRequest.byIds(id));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("fields", FieldJson.of(found(fetched, id).fields(), true));
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
      case MEANING -> byClause(form, ScoringClause.embed(embeddedField(form), form.text()));
      case ID -> byClause(form, nearest(form, form.id()));
      case VECTOR -> byClause(form, ScoringClause.dense(vectorField(form), form.vector()));
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

  private String vectorField(SearchForm form) {
    return form.vectorField()
        .or(() -> schema.dense().stream().findFirst())
        .orElseThrow(() -> new ApiFailure(400, "name the field of dense values"));
  }

  private String embeddedField(SearchForm form) {
    return form.vectorField()
        .or(() -> schema.embedded().stream().findFirst())
        .orElseThrow(() -> new ApiFailure(400, "name the field that is embedded"));
  }

  private ScoringClause nearest(SearchForm form, String id) {
    String field = vectorField(form);
    FetchDocumentsResponse fetched =
        index.namespace(form.namespace()).fetch(FetchDocumentsRequest.byIds(id));
    DenseValues values =
        found(fetched, id)
            .fields()
            .dense(field)
            .orElseThrow(() -> new ApiFailure(400, "the document has no dense values in " + field));
    return ScoringClause.dense(field, values.values());
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
    List<Map<String, @Nullable Object>> matches = new ArrayList<>();
    for (DocumentMatch match : response.matches()) {
      Map<String, @Nullable Object> json = preview(match.id(), match.fields());
      json.put("score", match.score().isPresent() ? match.score().getAsDouble() : null);
      matches.add(json);
    }
    return VectorPages.answer(matches, CallJson.of(start, response));
  }

  /** Merges the ranking by words with that by an id's vector, or by the meaning of the text. */
  private Map<String, @Nullable Object> hybrid(SearchForm form) {
    long start = System.nanoTime();
    Optional<String> id = form.optionalId();
    ScoringClause vector =
        id.isPresent()
            ? nearest(form, id.get())
            : ScoringClause.embed(embeddedField(form), form.text());
    String meaning = id.isPresent() ? "vector" : "meaning";
    HybridSearchResponse response =
        index
            .namespace(form.namespace())
            .hybridSearch(
                HybridSearchRequest.builder(
                        RankedSearch.of("words", request(form, words(form))),
                        RankedSearch.of(meaning, request(form, vector)))
                    .topK(form.topK())
                    .build());
    List<Map<String, @Nullable Object>> matches = new ArrayList<>();
    for (HybridMatch match : response.matches()) {
      Map<String, @Nullable Object> json = preview(match.id(), match.fields());
      json.put("score", match.score());
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
    return VectorPages.answer(matches, call);
  }

  @Override
  public VectorSample sample(String namespace, Optional<String> field, int max) {
    String name =
        field
            .or(() -> schema.dense().stream().findFirst())
            .orElseThrow(() -> new ApiFailure(400, "the index has no field of dense values"));
    VectorSample sample = new VectorSample(max);
    IndexStats stats = stats();
    sample.called();
    DocumentIndex view = index.namespace(namespace);
    long count = IndexCatalog.count(stats, namespace);
    Optional<Integer> dimension = schema.dimension(name);
    if (count <= max || dimension.isEmpty()) {
      sample.chosen(count <= max ? "all documents" : "the first by id");
      for (Document document : view.scan(ListDocumentsRequest.all())) {
        add(sample, name, document.id(), document.fields());
        if (sample.isFull() || sample.skipped() > max) {
          break;
        }
      }
      return sample;
    }
    sample.chosen("neighbours of random vectors");
    SplittableRandom random = new SplittableRandom(count);
    int rounds = 2 * Math.max(1, max / MAX_PAGE);
    for (int round = 0; round < rounds && !sample.isFull(); round++) {
      SearchDocumentsResponse response =
          view.search(
              SearchDocumentsRequest.builder(
                      ScoringClause.dense(name, VectorPages.direction(random, dimension.get())))
                  .topK(MAX_PAGE)
                  .build());
      sample.called();
      response.matches().forEach(match -> add(sample, name, match.id(), match.fields()));
    }
    return sample;
  }

  private static void add(VectorSample sample, String field, String id, DocumentFields fields) {
    float[] values = fields.dense(field).map(DenseValues::values).orElseGet(() -> new float[0]);
    sample.add(id, values, fields.asMap());
  }

  @Override
  public Response delete(String namespace, String id) {
    return index.namespace(namespace).delete(DeleteDocumentsRequest.byIds(id));
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
