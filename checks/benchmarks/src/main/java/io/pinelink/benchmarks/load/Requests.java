package io.pinelink.benchmarks.load;

import io.pinelink.benchmarks.Embeddings;
import io.pinelink.documents.Document;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import java.util.List;
import java.util.stream.IntStream;

/** The requests of Pinelink and the baselines, which send the same bytes. */
public final class Requests {
  /** The API key of all clients. */
  public static final String KEY = "none-needed";

  private Requests() {}

  /** Returns upserts of vectors with values and three fields. */
  public static List<UpsertRequest> upserts(Shape shape) {
    Embeddings embeddings = new Embeddings(1);
    return IntStream.range(0, BenchmarkSubject.VARIETY)
        .mapToObj(
            i ->
                UpsertRequest.of(
                    IntStream.range(0, shape.batch())
                        .mapToObj(
                            j ->
                                Vector.of(
                                    "vector-" + j, embeddings.next(shape.dimension()), metadata(j)))
                        .toList()))
        .toList();
  }

  private static Metadata metadata(int i) {
    return Metadata.builder()
        .put("title", "Title number " + i)
        .put("year", 1_900 + i)
        .put("draft", i % 2 == 0)
        .build();
  }

  static List<QueryRequest> queries(Shape shape) {
    Embeddings embeddings = new Embeddings(1);
    return IntStream.range(0, BenchmarkSubject.VARIETY)
        .mapToObj(
            i ->
                QueryRequest.builder()
                    .vector(embeddings.next(shape.dimension()))
                    .topK(BenchmarkSubject.TOP_K)
                    .build())
        .toList();
  }

  /** Returns requests with the values and fields of {@link #upserts}. */
  static List<UpsertDocumentsRequest> documents(Shape shape) {
    return upserts(shape).stream()
        .map(
            upsert ->
                UpsertDocumentsRequest.of(
                    IntStream.range(0, upsert.vectors().size())
                        .mapToObj(i -> document(upsert.vectors().get(i), i))
                        .toList()))
        .toList();
  }

  private static Document document(Vector vector, int i) {
    return Document.builder(vector.id())
        .put("embedding", vector.values())
        .put("title", "Title number " + i)
        .put("year", 1_900 + i)
        .put("draft", i % 2 == 0)
        .build();
  }

  static List<SearchDocumentsRequest> searches(Shape shape) {
    Embeddings embeddings = new Embeddings(1);
    return IntStream.range(0, BenchmarkSubject.VARIETY)
        .mapToObj(
            i ->
                SearchDocumentsRequest.builder(
                        ScoringClause.dense("embedding", embeddings.next(shape.dimension())))
                    .topK(BenchmarkSubject.TOP_K)
                    .build())
        .toList();
  }

  static List<String> ids() {
    return IntStream.range(0, BenchmarkSubject.FETCHED).mapToObj(i -> "vector-" + i).toList();
  }
}
