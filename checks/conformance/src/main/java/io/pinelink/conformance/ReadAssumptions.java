package io.pinelink.conformance;

import static io.pinelink.conformance.RowLab.CLASSIC;

import io.pinelink.model.Filter;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Metadata;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.CreateNamespaceRequest;
import java.util.List;

/** The assumptions about reads of vectors, with and without filters. */
final class ReadAssumptions {
  private static final String READS = "reads";
  private static final String FILTERS = "filters";
  private static final String QUERY = "docs.pinecone.io: Search";
  private static final String FILTER = "docs.pinecone.io: Filter by metadata";
  private static final String FRESHNESS = "docs.pinecone.io: Check data freshness";
  private static final float[] VALUES = {1, 0, 0};
  private static final float[] VALUES_OF_ONE = {1};

  private ReadAssumptions() {}

  static List<ConformanceRow> rows() {
    return List.of(
        ConformanceRow.of(
                READS,
                "query-by-unknown-id",
                "a query by an unknown id has no matches",
                lab -> noMatches(lab, QueryRequest.nearestTo("unknown")))
            .from(QUERY)
            .on(Fixture.CLASSIC)
            .overBoth()
            .costing(41, 1, 0),
        ConformanceRow.of(
                READS,
                "zero-query",
                "a query with a vector of zeros has scores of 0 with cosine",
                ReadAssumptions::zeroQuery)
            .from(QUERY)
            .on(Fixture.CLASSIC)
            .overBoth()
            .costing(41, 1, 0),
        ConformanceRow.of(
                READS,
                "missing-namespace",
                "reads in a missing namespace are empty",
                ReadAssumptions::missingNamespace)
            .from("docs.pinecone.io: Namespaces")
            .on(Fixture.CLASSIC)
            .overBoth()
            .costing(3, 0, 0),
        ConformanceRow.of(
                READS,
                "bad-page-token",
                "a token that the service did not issue is refused with 400",
                lab -> {
                  Seen seen =
                      lab.call(
                          () ->
                              lab.vectors()
                                  .listIds(
                                      ListIdsRequest.builder().paginationToken("none").build()));
                  return RowVerdict.of(seen.isInvalid(), seen.text());
                })
            .from("docs.pinecone.io: List record IDs")
            .on(Fixture.CLASSIC)
            .overBoth()
            .costing(41, 1, 0),
        ConformanceRow.of(
                READS,
                "sparse-top-k",
                "a query of a sparse index accepts a topK of 10,000",
                lab -> {
                  QueryRequest query =
                      QueryRequest.builder()
                          .sparseVector(SparseValues.of(new int[] {1}, VALUES_OF_ONE))
                          .topK(10_000)
                          .build();
                  Seen seen = lab.call(() -> lab.vectors().query(query));
                  return RowVerdict.of(seen.isSuccess(), seen.text());
                })
            .from("docs.pinecone.io: Database limits")
            .on(Fixture.SPARSE)
            .overBoth()
            .costing(1, 0, 0),
        ConformanceRow.of(
                READS,
                "lsn-headers",
                "a write has x-pinecone-request-lsn, and a read x-pinecone-max-indexed-lsn",
                lab -> lsn(lab, Vector.of("a", VALUES)))
            .from(FRESHNESS)
            .on(Fixture.CLASSIC)
            .overBoth()
            .costing(1, 1, 0),
        ConformanceRow.of(
                READS,
                "lsn-headers-of-sparse-indexes",
                "sparse indexes have the same headers about freshness",
                lab ->
                    lsn(
                        lab,
                        Vector.builder("a")
                            .sparseValues(SparseValues.of(new int[] {1}, VALUES_OF_ONE))
                            .build()))
            .from(FRESHNESS)
            .on(Fixture.SPARSE)
            .overBoth()
            .costing(1, 1, 0),
        ConformanceRow.of(
                READS,
                "both-spellings",
                "a query may spell topK as top_k",
                lab -> {
                  Seen seen =
                      lab.post(
                          CLASSIC,
                          "/query",
                          "{\"namespace\":\""
                              + lab.namespace()
                              + "\",\"top_k\":1,\"vector\":[1,0,0]}");
                  return RowVerdict.of(seen.isSuccess(), seen.text());
                })
            .from(QUERY)
            .on(Fixture.CLASSIC)
            .costing(1, 0, 0),
        filter("ne-missing-field", "$ne matches records without the field", 1).costing(41, 1, 0),
        filter(
                "filter-type-mismatch",
                "a filter with another type than the field matches nothing",
                0)
            .costing(41, 1, 0),
        ConformanceRow.of(
                FILTERS,
                "not-operator",
                "the operator $not is refused with 400",
                lab -> {
                  Seen seen =
                      lab.post(
                          CLASSIC,
                          "/query",
                          "{\"namespace\":\""
                              + lab.namespace()
                              + "\",\"topK\":1,\"vector\":[1,0,0],"
                              + "\"filter\":{\"shade\":{\"$not\":{\"$eq\":\"red\"}}}}");
                  return RowVerdict.of(seen.isInvalid(), seen.text());
                })
            .from(FILTER)
            .on(Fixture.CLASSIC)
            .costing(1, 0, 0),
        ConformanceRow.of(
                FILTERS,
                "filter-on-unindexed-field",
                "a filter on a field that the namespace does not index matches nothing",
                ReadAssumptions::unindexedField)
            .from(FILTER)
            .on(Fixture.CLASSIC)
            .overBoth()
            .costing(42, 2, 0));
  }

  private static ConformanceRow filter(String id, String assumption, int matches) {
    return ConformanceRow.of(
            FILTERS,
            id,
            assumption,
            lab -> {
              Filter filter = matches == 1 ? Filter.ne("size", "large") : Filter.eq("shade", 7);
              QueryRequest query =
                  QueryRequest.builder().vector(VALUES).topK(10).filter(filter).build();
              fill(lab);
              Seen seen = lab.call(() -> lab.vectors().query(query));
              return seen.isSuccess()
                  ? RowVerdict.of(
                      seen.value(QueryResponse.class).matches().size() == matches,
                      "matches " + seen.value(QueryResponse.class).matches().size())
                  : RowVerdict.different(seen.text());
            })
        .from(FILTER)
        .on(Fixture.CLASSIC)
        .overBoth();
  }

  /** Writes a vector with the shade red, and waits until it is found. */
  private static Seen fill(RowLab lab) {
    lab.call(
        () -> lab.vectors().upsert(List.of(Vector.of("a", VALUES, Metadata.of("shade", "red")))));
    return lab.await(
        () -> lab.call(() -> lab.vectors().query(q -> q.vector(VALUES).topK(1))),
        seen -> !seen.isSuccess() || !seen.value(QueryResponse.class).matches().isEmpty());
  }

  private static RowVerdict noMatches(RowLab lab, QueryRequest query) {
    fill(lab);
    Seen seen = lab.call(() -> lab.vectors().query(query));
    return seen.isSuccess()
        ? RowVerdict.of(
            seen.value(QueryResponse.class).matches().isEmpty(),
            "matches " + seen.value(QueryResponse.class).matches().size())
        : RowVerdict.different(seen.text());
  }

  private static RowVerdict zeroQuery(RowLab lab) {
    fill(lab);
    Seen seen = lab.call(() -> lab.vectors().query(q -> q.vector(0, 0, 0).topK(1)));
    if (!seen.isSuccess()) {
      return RowVerdict.different(seen.text());
    }
    List<Float> scores =
        seen.value(QueryResponse.class).matches().stream().map(match -> match.score()).toList();
    return RowVerdict.of(scores.equals(List.of(0f)), "scores " + scores);
  }

  private static RowVerdict missingNamespace(RowLab lab) {
    Seen query = lab.call(() -> lab.vectors().query(q -> q.vector(VALUES).topK(1)));
    Seen list = lab.call(() -> lab.vectors().listIds());
    return RowVerdict.of(
        query.isSuccess()
            && list.isSuccess()
            && query.value(QueryResponse.class).matches().isEmpty()
            && list.value(ListIdsResponse.class).items().isEmpty(),
        "query: " + query.text() + "; list: " + list.text());
  }

  private static RowVerdict lsn(RowLab lab, Vector vector) {
    Seen write = lab.call(() -> lab.vectors().upsert(List.of(vector)));
    Seen read = lab.call(() -> lab.vectors().query(q -> q.id("a").topK(1)));
    String written = header(write, "x-pinecone-request-lsn");
    String indexed = header(read, "x-pinecone-max-indexed-lsn");
    return RowVerdict.of(
        written.matches("\\d+") && indexed.matches("\\d+"),
        "request-lsn " + written + ", max-indexed-lsn " + indexed);
  }

  private static String header(Seen seen, String name) {
    return String.valueOf(seen.last().headers().get(name));
  }

  private static RowVerdict unindexedField(RowLab lab) {
    Seen created =
        lab.call(
            () ->
                lab.vectors()
                    .namespaces()
                    .create(
                        CreateNamespaceRequest.builder(lab.namespace())
                            .schema(MetadataSchema.of("size"))
                            .build()));
    if (!created.isSuccess()) {
      return RowVerdict.different("the namespace: " + created.text());
    }
    QueryRequest query =
        QueryRequest.builder().vector(VALUES).topK(10).filter(Filter.eq("shade", "red")).build();
    return noMatches(lab, query);
  }
}
