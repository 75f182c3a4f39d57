package io.pinelink.cli.console;

import io.pinelink.routing.Diagnosis;
import io.pinelink.routing.RouteCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The doctor's findings and the counters of routes, as the page shows them. */
final class DiagnosisJson {
  private DiagnosisJson() {}

  static Map<String, @Nullable Object> of(Diagnosis diagnosis) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("host", diagnosis.host());
    json.put("kind", diagnosis.kind().map(CallJson::word).orElse(null));
    json.put("fallback", diagnosis.fallback());
    json.put("at", diagnosis.at().toString());
    json.put("dataCanFlow", diagnosis.dataCanFlow());
    List<Map<String, @Nullable Object>> steps = new ArrayList<>();
    for (Diagnosis.Step step : diagnosis.steps()) {
      Map<String, @Nullable Object> each = new LinkedHashMap<>();
      each.put("check", CallJson.word(step.check()));
      each.put("status", CallJson.word(step.status()));
      each.put("seen", step.seen());
      each.put("hint", step.hint().orElse(null));
      steps.add(each);
    }
    json.put("steps", steps);
    return json;
  }

  static List<Map<String, @Nullable Object>> of(List<RouteCount> counts) {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (RouteCount count : counts) {
      Map<String, @Nullable Object> each = new LinkedHashMap<>();
      each.put("kind", CallJson.word(count.kind()));
      each.put("controlPlane", count.controlPlane());
      each.put("calls", count.calls());
      each.put("connections", count.connections());
      each.put("refusals", count.refusals());
      list.add(each);
    }
    return list;
  }
}
