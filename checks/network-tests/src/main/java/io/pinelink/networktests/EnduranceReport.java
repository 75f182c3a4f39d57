package io.pinelink.networktests;

import io.pinelink.testsupport.load.Mismatches;
import io.pinelink.testsupport.load.Pauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;

/** The figures of a run as tables in Markdown. */
final class EnduranceReport {
  private final StringBuilder text = new StringBuilder();
  private final Violations violations;

  EnduranceReport(long seed, Duration took, Violations violations) {
    this.violations = violations;
    line("| | |");
    line("|---|---:|");
    row("seed", seed);
    row("time with load", took.toSeconds() + " s");
    row("violations", violations.count());
  }

  EnduranceReport faults(List<FaultEpisode> episodes, Set<String> clients) {
    row("faults", episodes.size());
    heading("Recovery");
    line(
        "The median and the max from the end of a fault until a client succeeded over each protocol");
    line(
        "that it uses, with calls that began after the fault, and to the beginning of the last call");
    line("that failed:");
    line("");
    line("| fault | times | " + String.join(" | ", clients) + " | last failed call | bound |");
    line("|---|---:|" + "---:|".repeat(clients.size()) + "---:|---:|");
    Map<String, List<FaultEpisode>> byFault = new LinkedHashMap<>();
    for (NetworkFault fault : NetworkFault.values()) {
      byFault.put(fault.toString(), new ArrayList<>());
    }
    episodes.forEach(
        episode -> byFault.computeIfAbsent(episode.name(), name -> new ArrayList<>()).add(episode));
    byFault.forEach(
        (fault, all) -> {
          if (!all.isEmpty()) {
            List<Object> cells = new ArrayList<>(List.of(all.size()));
            clients.forEach(client -> cells.add(recovery(all, client)));
            cells.add(
                millis(Collections.max(all.stream().map(FaultEpisode::lastFailure).toList())));
            cells.add(millis(all.get(0).bound()));
            row(fault, cells.toArray());
          }
        });
    return this;
  }

  private static String recovery(List<FaultEpisode> episodes, String client) {
    List<Duration> sorted =
        episodes.stream().flatMap(episode -> episode.recovery(client).stream()).sorted().toList();
    if (sorted.isEmpty()) {
      return "never";
    }
    Duration median =
        sorted.get((sorted.size() - 1) / 2).plus(sorted.get(sorted.size() / 2)).dividedBy(2);
    return millis(median) + " / " + millis(sorted.get(sorted.size() - 1));
  }

  private static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%,d ms", duration.toMillis());
  }

  EnduranceReport calls(CallWatch watch, Mismatches mismatches, Pauses pauses) {
    heading("Deadlines and data");
    line("| | |");
    line("|---|---:|");
    row("calls", sum(watch.calls()));
    row("attempts that were retries", watch.retries());
    row("values checked", mismatches.checks());
    row("wrong answers and lost writes", mismatches.count());
    row("calls beyond their deadline and the margin", watch.late());
    row("timeout of a call", millis(EnduranceClients.TIMEOUT));
    row("margin, beside pauses", millis(CallWatch.MARGIN));
    row("slowest call, relative to its deadline", millis(watch.longestBeyondDeadline()));
    row("longest pause of the machine", millis(pauses.longest()));
    heading("Calls");
    callsByOperation(watch.calls());
    heading("Failures");
    line("| fault | failed calls | causes |");
    line("|---|---:|---|");
    watch
        .failures()
        .forEach(
            (fault, causes) ->
                row(fault, sum(Map.of(fault, causes)), String.join(", ", causes(causes))));
    return this;
  }

  private static List<String> causes(Map<String, LongAdder> counts) {
    return counts.entrySet().stream()
        .map(cause -> String.format(Locale.ROOT, "%s %,d", cause.getKey(), cause.getValue().sum()))
        .toList();
  }

  EnduranceReport packets(PacketJudge judge, LossyRouter lossyRouter) {
    heading("Packets");
    line("| forwarded by the router | packets |");
    line("|---|---:|");
    judge.forwardedPackets().forEach(this::row);
    line("");
    line("| captured outside of the private network | packets |");
    line("|---|---:|");
    judge.capturedPackets().forEach(this::row);
    line("");
    line("Through the router that loses and reorders: " + lossyRouter.counts() + ".");
    return this;
  }

  String text() {
    if (violations.count() > 0) {
      heading("Violations");
      violations.first().forEach(violation -> line("* " + violation));
    }
    return text.toString();
  }

  private static long sum(Map<String, Map<String, LongAdder>> counts) {
    return counts.values().stream()
        .flatMap(row -> row.values().stream())
        .mapToLong(LongAdder::sum)
        .sum();
  }

  private void callsByOperation(Map<String, Map<String, LongAdder>> counts) {
    Set<String> columns = new TreeSet<>();
    counts.values().forEach(row -> columns.addAll(row.keySet()));
    line("| operation | " + String.join(" | ", columns) + " |");
    line("|---|" + "---:|".repeat(columns.size()));
    counts.forEach(
        (name, row) -> {
          List<Object> cells = new ArrayList<>();
          columns.forEach(
              column -> cells.add(row.containsKey(column) ? row.get(column).sum() : ""));
          row(name, cells.toArray());
        });
  }

  private void row(String name, Object... cells) {
    text.append("| ").append(name);
    for (Object cell : cells) {
      text.append(" | ")
          .append(
              cell instanceof Number number
                  ? String.format(Locale.ROOT, "%,d", number.longValue())
                  : cell);
    }
    line(" |");
  }

  private void heading(String title) {
    line("");
    line("## " + title);
    line("");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
