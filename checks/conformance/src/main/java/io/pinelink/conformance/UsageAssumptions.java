package io.pinelink.conformance;

import static io.pinelink.conformance.RowLab.CLASSIC;
import static io.pinelink.conformance.RowLab.NEWEST;

import io.pinelink.documents.Document;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.NamespaceDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The assumptions about usage and counts. */
final class UsageAssumptions {
  private static final String AREA = "usage and counts";

  /** One character of the id, and three floats. */
  private static final long BYTES = 13;

  private UsageAssumptions() {}

  static List<ConformanceRow> rows() {
    return List.of(
        ConformanceRow.of(
                AREA,
                "document-usage",
                "a search of documents reports read units and egress bytes",
                UsageAssumptions::documentUsage)
            .on(Fixture.DOCUMENTS)
            .costing(1, 1, 0),
        ConformanceRow.of(
                AREA,
                "egress-and-size",
                "a record counts one byte for each character of its id and 4 for each dense value,"
                    + " in egress and in the size of its namespace",
                UsageAssumptions::egressAndSize)
            .on(Fixture.CLASSIC)
            .costing(82, 1, 0),
        ConformanceRow.of(
                AREA,
                "older-version-egress",
                "versions before 2026-07 report no egress and no sizes",
                UsageAssumptions::olderVersion)
            .on(Fixture.CLASSIC)
            .costing(42, 1, 0),
        ConformanceRow.of(
                AREA,
                "counts-as-text",
                "record_count and size_bytes of a namespace are decimal strings",
                UsageAssumptions::countsAsText)
            .on(Fixture.CLASSIC)
            .costing(41, 1, 0),
        ConformanceRow.of(
                AREA,
                "stats-filter",
                "stats with a filter are refused with 400 on serverless indexes",
                lab -> {
                  Seen seen =
                      lab.post(
                          CLASSIC,
                          "/describe_index_stats",
                          "{\"filter\":{\"shade\":{\"$eq\":\"red\"}}}");
                  return RowVerdict.of(seen.isInvalid(), seen.text());
                })
            .from("docs.pinecone.io: Get index stats")
            .on(Fixture.CLASSIC)
            .costing(1, 0, 0));
  }

  private static RowVerdict documentUsage(RowLab lab) {
    lab.call(
        () ->
            lab.documents()
                .upsert(List.of(Document.builder("a").put("body", "pine trees").build())));
    Seen seen =
        lab.call(
            () ->
                lab.documents()
                    .search(SearchDocumentsRequest.by(ScoringClause.text("pine", "body"))));
    return RowVerdict.of(
        seen.json("usage", "read_units") instanceof Number
            && seen.json("usage", "egress_bytes") instanceof Number,
        seen.isSuccess() ? "usage " + seen.json("usage") : seen.text());
  }

  /** Writes one vector, and waits until the namespace counts it. */
  private static Seen fill(RowLab lab, String version) {
    lab.call(() -> lab.vectors().upsert(List.of(Vector.of("a", new float[] {1, 0, 0}))));
    return lab.await(
        () -> lab.get(version, "/namespaces/" + lab.namespace()),
        seen -> seen.isSuccess() && "1".equals(String.valueOf(seen.json("record_count"))));
  }

  private static RowVerdict egressAndSize(RowLab lab) {
    Seen described = fill(lab, NEWEST);
    String query =
        "{\"namespace\":\""
            + lab.namespace()
            + "\",\"topK\":1,\"vector\":[1,0,0],\"includeValues\":true}";
    Seen seen =
        lab.await(
            () -> lab.post(NEWEST, "/query", query), found -> !found.list("matches").isEmpty());
    Object egress = seen.json("usage", "egressBytes");
    Object size = described.json("size_bytes");
    return RowVerdict.of(
        String.valueOf(egress).equals(Long.toString(BYTES))
            && String.valueOf(size).equals(Long.toString(BYTES)),
        "egress " + egress + ", size " + size + ", expected " + BYTES + " bytes");
  }

  private static RowVerdict olderVersion(RowLab lab) {
    Seen described = fill(lab, CLASSIC);
    Seen seen =
        lab.post(
            CLASSIC,
            "/query",
            "{\"namespace\":\"" + lab.namespace() + "\",\"topK\":1,\"vector\":[1,0,0]}");
    Object egress = seen.json("usage", "egressBytes");
    Object size = described.json("size_bytes");
    return RowVerdict.of(
        seen.isSuccess() && egress == null && size == null,
        seen.text() + ", egress " + egress + ", size " + size);
  }

  private static RowVerdict countsAsText(RowLab lab) {
    Seen raw = fill(lab, NEWEST);
    Object count = raw.json("record_count");
    Object size = raw.json("size_bytes");
    Seen typed = lab.call(() -> lab.vectors().namespaces().describe(lab.namespace()));
    boolean read =
        typed.failure() == null && typed.value(NamespaceDescription.class).recordCount() == 1;
    return RowVerdict.of(
        count instanceof String && size instanceof String && read,
        "record_count is " + form(count) + ", size_bytes is " + form(size));
  }

  private static String form(@Nullable Object value) {
    if (value == null) {
      return "missing";
    }
    return value instanceof String ? "the string " + value : "the number " + value;
  }
}
