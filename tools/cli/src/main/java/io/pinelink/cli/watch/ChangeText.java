package io.pinelink.cli.watch;

import io.pinelink.cli.output.PlainText;
import io.pinelink.doctor.watch.Finding;
import io.pinelink.doctor.watch.RouteChange;
import io.pinelink.doctor.watch.RouteChange.Item;
import io.pinelink.telemetry.CallAttributes;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change as a line of the log, and as the JSON object of the log and of the web hook. */
final class ChangeText {
  private ChangeText() {}

  /** Returns the time, the health, the host, and the first problem with what to do. */
  static String line(RouteChange change) {
    StringBuilder line =
        new StringBuilder(
            change.at().truncatedTo(ChronoUnit.SECONDS) + " " + change.to() + " " + change.host());
    change
        .from()
        .filter(from -> from != change.to())
        .ifPresent(from -> line.append(" (was ").append(from).append(')'));
    List<Finding> changes = change.changes().stream().map(Item::now).toList();
    Finding first = changes.stream().filter(Finding::problem).findFirst().orElse(null);
    if (first != null) {
      line.append(": ").append(words(first)).append(": ").append(first.seen());
      first.hint().ifPresent(hint -> line.append(" -> ").append(hint));
    }
    List<String> others =
        changes.stream().filter(each -> !each.equals(first)).map(ChangeText::words).toList();
    if (!others.isEmpty()) {
      line.append(first == null ? ": " : "; also ").append(String.join(", ", others));
    }
    return PlainText.line(line.toString());
  }

  private static String words(Finding finding) {
    return finding.subject() + " " + finding.value();
  }

  /** Returns a word as the doctor's JSON has it. */
  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Map<String, @Nullable Object> facts(RouteChange change) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("at", change.at().toString());
    facts.put("host", change.host());
    facts.put("health", CallAttributes.value(change.to()));
    facts.put("was", change.from().map(CallAttributes::value).orElse(null));
    facts.put("verdict", change.verdict().map(ChangeText::word).orElse(null));
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    for (Item item : change.changes()) {
      Map<String, @Nullable Object> each = new LinkedHashMap<>();
      each.put("subject", item.now().subject());
      each.put("from", item.from().orElse(null));
      each.put("to", item.now().value());
      each.put("problem", item.now().problem());
      each.put("seen", item.now().seen());
      each.put("hint", item.now().hint().orElse(null));
      items.add(each);
    }
    facts.put("changes", items);
    return facts;
  }
}
