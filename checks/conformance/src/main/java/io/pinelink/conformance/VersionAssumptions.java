package io.pinelink.conformance;

import static io.pinelink.conformance.RowLab.NEWEST;

import java.util.List;

/** The assumptions about versions of the API. */
final class VersionAssumptions {
  private static final String AREA = "versions";

  private VersionAssumptions() {}

  static List<ConformanceRow> rows() {
    return List.of(
        ConformanceRow.of(
                AREA,
                "retired-versions",
                "versions from 2024-04 on are served",
                VersionAssumptions::retired)
            .on(Fixture.CLASSIC)
            .costing(2, 0, 0),
        ConformanceRow.of(
                AREA,
                "unknown-version",
                "a version that never existed is refused with 400",
                lab -> {
                  Seen seen = lab.post("2031-13", "/describe_index_stats", "{}");
                  return RowVerdict.of(seen.isInvalid(), seen.text());
                })
            .from("docs.pinecone.io: Versioning")
            .on(Fixture.CLASSIC)
            .costing(1, 0, 0),
        ConformanceRow.of(
                AREA,
                "alias-version",
                "aliases under a version before 2026-07 are refused with API_VERSION_TOO_OLD",
                lab -> {
                  Seen seen = lab.get("2026-04", "/namespace-aliases");
                  String reason = String.valueOf(seen.json("details", "0", "reason"));
                  return seen.isRefused(501, 12)
                      ? RowVerdict.notTried("namespace aliases are not enabled for the index")
                      : RowVerdict.of(
                          seen.isInvalid() && reason.equals("API_VERSION_TOO_OLD"),
                          seen.text() + ", reason '" + reason + "'");
                })
            .from("docs.pinecone.io: Namespace aliases")
            .on(Fixture.CLASSIC)
            .costing(1, 0, 0));
  }

  private static RowVerdict retired(RowLab lab) {
    Seen old = lab.post("2024-04", "/describe_index_stats", "{}");
    Seen newest = lab.post(NEWEST, "/describe_index_stats", "{}");
    return RowVerdict.of(
        old.isSuccess() && newest.isSuccess(),
        "2024-04: " + old.text() + "; 2026-07: " + newest.text());
  }
}
