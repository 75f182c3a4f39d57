package io.pinelink.conformance;

import static io.pinelink.conformance.Alteration.accepted;
import static io.pinelink.conformance.Alteration.both;
import static io.pinelink.conformance.Alteration.edited;
import static io.pinelink.conformance.Alteration.header;
import static io.pinelink.conformance.Alteration.member;
import static io.pinelink.conformance.Alteration.message;
import static io.pinelink.conformance.Alteration.refused;
import static io.pinelink.conformance.Alteration.status;
import static io.pinelink.conformance.Alteration.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.conformance.RowVerdict.Outcome;
import io.pinelink.conformance.WireServer.Answer;
import io.pinelink.conformance.WireServer.Request;
import io.pinelink.model.Protocol;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks rows against servers that each do something else than one row assumes, and that exactly
 * this row notices it.
 */
class AlteredAssumptionsTest {
  private static final String MARK = "x-altered";
  private static final String PROJECT = "a1b234c";
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
        Alteration.of("text-match-in-fetch", refused(400, 3)).at("/fetch"),
        Alteration.of("fetch-by-filter-pages", edited("\"next\"", "\"following\"")),
        Alteration.of("fetched-documents-by-id", member("documents", List.of(Map.of("_id", "a")))),
        Alteration.of("score-not-finite", edited("\"_score\":null", "\"_score\":1.5")),
        Alteration.of("underscore-fields", accepted("{\"upserted_count\":1}")).at("/upsert"),
        Alteration.of("document-write-status", status(200, 0)),
        Alteration.of("embed-clause", refused(400, 3)).at("/search"),
        Alteration.of("embedded-text-not-stored", accepted(NO_MATCHES)).at("/search"),
        Alteration.of("document-index-refuses-vectors", accepted(NO_MATCHES)),
        new Alteration(
                "stats-of-documents",
                exchange -> exchange.path().matches(".*(DescribeIndexStats|describe_index_stats)"),
                refused(400, 3))
            .in("2026-04"));
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
    try (ProxiedServer server = new ProxiedServer()) {
      List<RowResult> unaltered = run(server, ConformanceFixture.publicCells());
      assertThat(outcomes(unaltered).values()).containsOnly(Outcome.EXPECTED);
      for (Alteration alteration : alterations()) {
        server.passage(
            (request, service) -> altered(alteration, request, service.respond(request)));

        List<RowResult> found = run(server, affected(alteration, unaltered));

        Map<String, Outcome> wanted = outcomes(found);
        wanted.replaceAll((name, outcome) -> Outcome.EXPECTED);
        ownCells(alteration).forEach(name -> wanted.put(name, Outcome.DIFFERENT));
        assertThat(outcomes(found)).as("altered " + alteration.row()).isEqualTo(wanted);
        assertThat(found)
            .filteredOn(result -> result.verdict().outcome() == Outcome.DIFFERENT)
            .allSatisfy(AlteredAssumptionsTest::hasTheAlteredResponseWithoutSecrets);
      }
      assertThat(server.server.project().indexes()).isEmpty();
    }
  }

  private List<RowResult> run(ProxiedServer server, List<RowCell> cells) throws IOException {
    RunReport report =
        new ConformanceFixture(folder)
            .run(ConformanceFixture.local(server.controlPlane(), builder -> builder), cells)
            .report();
    assertThat(ReportJson.line(report.toJson()))
        .doesNotContain(EmbeddedPinecone.API_KEY)
        .doesNotContain(PROJECT);
    return report.results();
  }

  private static Map<String, Outcome> outcomes(List<RowResult> results) {
    Map<String, Outcome> outcomes = new TreeMap<>();
    results.forEach(each -> outcomes.put(each.cell().name(), each.verdict().outcome()));
    return outcomes;
  }

  private static List<String> ownCells(Alteration alteration) {
    return ConformanceFixture.publicCells().stream()
        .filter(cell -> cell.row().id().equals(alteration.row()))
        .map(RowCell::name)
        .toList();
  }

  /** Returns the rows that receive a response which the alteration changes. */
  private static List<RowCell> affected(Alteration alteration, List<RowResult> unaltered) {
    return unaltered.stream()
        .filter(
            result ->
                result.exchanges().stream().anyMatch(each -> !alteration.apply(each).equals(each)))
        .map(RowResult::cell)
        .toList();
  }

  /** Returns the altered response with a header that repeats what a report must not contain. */
  private static Answer altered(Alteration alteration, Request request, Answer answer) {
    RecordedExchange real = RecordedExchange.of(request, answer);
    RecordedExchange altered = alteration.apply(real);
    if (altered.equals(real)) {
      return answer;
    }
    Map<String, String> headers = new TreeMap<>(altered.headers());
    headers.put(MARK, EmbeddedPinecone.API_KEY + " at docs-" + PROJECT + ".svc.pinecone.io");
    return new Answer(altered.status(), headers, altered.received());
  }

  private static void hasTheAlteredResponseWithoutSecrets(RowResult result) {
    assertThat(result.exchanges())
        .extracting(each -> String.valueOf(each.headers().get(MARK)))
        .contains("*** at docs-xxxxxxx.svc.pinecone.io");
  }
}
