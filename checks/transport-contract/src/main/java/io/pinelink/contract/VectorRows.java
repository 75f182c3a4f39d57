package io.pinelink.contract;

import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.DataOperations.DELETE;
import static io.pinelink.spi.DataOperations.DESCRIBE_INDEX_STATS;
import static io.pinelink.spi.DataOperations.FETCH;
import static io.pinelink.spi.DataOperations.LIST_IDS;
import static io.pinelink.spi.DataOperations.QUERY;
import static io.pinelink.spi.DataOperations.UPDATE;
import static io.pinelink.spi.DataOperations.UPSERT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.SparseValues;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/** The rows of upsert, query, update, delete, fetch, list and stats. */
final class VectorRows {
  /**
   * Every kind of character: ASCII, JSON's special ones, accents, astral and control characters.
   */
  static final String UNICODE = "õ \"\\/ \u0001\n 漢 😀";

  static final SparseValues SPARSE =
      SparseValues.of(new long[] {0, 7, 4_294_967_295L}, new float[] {0.5f, -1, Float.MIN_VALUE});

  private VectorRows() {}

  static Section section() {
    Section section = new Section();
    upsert(section);
    query(section);
    update(section);
    delete(section);
    fetch(section);
    list(section);
    stats(section);
    return section;
  }

  private static IndexCalls plane(Calls calls) {
    return calls.newIndex(2, Metric.DOT_PRODUCT);
  }

  private static UpsertResponse put(IndexCalls index, Vector... vectors) {
    return index.call(UPSERT, UpsertRequest.of(List.of(vectors)));
  }

  private static Vector get(IndexCalls index, String id) {
    Vector vector = index.call(FETCH, FetchRequest.byIds(id)).vectors().get(id);
    assertNotNull(vector, id);
    return vector;
  }

  private static Vector vector(String id, float... values) {
    return Vector.of(id, values);
  }

  /** Returns metadata with every kind of value. */
  static Metadata everyKind() {
    return Metadata.builder()
        .put("text", UNICODE)
        .put(UNICODE, "key")
        .put("empty", "")
        .put("number", -0.1)
        .put("whole", 9_007_199_254_740_992L)
        .put("zero", 0)
        .put("yes", true)
        .put("no", false)
        .put("list", List.of("a", UNICODE))
        .put("none", List.of())
        .build();
  }

  private static void upsert(Section section) {
    section.sample(UPSERT, UpsertRequest.of(List.of(vector("a", 1, 2))));
    section.row(
        UPSERT,
        ROUND_TRIP,
        "values, sparse values and metadata of every kind are returned bit for bit",
        calls -> {
          IndexCalls index = plane(calls);
          Vector all =
              Vector.builder("all")
                  .values(Float.MIN_VALUE, -Float.MAX_VALUE)
                  .sparseValues(SPARSE)
                  .metadata(everyKind())
                  .build();
          UpsertResponse written = put(index, all, vector("b", 1, -0.0f));

          assertEquals(2, written.upsertedCount());
          assertTrue(written.info().requestId().isPresent());
          assertTrue(written.info().writeLsn().isPresent());
          assertTrue(written.info().readLsn().isEmpty());
          assertEquals(index.route(), written.info().route());
          assertEquals(1, written.info().attempts());
          assertEquals(all, get(index, "all"));
          assertArrayEquals(new float[] {1, -0.0f}, get(index, "b").values());
        });
    section.row(
        UPSERT,
        PRESENCE,
        "parts that are not given are gone after a second upsert",
        calls -> {
          IndexCalls index = plane(calls);
          put(
              index,
              Vector.builder("a").values(1, 2).sparseValues(SPARSE).metadata(everyKind()).build());
          put(index, vector("a", 0, 1));

          Vector stored = get(index, "a");
          assertEquals(Optional.empty(), stored.sparseValues());
          assertTrue(stored.metadata().isEmpty());
          assertArrayEquals(new float[] {0, 1}, stored.values());
        });
    section.row(
        UPSERT,
        PRESENCE,
        "a sparse vector has no dense values",
        calls -> {
          IndexCalls index = calls.newSparseIndex();
          put(index, Vector.builder("s").sparseValues(SPARSE).build());

          assertEquals(0, get(index, "s").dimension());
          assertEquals(Optional.of(SPARSE), get(index, "s").sparseValues());
        });
    section.row(
        UPSERT,
        PRESENCE,
        "the default namespace has two names",
        calls -> {
          IndexCalls index = plane(calls);
          put(index, vector("a", 1, 2));
          put(index.in("__default__"), vector("b", 1, 2));

          assertEquals(
              Set.of("a", "b"), index.call(FETCH, FetchRequest.byIds("a", "b")).vectors().keySet());
        });
    section.row(
        UPSERT,
        LIMITS,
        "1,000 vectors and the longest id",
        calls -> {
          IndexCalls index = plane(calls);
          String longest = "i".repeat(511) + "~";
          List<Vector> many =
              new ArrayList<>(
                  IntStream.range(1, 1_000).mapToObj(i -> vector("v-" + i, i, -i)).toList());
          many.add(vector(longest, 1, 2));

          assertEquals(1_000, index.call(UPSERT, UpsertRequest.of(many)).upsertedCount());
          assertArrayEquals(new float[] {999, -999}, get(index, "v-999").values());
          assertEquals(longest, get(index, longest).id());
        });
    section.row(
        UPSERT,
        LIMITS,
        "a wrong dimension is refused and nothing is written",
        calls -> {
          IndexCalls index = plane(calls);
          ServiceException refused =
              assertThrows(
                  ServiceException.class,
                  () -> put(index, vector("a", 1, 2), vector("b", 1, 2, 3)));

          assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code());
          assertTrue(String.valueOf(refused.getMessage()).contains("dimension 3"));
          assertEquals(Map.of(), index.call(FETCH, FetchRequest.byIds("a", "b")).vectors());
        });
    section.row(
        UPSERT,
        LIMITS,
        "more than 2 MB is refused",
        calls -> {
          IndexCalls index = calls.newIndex(1_000, Metric.COSINE);
          float[] values = new float[1_000];
          IntStream.range(0, values.length).forEach(i -> values[i] = 1 / 3f + i);
          List<Vector> many =
              IntStream.range(0, 700).mapToObj(i -> vector("v-" + i, values)).toList();

          ServiceException refused =
              assertThrows(
                  ServiceException.class, () -> index.call(UPSERT, UpsertRequest.of(many)));
          assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code());
        });
  }

  private static void query(Section section) {
    section.sample(QUERY, QueryRequest.nearest(1, 2));
    section.row(
        QUERY,
        ROUND_TRIP,
        "finds the nearest first, with values, sparse values and metadata",
        calls -> {
          IndexCalls index = plane(calls).in("ns");
          Vector near =
              Vector.builder("near")
                  .values(3, 1)
                  .sparseValues(SPARSE)
                  .metadata(everyKind())
                  .build();
          put(index, near, vector("far", 0.1f, 0.2f));
          QueryResponse found =
              index.call(
                  QUERY,
                  QueryRequest.builder()
                      .vector(1, 0)
                      .topK(5)
                      .includeValues()
                      .includeMetadata()
                      .build());

          assertEquals(List.of("near", "far"), found.matches().stream().map(Match::id).toList());
          assertEquals(near, found.matches().get(0).vector());
          assertEquals(3f, found.matches().get(0).score());
          assertEquals("ns", found.namespace());
          assertEquals(OptionalLong.of(1), found.readUnits());
          assertTrue(found.info().readLsn().isPresent());
          assertTrue(found.info().writeLsn().isEmpty());
        });
    section.row(
        QUERY,
        ROUND_TRIP,
        "by a stored vector, by sparse values, by both, with a filter",
        calls -> {
          IndexCalls index = plane(calls);
          put(
              index,
              Vector.builder("a").values(1, 0).sparseValues(SPARSE).metadata(everyKind()).build(),
              vector("b", 0, 1));
          QueryResponse byId = index.call(QUERY, QueryRequest.builder().id("b").topK(1).build());
          assertEquals("b", byId.matches().get(0).id());
          QueryResponse hybrid =
              index.call(
                  QUERY, QueryRequest.builder().vector(0, 0).sparseVector(SPARSE).topK(1).build());
          assertEquals("a", hybrid.matches().get(0).id());
          QueryResponse filtered =
              index.call(
                  QUERY,
                  QueryRequest.builder()
                      .vector(0, 1)
                      .filter(
                          Filter.eq("text", UNICODE)
                              .and(Filter.in("list", UNICODE))
                              .and(Filter.lt("number", 0))
                              .and(Filter.eq("zero", 0).or(Filter.exists("missing"))))
                      .build());
          assertEquals(List.of("a"), filtered.matches().stream().map(Match::id).toList());
        });
    section.row(
        QUERY,
        PRESENCE,
        "values and metadata are empty unless requested; a score can be zero",
        calls -> {
          IndexCalls index = plane(calls);
          put(index, Vector.builder("a").values(0, 1).metadata(everyKind()).build());
          Match match = index.call(QUERY, QueryRequest.nearest(1, 0)).matches().get(0);

          assertEquals(0f, match.score());
          assertEquals(0, match.vector().dimension());
          assertEquals(Optional.empty(), match.vector().sparseValues());
          assertTrue(match.metadata().isEmpty());
        });
    section.row(
        QUERY,
        PRESENCE,
        "a namespace that does not exist has no matches",
        calls -> {
          QueryResponse none = plane(calls).in("nowhere").call(QUERY, QueryRequest.nearest(1, 0));

          assertEquals(List.of(), none.matches());
          assertEquals("nowhere", none.namespace());
        });
    section.row(
        QUERY,
        LIMITS,
        "scan factor and candidates of dedicated read nodes are sent",
        calls -> {
          IndexCalls index = plane(calls);
          put(index, vector("a", 1, 0));
          QueryRequest request =
              QueryRequest.builder().vector(1, 0).scanFactor(0.5f).maxCandidates(100_000).build();

          assertEquals(1, index.call(QUERY, request).matches().size());
        });
    section.row(
        QUERY,
        LIMITS,
        "a wrong dimension is refused",
        calls ->
            assertEquals(
                ErrorCode.INVALID_ARGUMENT,
                assertThrows(
                        ServiceException.class,
                        () -> plane(calls).call(QUERY, QueryRequest.nearest(1)))
                    .code()));
    section.row(
        QUERY,
        LIMITS,
        "a result over 4 MiB is out of range",
        calls -> {
          IndexCalls index = calls.newIndex(4_000, Metric.COSINE);
          float[] values = new float[4_000];
          IntStream.range(0, values.length).forEach(i -> values[i] = 1 / 3f + i);
          for (int batch = 0; batch < 7; batch++) {
            int from = batch * 40;
            put(
                index,
                IntStream.range(from, from + 40)
                    .mapToObj(i -> vector("v-" + i, values))
                    .toArray(Vector[]::new));
          }
          ServiceException refused =
              assertThrows(
                  ServiceException.class,
                  () ->
                      index.call(
                          QUERY,
                          QueryRequest.builder().vector(values).topK(280).includeValues().build()));
          assertEquals(ErrorCode.OUT_OF_RANGE, refused.code());
        });
  }

  private static void update(Section section) {
    section.sample(UPDATE, UpdateRequest.builder("a").values(1, 2).build());
    section.row(
        UPDATE,
        ROUND_TRIP,
        "by id, given parts replace the stored ones",
        calls -> {
          IndexCalls index = plane(calls);
          put(index, Vector.builder("a").values(1, 2).metadata(everyKind()).build());
          UpdateResponse changed =
              index.call(
                  UPDATE,
                  UpdateRequest.builder("a")
                      .values(3, 4)
                      .sparseValues(SPARSE)
                      .metadata(Metadata.of("text", "new"))
                      .build());

          assertEquals(OptionalLong.empty(), changed.matchedRecords());
          assertTrue(changed.info().writeLsn().isPresent());
          Vector stored = get(index, "a");
          assertArrayEquals(new float[] {3, 4}, stored.values());
          assertEquals(Optional.of(SPARSE), stored.sparseValues());
          assertEquals(Optional.of("new"), stored.metadata().string("text"));
          assertEquals(Optional.of(true), stored.metadata().bool("yes"));
        });
    section.row(
        UPDATE,
        ROUND_TRIP,
        "by filter, metadata of all matches; a dry run counts",
        calls -> {
          IndexCalls index = plane(calls);
          put(
              index,
              Vector.builder("a").values(1, 2).metadata(Metadata.of("lang", "et")).build(),
              Vector.builder("b").values(1, 2).metadata(Metadata.of("lang", "et")).build(),
              Vector.builder("c").values(1, 2).metadata(Metadata.of("lang", "en")).build());
          Filter et = Filter.eq("lang", "et");

          assertEquals(
              OptionalLong.of(2), index.call(UPDATE, UpdateRequest.dryRun(et)).matchedRecords());
          assertEquals(Optional.empty(), get(index, "a").metadata().bool("seen"));
          Metadata seen = Metadata.builder().put("seen", true).build();
          assertEquals(
              OptionalLong.of(2),
              index.call(UPDATE, UpdateRequest.matching(et, seen)).matchedRecords());
          assertEquals(Optional.of(true), get(index, "b").metadata().bool("seen"));
          assertEquals(Optional.empty(), get(index, "c").metadata().bool("seen"));
        });
    section.row(
        UPDATE,
        PRESENCE,
        "parts that are not given do not change; an unknown id creates no vector",
        calls -> {
          IndexCalls index = plane(calls);
          Vector whole =
              Vector.builder("a").values(1, 2).sparseValues(SPARSE).metadata(everyKind()).build();
          put(index, whole);
          index.call(UPDATE, UpdateRequest.builder("a").values(0, 1).build());
          index.call(UPDATE, UpdateRequest.builder("unknown").values(0, 1).build());

          Vector stored = get(index, "a");
          assertArrayEquals(new float[] {0, 1}, stored.values());
          assertEquals(whole.sparseValues(), stored.sparseValues());
          assertEquals(whole.metadata(), stored.metadata());
          assertEquals(Map.of(), index.call(FETCH, FetchRequest.byIds("unknown")).vectors());
        });
    section.row(
        UPDATE,
        PRESENCE,
        "no match is zero, not unset",
        calls ->
            assertEquals(
                OptionalLong.of(0),
                plane(calls)
                    .call(UPDATE, UpdateRequest.dryRun(Filter.eq("lang", "et")))
                    .matchedRecords()));
    section.row(
        UPDATE,
        LIMITS,
        "texts of any characters; a wrong dimension is refused",
        calls -> {
          IndexCalls index = plane(calls);
          put(index, vector("a", 1, 2));
          index.call(UPDATE, UpdateRequest.builder("a").metadata(everyKind()).build());

          assertEquals(everyKind(), get(index, "a").metadata());
          assertEquals(
              ErrorCode.INVALID_ARGUMENT,
              assertThrows(
                      ServiceException.class,
                      () -> index.call(UPDATE, UpdateRequest.builder("a").values(1).build()))
                  .code());
        });
  }

  private static void delete(Section section) {
    section.sample(DELETE, DeleteRequest.byIds("a")).noBodyOverRest(DELETE);
    section.row(
        DELETE,
        ROUND_TRIP,
        "by ids, by filter, all",
        calls -> {
          IndexCalls index = plane(calls).in("ns");
          put(
              index,
              vector("a", 1, 2),
              Vector.builder("b").values(1, 2).metadata(everyKind()).build(),
              vector("c", 1, 2));
          assertTrue(
              index
                  .call(DELETE, DeleteRequest.byIds("a", "unknown"))
                  .info()
                  .writeLsn()
                  .isPresent());
          index.call(DELETE, DeleteRequest.matching(Filter.eq("text", UNICODE)));
          assertEquals(
              Set.of("c"), index.call(FETCH, FetchRequest.byIds("a", "b", "c")).vectors().keySet());
          index.call(DELETE, DeleteRequest.all());
          assertEquals(Map.of(), index.call(FETCH, FetchRequest.byIds("c")).vectors());
        });
    section.row(
        DELETE,
        PRESENCE,
        "only in the namespace of the call",
        calls -> {
          IndexCalls index = plane(calls);
          put(index, vector("a", 1, 2));
          put(index.in("ns"), vector("a", 1, 2));
          index.in("ns").call(DELETE, DeleteRequest.all());

          assertNotNull(get(index, "a"));
        });
    section.row(
        DELETE,
        LIMITS,
        "1,000 ids; a namespace that does not exist is not found",
        calls -> {
          IndexCalls index = plane(calls);
          put(index, vector("id-7", 1, 2));
          List<String> ids = IntStream.range(0, 1_000).mapToObj(i -> "id-" + i).toList();
          index.call(DELETE, DeleteRequest.byIds(ids));

          assertEquals(Map.of(), index.call(FETCH, FetchRequest.byIds("id-7")).vectors());
          assertThrows(
              NotFoundException.class,
              () -> index.in("nowhere").call(DELETE, DeleteRequest.byIds("a")));
        });
  }

  private static void fetch(Section section) {
    section.sample(FETCH, FetchRequest.byIds("a"));
    section.row(
        FETCH,
        ROUND_TRIP,
        "existing vectors, by id",
        calls -> {
          IndexCalls index = plane(calls).in("ns");
          Vector a = Vector.builder("a").values(1, 2).metadata(everyKind()).build();
          put(index, a, vector("b", 3, 4));
          FetchResponse fetched = index.call(FETCH, FetchRequest.byIds("a", "b", "missing"));

          assertEquals(Map.of("a", a, "b", vector("b", 3, 4)), fetched.vectors());
          assertEquals("ns", fetched.namespace());
          assertEquals(OptionalLong.of(1), fetched.readUnits());
          assertTrue(fetched.info().readLsn().isPresent());
        });
    section.row(
        FETCH,
        PRESENCE,
        "no vectors are not an error",
        calls -> {
          FetchResponse none = plane(calls).in("nowhere").call(FETCH, FetchRequest.byIds("a"));

          assertEquals(Map.of(), none.vectors());
          assertEquals("nowhere", none.namespace());
        });
    section.row(
        FETCH,
        LIMITS,
        "1,000 ids, and ids and namespaces of every character that is allowed",
        calls -> {
          String every =
              IntStream.rangeClosed(1, 127)
                  .collect(
                      StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                  .toString();
          IndexCalls index = plane(calls).in(every);
          put(index, vector(every, 1, 2));
          assertEquals(
              Set.of(every), index.call(FETCH, FetchRequest.byIds(every)).vectors().keySet());
          List<String> ids =
              new ArrayList<>(IntStream.range(1, 1_000).mapToObj(i -> "id-" + i).toList());
          ids.add(every);
          assertEquals(
              Set.of(every), index.call(FETCH, FetchRequest.byIds(ids)).vectors().keySet());
        });
  }

  private static void list(Section section) {
    section.sample(LIST_IDS, ListIdsRequest.all());
    section.row(
        LIST_IDS,
        ROUND_TRIP,
        "ids with a prefix in byte order, page by page",
        calls -> {
          IndexCalls index = plane(calls).in("ns");
          put(
              index,
              vector("a#2", 1, 2),
              vector("a#1", 1, 2),
              vector("a#10", 1, 2),
              vector("b", 1, 2));
          ListIdsRequest request = ListIdsRequest.builder().prefix("a#").limit(2).build();
          ListIdsResponse first = index.call(LIST_IDS, request);
          ListIdsResponse second =
              index.call(
                  LIST_IDS,
                  request.toBuilder().paginationToken(first.nextToken().orElseThrow()).build());

          assertEquals(List.of("a#1", "a#10"), first.items());
          assertEquals(List.of("a#2"), second.items());
          assertEquals(Optional.empty(), second.nextToken());
          assertEquals("ns", first.namespace());
          assertEquals(OptionalLong.of(1), first.readUnits());
        });
    section.row(
        LIST_IDS,
        PRESENCE,
        "no ids are one empty page; an empty prefix matches every id",
        calls -> {
          IndexCalls index = plane(calls);
          ListIdsResponse none = index.in("nowhere").call(LIST_IDS, ListIdsRequest.all());
          assertEquals(List.of(), none.items());
          assertEquals(Optional.empty(), none.nextToken());
          put(index, vector("a", 1, 2));
          assertEquals(List.of("a"), index.call(LIST_IDS, ListIdsRequest.withPrefix("")).items());
        });
    section.row(
        LIST_IDS,
        LIMITS,
        "100 ids per page; prefixes with every allowed character; a bad token is refused",
        calls -> {
          IndexCalls index = plane(calls);
          put(
              index,
              IntStream.range(0, 101)
                  .mapToObj(i -> vector("& %+/?#=" + i, 1, 2))
                  .toArray(Vector[]::new));
          ListIdsResponse page = index.call(LIST_IDS, ListIdsRequest.withPrefix("& %+/?#="));
          assertEquals(100, page.items().size());
          assertTrue(page.nextToken().isPresent());
          assertThrows(
              ServiceException.class,
              () -> index.call(LIST_IDS, ListIdsRequest.builder().paginationToken("none").build()));
        });
  }

  private static void stats(Section section) {
    section.sample(DESCRIBE_INDEX_STATS, StatsRequest.all());
    section.row(
        DESCRIBE_INDEX_STATS,
        ROUND_TRIP,
        "counts by namespace and the shape of the index",
        calls -> {
          IndexCalls index = plane(calls);
          put(index.in("one"), vector("a", 1, 2));
          put(index.in("two"), vector("a", 1, 2), vector("b", 1, 2));
          IndexStats stats = index.call(DESCRIBE_INDEX_STATS, StatsRequest.all());

          assertEquals(1, stats.namespaces().get("one"));
          assertEquals(2, stats.namespaces().get("two"));
          assertEquals(3, stats.totalVectorCount());
          assertEquals(OptionalInt.of(2), stats.dimension());
          assertEquals(Optional.of(Metric.DOT_PRODUCT), stats.metric());
          assertEquals(Optional.of(new VectorType("dense")), stats.vectorType());
          assertEquals(0f, stats.indexFullness());
        });
    section.row(
        DESCRIBE_INDEX_STATS,
        PRESENCE,
        "a sparse index has no dimension",
        calls -> {
          IndexStats stats = calls.newSparseIndex().call(DESCRIBE_INDEX_STATS, StatsRequest.all());

          assertEquals(OptionalInt.empty(), stats.dimension());
          assertEquals(0, stats.totalVectorCount());
        });
    section.row(
        DESCRIBE_INDEX_STATS,
        LIMITS,
        "a filter is refused on serverless indexes",
        calls -> {
          ServiceException refused =
              assertThrows(
                  ServiceException.class,
                  () ->
                      plane(calls)
                          .call(
                              DESCRIBE_INDEX_STATS,
                              StatsRequest.matching(Filter.eq("a", UNICODE))));
          assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code());
          assertFalse(refused.isRetryable());
        });
  }
}
