package io.pinelink.conformance;

import static io.pinelink.conformance.RowLab.CLASSIC;

import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.Metadata;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import java.util.ArrayList;
import java.util.List;

/** The assumptions about writes of vectors. */
final class WriteAssumptions {
  private static final String AREA = "writes";
  private static final String UPSERT = "docs.pinecone.io: Upsert records";
  private static final String DELETE = "docs.pinecone.io: Delete records";
  private static final float[] VALUES = {1, 0, 0};

  /** More than 2 MB in metadata of less than 40 KB each. */
  private static final int TOO_MANY = 60;

  private static final int METADATA = 39_000;

  private WriteAssumptions() {}

  static List<ConformanceRow> rows() {
    return List.of(
        ConformanceRow.of(
                AREA,
                "too-large-status",
                "an upsert of more than 2 MB is refused with 400",
                WriteAssumptions::tooLarge)
            .on(Fixture.CLASSIC)
            .overBoth()
            .costing(0, 1, 0),
        ConformanceRow.of(
                AREA,
                "repeated-id",
                "an upsert that repeats an id counts both, and the last one wins",
                WriteAssumptions::repeatedId)
            .from(UPSERT)
            .on(Fixture.CLASSIC)
            .overBoth()
            .costing(41, 1, 0),
        ConformanceRow.of(
                AREA,
                "invalid-vector-refuses-all",
                "an upsert with one vector of another dimension is refused with 400, and writes"
                    + " nothing",
                WriteAssumptions::invalidVector)
            .from(UPSERT)
            .on(Fixture.CLASSIC)
            .overBoth()
            .costing(1, 1, 0),
        ConformanceRow.of(
                AREA,
                "zero-vector",
                "an upsert of a dense vector of zeros is refused with 400",
                lab -> {
                  Seen seen = upsert(lab, "{\"id\":\"a\",\"values\":[0,0,0]}");
                  return RowVerdict.of(seen.isInvalid(), seen.text());
                })
            .from(UPSERT)
            .on(Fixture.CLASSIC)
            .costing(0, 1, 0),
        ConformanceRow.of(
                AREA,
                "null-metadata",
                "null in metadata is refused with 400",
                lab -> {
                  Seen seen =
                      upsert(
                          lab, "{\"id\":\"a\",\"values\":[1,0,0],\"metadata\":{\"shade\":null}}");
                  return RowVerdict.of(seen.isInvalid(), seen.text());
                })
            .from(UPSERT)
            .on(Fixture.CLASSIC)
            .costing(0, 1, 0),
        ConformanceRow.of(
                AREA,
                "repeated-sparse-index",
                "a sparse vector that repeats an index is refused with 400",
                lab -> {
                  Seen seen =
                      upsert(
                          lab,
                          "{\"id\":\"a\",\"sparseValues\":{\"indices\":[1,1],\"values\":[1,2]}}");
                  return RowVerdict.of(seen.isInvalid(), seen.text());
                })
            .from("docs.pinecone.io: Sparse vectors")
            .on(Fixture.SPARSE)
            .costing(0, 1, 0),
        ConformanceRow.of(
                AREA,
                "update-in-missing-namespace",
                "an update by filter in a missing namespace matches 0 records",
                WriteAssumptions::updateInMissingNamespace)
            .from("docs.pinecone.io: Update records")
            .on(Fixture.CLASSIC)
            .overBoth()
            .costing(0, 1, 0),
        ConformanceRow.of(
                AREA,
                "delete-in-missing-namespace",
                "a delete in a missing namespace is refused with 404",
                lab -> {
                  Seen seen = lab.call(() -> lab.vectors().delete(DeleteRequest.byIds("a")));
                  return RowVerdict.of(seen.isRefused(404, 5), seen.text());
                })
            .from(DELETE)
            .on(Fixture.CLASSIC)
            .overBoth()
            .costing(0, 1, 0),
        ConformanceRow.of(
                AREA,
                "empty-delete-filter",
                "a delete with an empty filter is refused with 400",
                lab -> {
                  Seen seen =
                      lab.post(
                          CLASSIC,
                          "/vectors/delete",
                          "{\"namespace\":\"" + lab.namespace() + "\",\"filter\":{}}");
                  return RowVerdict.of(seen.isInvalid(), seen.text());
                })
            .from(DELETE)
            .on(Fixture.CLASSIC)
            .costing(0, 1, 0),
        ConformanceRow.of(
                AREA,
                "last-record-keeps-namespace",
                "the delete of the last record leaves the namespace",
                WriteAssumptions::lastRecord)
            .from(DELETE)
            .on(Fixture.CLASSIC)
            .costing(81, 2, 0));
  }

  private static Seen upsert(RowLab lab, String vector) {
    return lab.post(
        CLASSIC,
        "/vectors/upsert",
        "{\"namespace\":\"" + lab.namespace() + "\",\"vectors\":[" + vector + "]}");
  }

  private static RowVerdict tooLarge(RowLab lab) {
    Metadata metadata = Metadata.of("text", "x".repeat(METADATA));
    List<Vector> vectors = new ArrayList<>();
    for (int i = 0; i < TOO_MANY; i++) {
      vectors.add(Vector.of("v" + i, VALUES, metadata));
    }
    Seen seen = lab.call(() -> lab.vectors().upsert(vectors));
    return RowVerdict.of(seen.isInvalid(), seen.text());
  }

  private static RowVerdict repeatedId(RowLab lab) {
    Vector first = Vector.of("a", VALUES, Metadata.of("order", 1));
    Vector second = Vector.of("a", VALUES, Metadata.of("order", 2));
    Seen seen = lab.call(() -> lab.vectors().upsert(List.of(first, second)));
    if (!seen.isSuccess()) {
      return RowVerdict.different(seen.text());
    }
    long count = seen.value(UpsertResponse.class).upsertedCount();
    Seen fetched = fetch(lab);
    if (!fetched.isSuccess()) {
      return RowVerdict.different("fetch: " + fetched.text());
    }
    boolean last =
        fetched.value(FetchResponse.class).vectors().values().stream()
            .allMatch(vector -> vector.metadata().equals(Metadata.of("order", 2)));
    return RowVerdict.of(
        count == 2 && last, "counts " + count + ", the last one wins: " + (last ? "yes" : "no"));
  }

  private static Seen fetch(RowLab lab) {
    return lab.await(
        () -> lab.call(() -> lab.vectors().fetch(f -> f.ids("a"))),
        seen -> !seen.isSuccess() || !seen.value(FetchResponse.class).vectors().isEmpty());
  }

  private static RowVerdict invalidVector(RowLab lab) {
    Seen seen =
        lab.call(
            () ->
                lab.vectors()
                    .upsert(
                        List.of(Vector.of("a", VALUES), Vector.of("b", new float[] {1, 0, 0, 1}))));
    if (!seen.isInvalid()) {
      return RowVerdict.different(seen.text());
    }
    Seen fetched = lab.call(() -> lab.vectors().fetch(f -> f.ids("a", "b")));
    return RowVerdict.of(
        fetched.isSuccess() && fetched.value(FetchResponse.class).vectors().isEmpty(),
        seen.text() + "; then " + fetched.text());
  }

  private static RowVerdict updateInMissingNamespace(RowLab lab) {
    UpdateRequest update =
        UpdateRequest.matching(Filter.eq("shade", "red"), Metadata.of("seen", true));
    Seen seen = lab.call(() -> lab.vectors().update(update));
    if (!seen.isSuccess()) {
      return RowVerdict.different(seen.text());
    }
    String matched = seen.value(UpdateResponse.class).matchedRecords().toString();
    return RowVerdict.of(matched.equals("OptionalLong[0]"), "matched " + matched);
  }

  private static RowVerdict lastRecord(RowLab lab) {
    lab.call(() -> lab.vectors().upsert(List.of(Vector.of("a", VALUES))));
    awaitCount(lab, "1");
    Seen deleted = lab.call(() -> lab.vectors().delete(DeleteRequest.byIds("a")));
    Seen seen = awaitCount(lab, "0");
    return RowVerdict.of(
        deleted.isSuccess()
            && seen.isSuccess()
            && "0".equals(String.valueOf(seen.json("record_count"))),
        seen.text() + ", record_count " + seen.json("record_count"));
  }

  private static Seen awaitCount(RowLab lab, String count) {
    return lab.await(
        () -> lab.get(CLASSIC, "/namespaces/" + lab.namespace()),
        seen ->
            seen.isSuccess()
                ? count.equals(String.valueOf(seen.json("record_count")))
                : count.equals("0"));
  }
}
