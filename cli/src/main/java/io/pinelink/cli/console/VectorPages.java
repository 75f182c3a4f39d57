package io.pinelink.cli.console;

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
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.RecordHit;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.routing.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The views of an index of vectors, with or without a model that embeds texts. */
final class VectorPages implements IndexPages {
  private static final int MAX_PAGE = 100;
  private static final int SEARCH_SAMPLE = 100;

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
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("items", items);
    json.put("next", ids.nextToken().orElse(null));
    if (ids.items().isEmpty()) {
      json.put("call", CallJson.of(start, ids));
      return json;
    }
    FetchResponse fetched = view.fetch(FetchRequest.byIds(ids.items()));
    // A record that was deleted in between is left out.
    for (String id : ids.items()) {
      Vector vector = fetched.vectors().get(id);
      if (vector != null) {
        items.add(preview(vector));
      }
    }
    json.put("call", CallJson.of(start, ids, fetched));
    return json;
  }

  private static Map<String, @Nullable Object> preview(Vector vector) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    Map<String, Object> metadata = vector.metadata().asMap();
    json.put("id", vector.id());
    json.put("fieldCount", metadata.size());
    json.put("fields", FieldJson.preview(metadata));
    json.put("dimension", vector.dimension());
    json.put("sparseCount", vector.sparseValues().map(sparse -> sparse.size()).orElse(0));
    return json;
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
      case VECTOR -> {
        QueryRequest.Builder request = QueryRequest.builder();
        float[] dense = form.vector();
        if (dense.length > 0) {
          request.vector(dense);
        }
        form.sparse().ifPresent(request::sparseVector);
        yield query(form, request);
      }
      default -> throw form.unsupported("an index of vectors");
    };
  }

  private Map<String, @Nullable Object> query(SearchForm form, QueryRequest.Builder request) {
    long start = System.nanoTime();
    form.filter().ifPresent(request::filter);
    QueryResponse response =
        index
            .namespace(form.namespace())
            .query(request.topK(form.topK()).includeMetadata().build());
    List<Map<String, @Nullable Object>> matches = new ArrayList<>();
    for (Match match : response.matches()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      Map<String, Object> metadata = match.metadata().asMap();
      json.put("id", match.id());
      json.put("score", match.score());
      json.put("fieldCount", metadata.size());
      json.put("fields", FieldJson.preview(metadata));
      matches.add(json);
    }
    return answer(matches, CallJson.of(start, response));
  }

  private Map<String, @Nullable Object> byText(SearchForm form) {
    if (records == null) {
      throw form.unsupported("an index without a model");
    }
    long start = System.nanoTime();
    SearchRecordsRequest.Builder request =
        SearchRecordsRequest.builder().text(form.text()).topK(form.topK());
    form.filter().ifPresent(request::filter);
    SearchRecordsResponse response = records.namespace(form.namespace()).search(request.build());
    List<Map<String, @Nullable Object>> matches = new ArrayList<>();
    for (RecordHit hit : response.hits()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      Map<String, @Nullable Object> fields = hit.fields().asMap();
      json.put("id", hit.id());
      json.put("score", hit.score());
      json.put("fieldCount", fields.size());
      json.put("fields", FieldJson.preview(fields));
      matches.add(json);
    }
    return answer(matches, CallJson.of(start, response));
  }

  /** Returns the answer to a search. */
  static Map<String, @Nullable Object> answer(
      List<Map<String, @Nullable Object>> matches, Map<String, @Nullable Object> call) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("matches", matches);
    json.put("call", call);
    return json;
  }

  @Override
  public VectorSample sample(String namespace, Optional<String> field, int max) {
    VectorSample sample = new VectorSample(max);
    IndexStats stats = stats();
    sample.called();
    long count = IndexCatalog.count(stats, namespace);
    Index view = index.namespace(namespace);
    if (count <= max || stats.dimension().isEmpty()) {
      sample.chosen(count <= max ? "all vectors" : "the first by id");
      for (Vector vector : view.scan(ListIdsRequest.all())) {
        sample.add(vector.id(), vector.values(), vector.metadata().asMap());
        if (sample.isFull() || sample.skipped() > max) {
          break;
        }
      }
      return sample;
    }
    sample.chosen("neighbours of random vectors");
    SplittableRandom random = new SplittableRandom(count);
    int rounds = 2 * Math.max(1, max / SEARCH_SAMPLE);
    for (int round = 0; round < rounds && !sample.isFull(); round++) {
      QueryResponse response =
          view.query(
              QueryRequest.builder()
                  .vector(direction(random, stats.dimension().getAsInt()))
                  .topK(SEARCH_SAMPLE)
                  .includeValues()
                  .includeMetadata()
                  .build());
      sample.called();
      for (Match match : response.matches()) {
        sample.add(match.id(), match.vector().values(), match.metadata().asMap());
      }
    }
    return sample;
  }

  /** Returns a random direction: values of a normal distribution have no preferred one. */
  static float[] direction(SplittableRandom random, int dimension) {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] =
          (float)
              (Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
                  * Math.cos(2 * Math.PI * random.nextDouble()));
    }
    return values;
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
