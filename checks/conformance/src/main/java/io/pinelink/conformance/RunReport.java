package io.pinelink.conformance;

import io.pinelink.conformance.RowVerdict.Outcome;
import io.pinelink.internal.version.Version;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file that a run leaves: what each row found, with its requests and responses. It contains
 * nothing that the run did not send or receive, and no secrets.
 */
record RunReport(
    String run,
    RunSettings settings,
    Instant at,
    Map<String, List<RecordedExchange>> setUps,
    List<RowResult> results) {
  static final String FORMAT = "pinelink-conformance";

  /** The version of the file; a reader refuses a newer one. */
  static final int VERSION = 1;

  long count(Outcome outcome) {
    return results.stream().filter(result -> result.verdict().outcome() == outcome).count();
  }

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("version", VERSION);
    json.put("pinelink", Version.current());
    json.put("at", at.toString());
    json.put("run", run);
    json.put("plan", settings.plan().word());
    json.put("cloud", settings.cloud());
    json.put("region", settings.region());
    Map<String, @Nullable Object> counts = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      counts.put(word(outcome), count(outcome));
    }
    json.put("counts", counts);
    json.put("rows", results.stream().map(RunReport::row).toList());
    Map<String, @Nullable Object> indexes = new LinkedHashMap<>();
    setUps.forEach((name, exchanges) -> indexes.put(name, json(exchanges)));
    json.put("indexes", indexes);
    return json;
  }

  /** Returns the outcomes without requests and responses. */
  Map<String, @Nullable Object> summary() {
    Map<String, @Nullable Object> json = toJson();
    json.remove("indexes");
    json.put(
        "rows",
        results.stream()
            .map(
                result -> {
                  Map<String, @Nullable Object> row = row(result);
                  row.remove("exchanges");
                  return row;
                })
            .toList());
    return json;
  }

  private static Map<String, @Nullable Object> row(RowResult result) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    ConformanceRow row = result.cell().row();
    json.put("name", result.cell().name());
    json.put("outcome", word(result.verdict().outcome()));
    json.put("area", row.area());
    json.put("assumption", row.assumption());
    json.put("source", row.source());
    json.put("seen", result.verdict().seen());
    json.put("exchanges", json(result.exchanges()));
    return json;
  }

  private static List<Map<String, @Nullable Object>> json(List<RecordedExchange> exchanges) {
    return exchanges.stream().map(RecordedExchange::toJson).toList();
  }

  static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Writes the report, in place of an older one only once it is complete. */
  void write(Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Path part = whole.resolveSibling(whole.getFileName() + ".part");
    Files.writeString(part, ReportJson.indented(toJson()) + "\n");
    try {
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
