package io.pinelink.contract;

import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.DataOperations.FETCH;
import static io.pinelink.spi.DataOperations.FETCH_BY_METADATA;
import static io.pinelink.spi.DataOperations.QUERY;
import static io.pinelink.spi.DataOperations.UPSERT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.error.TransportException;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorBuffer;
import io.pinelink.server.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** The rows of reads whose dense values share one array. */
final class ColumnRows {
  private static final Filter ET = Filter.eq("lang", "et");

  private ColumnRows() {}

  static Section section() {
    Section section = new Section();
    query(section);
    fetch(section);
    attempts(section);
    fetchByMetadata(section);
    return section;
  }

  /** Returns a caller of an index with three vectors. */
  private static IndexCalls filled(Calls calls) {
    IndexCalls index = calls.newIndex(2, Metric.DOT_PRODUCT);
    Metadata et = Metadata.of("lang", "et");
    Vector both =
        Vector.builder("b").values(2, -0.0f).sparseValues(VectorRows.SPARSE).metadata(et).build();
    index.call(
        UPSERT,
        UpsertRequest.of(
            List.of(
                Vector.of("a", new float[] {3, 0.5f}, et),
                both,
                Vector.of("c", new float[] {1, Float.MIN_VALUE}, et))));
    return index;
  }

  static float[] values(DenseColumns columns, int row) {
    return Arrays.copyOfRange(
        columns.values(), columns.offset(row), columns.offset(row) + columns.length(row));
  }

  private static void query(Section section) {
    QueryRequest plain = QueryRequest.builder().vector(1, 0).topK(2).includeValues().build();
    section.row(
        QUERY,
        ROUND_TRIP,
        "matches read into a buffer equal the matches of any query, and have their columns",
        calls -> {
          IndexCalls index = filled(calls);
          float[] own = new float[5];
          QueryRequest request = plain.toBuilder().valuesInto(VectorBuffer.wrap(own)).build();
          List<Match> expected = index.call(QUERY, plain).matches();
          QueryResponse found = index.call(QUERY, request);

          DenseColumns columns = found.columns().orElseThrow();
          assertEquals(expected, found.matches());
          assertEquals(List.of("a", "b"), columns.ids());
          assertSame(own, columns.values());
          assertArrayEquals(new float[] {3, 0.5f}, values(columns, 0));
          assertArrayEquals(new float[] {2, -0.0f}, values(columns, 1));
          assertEquals(expected.get(0).score(), (float) columns.score(0));
          assertEquals(expected.get(1).score(), (float) columns.score(1));
        });
    section.row(
        QUERY,
        PRESENCE,
        "matches of sparse values only have no place in the array, and no match has no columns",
        calls -> {
          VectorBuffer buffer = VectorBuffer.allocate(4);
          IndexCalls index = calls.newSparseIndex();
          Vector sparse = Vector.builder("s").sparseValues(VectorRows.SPARSE).build();
          index.call(UPSERT, UpsertRequest.of(List.of(sparse)));
          QueryRequest request =
              QueryRequest.builder().sparseVector(VectorRows.SPARSE).valuesInto(buffer).build();
          QueryResponse found = index.call(QUERY, request);
          DenseColumns columns = found.columns().orElseThrow();

          assertEquals(List.of(sparse), found.matches().stream().map(Match::vector).toList());
          assertEquals(List.of("s"), columns.ids());
          assertEquals(0, columns.length(0));
          assertEquals(0, index.in("none").call(QUERY, request).columns().orElseThrow().size());
          assertTrue(index.call(QUERY, plainSparse()).columns().isEmpty());
        });
  }

  private static QueryRequest plainSparse() {
    return QueryRequest.builder().sparseVector(VectorRows.SPARSE).includeValues().build();
  }

  private static void fetch(Section section) {
    section.row(
        FETCH,
        ROUND_TRIP,
        "vectors read into a buffer equal the vectors of any fetch, and the array is used again",
        calls -> {
          IndexCalls index = filled(calls);
          FetchRequest plain = FetchRequest.byIds("c", "none", "a", "b");
          FetchRequest request = plain.toBuilder().valuesInto(VectorBuffer.allocate(0)).build();
          FetchResponse first = index.call(FETCH, request);
          DenseColumns columns = first.columns().orElseThrow();
          float[] array = columns.values();

          assertEquals(index.call(FETCH, plain).vectors(), first.vectors());
          assertEquals(3, columns.size());
          for (int row = 0; row < columns.size(); row++) {
            Vector vector = first.vectors().get(columns.id(row));
            assertArrayEquals(vector == null ? null : vector.values(), values(columns, row));
            assertTrue(Double.isNaN(columns.score(row)), "score");
          }
          columns.release();
          assertThrows(IllegalStateException.class, columns::values);
          FetchResponse second = index.call(FETCH, request);
          assertSame(array, second.columns().orElseThrow().values());
          assertEquals(index.call(FETCH, plain).vectors(), second.vectors());
        });
    section.row(
        FETCH,
        LIMITS,
        "a buffer that is too small, and 1,000 long ids, which are several requests over REST",
        calls -> {
          IndexCalls index = calls.newIndex(2, Metric.COSINE);
          List<String> ids =
              IntStream.range(0, 1_000).mapToObj(i -> "a rather long id, number " + i).toList();
          List<Vector> vectors =
              ids.stream().map(id -> Vector.of(id, new float[] {1, ids.indexOf(id)})).toList();
          index.call(UPSERT, UpsertRequest.of(vectors));
          VectorBuffer buffer = VectorBuffer.allocate(3);
          FetchResponse fetched =
              index.call(FETCH, FetchRequest.builder().ids(ids).valuesInto(buffer).build());
          DenseColumns columns = fetched.columns().orElseThrow();

          assertEquals(1_000, columns.size());
          for (int row = 0; row < 1_000; row++) {
            int number = ids.indexOf(columns.id(row));
            assertArrayEquals(new float[] {1, number}, values(columns, row));
            assertEquals(vectors.get(number), fetched.vectors().get(columns.id(row)));
          }
        });
  }

  /** A retry is another call with the same request. */
  private static void attempts(Section section) {
    section.row(
        FETCH,
        LIMITS,
        "two attempts of a call never read into the same array",
        calls -> {
          IndexCalls index = filled(calls);
          float[] own = new float[100];
          FetchRequest request =
              FetchRequest.builder().ids("a").valuesInto(VectorBuffer.wrap(own)).build();
          CompletableFuture<FetchResponse> one = start(index, request);
          CompletableFuture<FetchResponse> other = start(index, request);
          DenseColumns first = Calls.await(one).columns().orElseThrow();
          DenseColumns second = Calls.await(other).columns().orElseThrow();

          assertNotSame(first.values(), second.values());
          assertTrue(first.values() == own || second.values() == own, "the buffer's array is used");
          Arrays.fill(first.values(), 7);
          assertArrayEquals(new float[] {3, 0.5f}, values(second, 0));
        });
    section.row(
        FETCH,
        LIMITS,
        "an attempt after a failed one leaves arrays alone that were handed out before",
        calls -> {
          IndexCalls index = filled(calls);
          FetchRequest request =
              FetchRequest.builder().ids("a").valuesInto(VectorBuffer.allocate(2)).build();
          DenseColumns held = index.call(FETCH, request).columns().orElseThrow();
          Arrays.fill(held.values(), 7);
          calls.server().faults().next("fetch", Fault.drop());
          assertThrows(TransportException.class, () -> index.call(FETCH, request));
          DenseColumns read = index.call(FETCH, request).columns().orElseThrow();

          assertArrayEquals(new float[] {7, 7}, held.values());
          assertArrayEquals(new float[] {3, 0.5f}, values(read, 0));
        });
  }

  private static CompletableFuture<FetchResponse> start(IndexCalls index, FetchRequest request) {
    return index
        .calls()
        .start(FETCH, request, Calls.context(index.route(), index.namespace(), Calls.TIMEOUT));
  }

  private static void fetchByMetadata(Section section) {
    section.row(
        FETCH_BY_METADATA,
        ROUND_TRIP,
        "pages read into a buffer equal the pages of any fetch, and share one array in turn",
        calls -> {
          IndexCalls index = filled(calls);
          FetchByMetadataRequest plain = FetchByMetadataRequest.builder(ET).limit(2).build();
          FetchByMetadataRequest request =
              plain.toBuilder().valuesInto(VectorBuffer.allocate(4)).build();
          FetchByMetadataResponse first = index.call(FETCH_BY_METADATA, request);
          DenseColumns columns = first.columns().orElseThrow();
          float[] array = columns.values();

          assertEquals(index.call(FETCH_BY_METADATA, plain).items(), first.items());
          assertEquals(first.items().stream().map(Vector::id).toList(), columns.ids());
          assertArrayEquals(first.items().get(1).values(), values(columns, 1));
          columns.release();
          DenseColumns second =
              index
                  .call(
                      FETCH_BY_METADATA,
                      request.toBuilder().paginationToken(first.nextToken().orElseThrow()).build())
                  .columns()
                  .orElseThrow();
          assertSame(array, second.values());
          assertEquals(List.of("c"), second.ids());
          assertArrayEquals(new float[] {1, Float.MIN_VALUE}, values(second, 0));
        });
  }
}
