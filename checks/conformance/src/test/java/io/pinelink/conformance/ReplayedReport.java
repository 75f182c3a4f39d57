package io.pinelink.conformance;

import io.pinelink.conformance.RowVerdict.Outcome;
import io.pinelink.model.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A report that is served to the client again: each row receives the responses that it received
 * when the report was written, so that today's code can be compared with what the service did.
 */
final class ReplayedReport {
  private static final String KEY = "pcsk_replayed";
  private static final Outcome NOT_TRIED = Outcome.NOT_TRIED;

  private final String run;
  private final RunSettings settings;
  private final Map<String, List<RecordedExchange>> exchanges = new LinkedHashMap<>();
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

  private ReplayedReport(Object json) {
    if (!RunReport.FORMAT.equals(ReportJson.at(json, "format"))
        || !Long.valueOf(RunReport.VERSION).equals(ReportJson.at(json, "version"))) {
      throw new IllegalArgumentException("not a report of version " + RunReport.VERSION);
    }
    run = text(json, "run");
    settings =
        new RunSettings(
            ServicePlan.valueOf(text(json, "plan").toUpperCase(Locale.ROOT)),
            text(json, "cloud"),
            text(json, "region"),
            true);
    for (Object row : (List<?>) Objects.requireNonNull(ReportJson.at(json, "rows"))) {
      exchanges.put(
          text(row, "name"), all(Objects.requireNonNull(ReportJson.at(row, "exchanges"))));
      outcomes.put(
          text(row, "name"),
          Outcome.valueOf(text(row, "outcome").toUpperCase(Locale.ROOT).replace('-', '_')));
    }
    ((Map<?, ?>) Objects.requireNonNull(ReportJson.at(json, "indexes")))
        .forEach((name, list) -> exchanges.put(String.valueOf(name), all(list)));
  }

  static ReplayedReport read(Path file) throws IOException {
    return new ReplayedReport(
        Objects.requireNonNull(ReportJson.parse(Files.readString(file)), "report"));
  }

  private static List<RecordedExchange> all(Object list) {
    return ((List<?>) list).stream().map(ReplayedReport::exchange).toList();
  }

  private static RecordedExchange exchange(Object json) {
    Map<String, String> headers = new TreeMap<>();
    ((Map<?, ?>) Objects.requireNonNull(ReportJson.at(json, "headers")))
        .forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
    return new RecordedExchange(
        Protocol.valueOf(text(json, "protocol").toUpperCase(Locale.ROOT)),
        text(json, "apiVersion"),
        text(json, "method"),
        text(json, "path"),
        text(json, "sent"),
        ((Number) Objects.requireNonNull(ReportJson.at(json, "status"))).intValue(),
        headers,
        text(json, "received"));
  }

  private static String text(Object json, String member) {
    return Objects.requireNonNull(ReportJson.at(json, member), member).toString();
  }

  /** Returns what the rows found that were tried when the report was written, by their names. */
  Map<String, Outcome> outcomes() {
    Map<String, Outcome> tried = new LinkedHashMap<>(outcomes);
    tried.values().removeIf(NOT_TRIED::equals);
    return tried;
  }

  /** Returns the requests of a row, or of the creation of an index. */
  List<RecordedExchange> exchanges(String name) {
    return exchanges.getOrDefault(name, List.of());
  }

  /**
   * Returns what the rows find today. Rows of the private route are served over loopback too: a
   * report has their responses and not their routes.
   */
  Map<String, Outcome> replay(Path journals) throws IOException {
    List<RowCell> tried =
        ConformanceFixture.cells().stream()
            .filter(cell -> outcomes.getOrDefault(cell.name(), NOT_TRIED) != NOT_TRIED)
            .toList();
    Player player = new Player();
    try (WireServer server = new WireServer(player)) {
      player.port = server.listen();
      String control = "http://localhost:" + player.port;
      ConformanceEngine engine =
          new ConformanceEngine(
              ConformanceFixture.local(control, builder -> builder),
              KEY,
              control,
              journals,
              ConformanceFixture.pace(),
              note -> {});
      Map<String, Outcome> found = new LinkedHashMap<>();
      engine
          .run(new RunNames(run), settings, tried, player)
          .report()
          .results()
          .forEach(result -> found.put(result.cell().name(), result.verdict().outcome()));
      return found;
    } finally {
      for (Path journal : RunJournal.left(journals)) {
        Files.delete(journal);
      }
    }
  }

  /** Serves the responses of the current row in their order; the last one as often as needed. */
  private final class Player implements WireServer.Responder, ConformanceRun.Progress {
    private final Map<String, Deque<RecordedExchange>> left = new HashMap<>();
    private int port;

    @Override
    public synchronized void started(String name) {
      left.clear();
      for (RecordedExchange each : exchanges(name)) {
        left.computeIfAbsent(
                key(each.protocol(), each.method(), each.path()), k -> new ArrayDeque<>())
            .add(each);
      }
    }

    @Override
    public void ended(RowResult result) {}

    private static String key(Protocol protocol, String method, String path) {
      return protocol + " " + method + " " + path;
    }

    @Override
    public synchronized WireServer.Answer respond(WireServer.Request request) {
      Deque<RecordedExchange> queue =
          left.getOrDefault(
              key(request.protocol(), request.method(), request.path()), new ArrayDeque<>());
      RecordedExchange served = queue.size() > 1 ? queue.poll() : queue.peek();
      if (served == null) {
        return new WireServer.Answer(request.protocol() == Protocol.REST ? 404 : 5, Map.of(), "{}");
      }
      return new WireServer.Answer(served.status(), served.headers(), body(served));
    }

    /** Each host in a description becomes the host of this server. */
    private String body(RecordedExchange served) {
      return served.protocol() == Protocol.GRPC
          ? served.received()
          : served
              .received()
              .replaceAll(",?\"private_host\":\"[^\"]*\"", "")
              .replaceAll("\"host\":\"[^\"]*\"", "\"host\":\"localhost:" + port + "\"");
    }
  }
}
