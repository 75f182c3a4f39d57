package io.pinelink.cli.conformance;

import static io.pinelink.cli.conformance.Alteration.accepted;
import static io.pinelink.cli.conformance.Alteration.both;
import static io.pinelink.cli.conformance.Alteration.edited;
import static io.pinelink.cli.conformance.Alteration.header;
import static io.pinelink.cli.conformance.Alteration.member;
import static io.pinelink.cli.conformance.Alteration.message;
import static io.pinelink.cli.conformance.Alteration.refused;
import static io.pinelink.cli.conformance.Alteration.status;
import static io.pinelink.cli.conformance.Alteration.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.conformance.Verdict.Outcome;
import io.pinelink.model.Protocol;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alters each assumption in turn, and checks that exactly its row notices it. */
class AlteredAssumptionsTest {
  private static final String NO_MATCHES = "{\"matches\":[],\"namespace\":\"a\"}";

  /** Twelve zeros: the vector of a query over gRPC. */
  private static final String ZEROS = "\0\0\0\0\0\0\0\0\0\0\0\0";

  @TempDir Path folder;

  /** The alterations of rows with one for each of their protocols. */
  private static List<Alteration> alterations() {
    return Stream.of(control(), documents(), records(), writes(), reads(), counts(), paid())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Alteration> control() {
    return List.of(
        new Alteration("older-description", get("-documents"), edited("\\{", "{\"dimension\":3,"))
            .in("2026-04"),
        new Alteration(
                "schema-field-kinds",
                get("-documents"),
                edited("\"type\":\"dense_vector\"", "\"type\":\"geo_shape\""))
            .in("2026-07"),
        new Alteration(
            "sparse-semantic-text-dimension",
            get("-sparse-records"),
            edited("\"type\":\"semantic_text\"", "\"type\":\"semantic_text\",\"dimension\":1024")),
        new Alteration(
            "hybrid-reserved-fields", get("-hybrid"), edited("\"_sparse_values\"", "\"_other\"")),
        Alteration.of("languages", accepted("{}")).anywhere().at("/indexes").sending("tlh"),
        Alteration.of("name-taken", accepted("{}")).anywhere().at("/indexes").sending("-classic"),
        Alteration.of("missing-index", accepted("{\"name\":\"a\"}")).anywhere().at("-none"),
        new Alteration(
            "wrong-key",
            exchange -> exchange.status() == 401 || exchange.status() == 16,
            exchange ->
                exchange.status() == 16
                    ? status(0, 7).apply(exchange)
                    : header("content-type", "application/json").apply(exchange)),
        Alteration.of("retired-versions", refused(400, 3)).anywhere().in("2024-04"),
        Alteration.of("unknown-version", accepted("{}")).anywhere().in("2031-13"),
        Alteration.of("alias-version", accepted("{\"namespace_aliases\":[]}"))
            .anywhere()
            .at("/namespace-aliases")
            .in("2026-04"),
        Alteration.of("aliases-over-grpc", refused(501, 12)).at("NamespaceAliasService"),
        Alteration.of(
            "alias-error-details",
            both(
                edited("TARGET_NAMESPACE_NOT_FOUND", "OTHER"), without("grpc-status-details-bin"))),
        Alteration.of("write-to-alias", accepted("{\"upsertedCount\":1}")).at("/vectors/upsert"));
  }

  private static Predicate<RecordedExchange> get(String suffix) {
    return exchange ->
        exchange.method().equals("GET")
            && exchange.path().matches("/indexes/pinelink-conformance-[0-9a-f]+" + suffix);
  }

  private static List<Alteration> documents() {
    return List.of(
        Alteration.of("text-match-in-fetch", accepted("{\"documents\":{}}")).at("/fetch"),
        Alteration.of("fetch-by-filter-pages", edited("\"next\"", "\"following\"")),
        Alteration.of("fetched-documents-by-id", member("documents", List.of(Map.of("_id", "a")))),
        Alteration.of("score-not-finite", edited("\"_score\":null", "\"_score\":1.5")),
        Alteration.of("underscore-fields", edited("\"_own\"", "\"own\"")).at("/fetch"),
        Alteration.of("document-write-status", status(200, 0)),
        Alteration.of("embed-clause", refused(400, 3)).at("/search"),
        Alteration.of("embedded-text-not-stored", accepted(NO_MATCHES)).at("/search"),
        Alteration.of("document-index-refuses-vectors", accepted(NO_MATCHES)));
  }

  private static List<Alteration> records() {
    return List.of(
        Alteration.of("record-error-form", edited(".*", "{\"code\":3,\"message\":\"altered\"}"))
            .in("2026-07"),
        Alteration.of("record-write-status", status(200, 0)),
        Alteration.of("record-without-text", accepted("")),
        Alteration.of("malformed-record", accepted("")));
  }

  private static List<Alteration> writes() {
    return List.of(
        new Alteration(
            "too-large-status", exchange -> exchange.sent().endsWith(" bytes)"), status(413, 11)),
        Alteration.of(
                "repeated-id",
                both(edited("\"upsertedCount\":2", "\"upsertedCount\":1"), message("CAE=")))
            .at("psert"),
        Alteration.of("invalid-vector-refuses-all", accepted("{\"upsertedCount\":2}")),
        Alteration.of("zero-vector", accepted("{\"upsertedCount\":1}")),
        Alteration.of("null-metadata", accepted("{\"upsertedCount\":1}")),
        Alteration.of("repeated-sparse-index", accepted("{\"upsertedCount\":1}")),
        Alteration.of("update-in-missing-namespace", refused(404, 5)),
        Alteration.of("delete-in-missing-namespace", accepted("{}")),
        Alteration.of("empty-delete-filter", accepted("{}")),
        Alteration.of(
            "last-record-keeps-namespace",
            exchange ->
                exchange.received().contains("\"record_count\":\"0\"")
                    ? refused(404, 5).apply(exchange)
                    : exchange));
  }

  private static List<Alteration> reads() {
    return List.of(
        new Alteration("query-by-unknown-id", exchange -> true, refused(404, 5))
            .at("uery")
            .sending("unknown")
            .sending("query-by-unknown-id"),
        Alteration.of(
            "zero-query",
            exchange ->
                exchange.protocol() == Protocol.REST
                    ? edited("\"score\":-?0(\\.0)?([,}])", "\"score\":0.5$2").apply(exchange)
                    : Alteration.of("zero-query", refused(400, 3))
                        .at("Query")
                        .sending(ZEROS)
                        .apply(exchange)),
        Alteration.of("missing-namespace", refused(404, 5)).at("ist"),
        Alteration.of("bad-page-token", accepted("{\"vectors\":[]}")).at("ist"),
        Alteration.of("sparse-top-k", refused(400, 3)),
        Alteration.of("lsn-headers", without("x-pinecone-max-indexed-lsn")),
        Alteration.of("lsn-headers-of-sparse-indexes", without("x-pinecone-request-lsn")),
        Alteration.of("both-spellings", refused(400, 3)),
        Alteration.of("ne-missing-field", both(member("matches", List.of()), message("")))
            .at("uery")
            .sending("$ne"),
        Alteration.of("filter-type-mismatch", refused(400, 3)).at("uery").sending("$eq"),
        Alteration.of("not-operator", accepted(NO_MATCHES)),
        Alteration.of("filter-on-unindexed-field", refused(400, 3)).at("uery").sending("$eq"));
  }

  private static List<Alteration> counts() {
    return List.of(
        Alteration.of("document-usage", edited("\"egress_bytes\"", "\"bytes\"")),
        Alteration.of("egress-and-size", edited("\"egressBytes\":13", "\"egressBytes\":20")),
        Alteration.of(
            "older-version-egress", edited("\"readUnits\":", "\"egressBytes\":13,\"readUnits\":")),
        Alteration.of("counts-as-text", edited("\"record_count\":\"1\"", "\"record_count\":1")),
        Alteration.of("stats-filter", accepted("{}"))
            .anywhere()
            .at("/describe_index_stats")
            .sending("\"filter\""));
  }

  private static List<Alteration> paid() {
    return List.of(
        Alteration.of("conversion-error-mode", edited("\"continue\"", "\"abort\""))
            .anywhere()
            .at("/conversion-jobs/"),
        new Alteration(
                "conversion-cancellation",
                exchange -> exchange.method().equals("DELETE"),
                accepted("{}"))
            .at("/conversion-jobs/"),
        Alteration.of(
                "backup-statuses", edited("\"status\":\"[A-Za-z]+\"", "\"status\":\"Broken\""))
            .anywhere()
            .at("/backups"),
        Alteration.of(
                "document-import-version",
                both(
                    status(400, 3),
                    edited(".+", "{\"code\":3,\"message\":\"the API version is too old\"}")))
            .anywhere()
            .at("/bulk/imports")
            .sending("no-such-bucket"),
        Alteration.of("unknown-import", accepted("{}")).anywhere().at("/bulk/imports/101010"));
  }

  @Test
  void eachRowHasAnAlteration() {
    assertThat(alterations())
        .extracting(Alteration::row)
        .containsExactlyInAnyOrderElementsOf(
            Assumptions.all().stream().map(ConformanceRow::id).toList());
  }

  @Test
  @Tag("slow")
  void eachAlteredAssumptionIsNoticedByItsRowOnly() throws IOException {
    ReplayedReport report = report();
    List<String> problems = new ArrayList<>();
    for (Alteration alteration : alterations()) {
      List<String> affected = report.altered(alteration);
      Map<String, Outcome> found =
          report.replay(
              folder.resolve("replays"), cell -> affected.contains(cell.name()), alteration);
      for (String name : report.outcomes().keySet()) {
        boolean own = name.startsWith(alteration.row() + "/");
        Outcome outcome = found.getOrDefault(name, report.outcomes().get(name));
        if (outcome != (own ? Outcome.DIFFERENT : Outcome.EXPECTED)) {
          problems.add("altered " + alteration.row() + ": " + name + " is " + outcome.text());
        }
      }
    }

    assertThat(problems).isEmpty();
  }

  private ReplayedReport report() throws IOException {
    Path file = folder.resolve("report.json");
    try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
      new ConformanceFixture(folder.resolve("journals"))
          .run(
              () -> ConformanceFixture.patient(server.clientBuilder()),
              EmbeddedPinecone.API_KEY,
              ConformanceFixture.publicCells())
          .report()
          .write(file);
    }
    return ReplayedReport.read(file);
  }
}
