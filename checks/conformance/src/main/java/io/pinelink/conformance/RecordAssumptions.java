package io.pinelink.conformance;

import static io.pinelink.conformance.RowLab.CLASSIC;
import static io.pinelink.conformance.RowLab.NEWEST;

import io.pinelink.records.TextRecord;
import java.util.List;

/** The assumptions about indexes that embed texts of records. */
final class RecordAssumptions {
  private static final String AREA = "records";
  private static final String UPSERT = "docs.pinecone.io: Upsert text";
  private static final String BAD_SEARCH = "{\"query\":{\"top_k\":0,\"inputs\":{\"text\":\"a\"}}}";

  private RecordAssumptions() {}

  static List<ConformanceRow> rows() {
    return List.of(
        ConformanceRow.of(
                AREA,
                "record-error-form",
                "a refusal about records has status and error since 2026-07, and code and message"
                    + " before",
                RecordAssumptions::errorForm)
            .on(Fixture.RECORDS)
            .costing(2, 0, 0),
        ConformanceRow.of(
                AREA,
                "record-write-status",
                "an upsert of records is answered with 201 and no body",
                lab -> {
                  Seen seen =
                      lab.call(
                          () -> lab.records().upsert(List.of(TextRecord.of("a", "chunk", "pine"))));
                  return RowVerdict.of(
                      seen.status() == 201 && seen.last().received().isEmpty(),
                      seen.text() + ", a body of " + seen.last().received().length());
                })
            .from(UPSERT)
            .on(Fixture.RECORDS)
            .costing(0, 1, 0),
        ConformanceRow.of(
                AREA,
                "record-without-text",
                "a record without the embedded field is refused with 400",
                lab -> refused(lab, "{\"_id\":\"a\",\"other\":\"pine\"}\n"))
            .from(UPSERT)
            .on(Fixture.RECORDS)
            .costing(0, 1, 0),
        ConformanceRow.of(
                AREA,
                "malformed-record",
                "a line that is not JSON is refused with 400",
                lab -> refused(lab, "{\"_id\":\"a\",\"chunk\":\"pine\"}\nnot JSON\n"))
            .from(UPSERT)
            .on(Fixture.RECORDS)
            .costing(0, 1, 0));
  }

  private static String path(RowLab lab, String operation) {
    return "/records/namespaces/" + lab.namespace() + "/" + operation;
  }

  private static RowVerdict refused(RowLab lab, String lines) {
    Seen seen = lab.postLines(CLASSIC, path(lab, "upsert"), lines);
    return RowVerdict.of(seen.isInvalid(), seen.text());
  }

  private static RowVerdict errorForm(RowLab lab) {
    Seen newest = lab.post(NEWEST, path(lab, "search"), BAD_SEARCH);
    Seen older = lab.post(CLASSIC, path(lab, "search"), BAD_SEARCH);
    boolean envelope =
        newest.json("status") instanceof Number && newest.json("error", "code") instanceof String;
    boolean status = older.json("code") instanceof Number;
    return RowVerdict.of(
        envelope && status && newest.isInvalid() && older.isInvalid(),
        "2026-07: " + newest.last().received() + "; before: " + older.last().received());
  }
}
