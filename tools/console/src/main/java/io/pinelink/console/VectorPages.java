package io.pinelink.console;

import io.pinelink.Index;
import io.pinelink.RecordIndex;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.Response;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.routing.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The views of an index of vectors, with or without a model that embeds texts. */
final class VectorPages implements IndexPages {
  private static final int MAX_PAGE = 100;

  private final Index index;
  private final @Nullable RecordIndex records;

  /**
   * @param records the same index for searches by text; null if it has no model
   */
  VectorPages(Index index, @Nullable RecordIndex records) {
    this.index = index;
    this.records = records;
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
    Index view = index.namespace(namespace);
    ListIdsRequest.Builder request = ListIdsRequest.builder().limit(Math.min(limit, MAX_PAGE));
    prefix.ifPresent(request::prefix);
    token.ifPresent(request::paginationToken);
    ListIdsResponse ids = view.listIds(request.build());
    if (ids.items().isEmpty()) {
      return CallJson.page(List.of(), ids.nextToken(), CallJson.of(start, ids));
    }
    FetchResponse fetched = view.fetch(FetchRequest.byIds(ids.items()));
    // A record that was deleted in between is left out.
    List<Map<String, @Nullable Object>> items =
        ids.items().stream()
            .flatMap(id -> Optional.ofNullable(fetched.vectors().get(id)).stream())
            .map(vector -> FieldJson.preview(vector.id(), vector.metadata().asMap()))
            .toList();
    return CallJson.page(items, ids.nextToken(), CallJson.of(start, ids, fetched));
  }

  @Override
  public Map<String, @Nullable Object> record(String namespace, String id) {
    long start = System.nanoTime();
    FetchResponse fetched = index.namespace(namespace).fetch(FetchRequest.byIds(id));
    Vector vector = fetched.vectors().get(id);
    if (vector == null) {
      throw new ApiFailure(404, "there is no record with this id in the namespace");
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", vector.id());
    json.put("fields", FieldJson.whole(vector.metadata().asMap()));
    if (vector.dimension() > 0) {
      json.put("dense", FieldJson.dense(vector.values(), Integer.MAX_VALUE));
    }
    vector
        .sparseValues()
        .ifPresent(sparse -> json.put("sparse", FieldJson.sparse(sparse, Integer.MAX_VALUE)));
    json.put("call", CallJson.of(start, fetched));
    return json;
  }

  @Override
  public Map<String, @Nullable Object> search(SearchForm form) {
    return switch (form.by()) {
      case TEXT -> byText(form);
      case ID -> query(form, QueryRequest.builder().id(form.id()));
      case VECTOR -> query(form, values(form));
      default -> throw form.unsupported("an index of vectors");
    };
  }

  /** Returns a query by values. The service has no weights, so they are multiplied here. */
  private static QueryRequest.Builder values(SearchForm form) {
    QueryRequest.Builder request = QueryRequest.builder();
    float[] dense = form.vector();
    if (dense.length > 0) {
      request.vector(scaled(dense, form.weight("denseWeight")));
    }
    form.sparse()
        .map(
            sparse ->
                SparseValues.of(
                    sparse.indices(), scaled(sparse.values(), form.weight("sparseWeight"))))
        .ifPresent(request::sparseVector);
    return request;
  }

  private static float[] scaled(float[] values, double weight) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) weight;
    }
    return values;
  }

  private Map<String, @Nullable Object> query(SearchForm form, QueryRequest.Builder request) {
    long start = System.nanoTime();
    form.filter().ifPresent(request::filter);
    QueryResponse response =
        index
            .namespace(form.namespace())
            .query(request.topK(form.topK()).includeMetadata().build());
    return CallJson.matches(
        response.matches().stream()
            .map(match -> FieldJson.match(match.id(), match.score(), match.metadata().asMap()))
            .toList(),
        CallJson.of(start, response));
  }

  private Map<String, @Nullable Object> byText(SearchForm form) {
    if (records == null) {
      throw form.unsupported("an index without a model");
    }
    long start = System.nanoTime();
    SearchRecordsRequest.Builder request =
        SearchRecordsRequest.builder().text(form.text()).topK(form.topK());
    form.filter().ifPresent(request::filter);
    form.reranking().ifPresent(request::rerank);
    SearchRecordsResponse response = records.namespace(form.namespace()).search(request.build());
    return CallJson.matches(
        response.hits().stream()
            .map(hit -> FieldJson.match(hit.id(), hit.score(), hit.fields().asMap()))
            .toList(),
        CallJson.of(start, response));
  }

  @Override
  public VectorSample sample(String namespace, Optional<String> field, int max) {
    VectorSample sample = new VectorSample(max);
    IndexStats stats = stats();
    sample.called();
    long count = IndexCatalog.count(stats, namespace);
    Index view = index.namespace(namespace);
    if (count <= max || stats.dimension().isEmpty()) {
      sample.addAll(
          count <= max ? "all vectors" : "the first by id",
          view.scan(),
          vector -> add(sample, vector));
    } else {
      sample.addNeighbours(
          count,
          stats.dimension().getAsInt(),
          near -> neighbours(view, near).forEach(vector -> add(sample, vector)));
    }
    return sample;
  }

  private static Stream<Vector> neighbours(Index view, float[] near) {
    return view
        .query(
            QueryRequest.builder()
                .vector(near)
                .topK(VectorSample.NEIGHBOURS)
                .includeValues()
                .includeMetadata()
                .build())
        .matches()
        .stream()
        .map(Match::vector);
  }

  private static void add(VectorSample sample, Vector vector) {
    sample.add(vector.id(), vector.values(), vector.metadata().asMap());
  }

  @Override
  public Response delete(String namespace, String id) {
    return index.namespace(namespace).delete(DeleteRequest.byIds(id));
  }

  @Override
  public Response update(String namespace, String id, Map<String, @Nullable Object> fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value == null) {
            throw new ApiFailure(400, "the value of '" + name + "' is null");
          }
          values.put(name, value);
        });
    return index
        .namespace(namespace)
        .update(UpdateRequest.builder(id).metadata(Metadata.copyOf(values)).build());
  }
}
