package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.MetricsOperations.DISCOVER_METRICS;

import io.pinelink.control.DiscoverMetricsResponse;
import io.pinelink.control.MetricsTargets;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The row of metrics discovery, and the decoding of its response, API version 2026-07. */
final class MetricsBindings {
  private MetricsBindings() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "discoverMetrics" ->
          new RestBinding<>(
              DISCOVER_METRICS,
              r -> RestRequest.get("/prometheus/projects/" + segment(r.id()) + "/metrics/discover"),
              MetricsBindings::discovered);
      default -> null;
    };
  }

  /** The body is an array, as Prometheus reads it. */
  static DiscoverMetricsResponse discovered(JsonReader json, ResponseInfo info) throws IOException {
    List<MetricsTargets> groups = new ArrayList<>();
    if (json.enterArray()) {
      while (json.nextElement()) {
        groups.add(group(json));
      }
    }
    return new DiscoverMetricsResponse(groups, info);
  }

  private static MetricsTargets group(JsonReader json) throws IOException {
    List<String> targets = List.of();
    Map<String, String> labels = Map.of();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "targets" -> targets = targets(json);
          case "labels" -> labels = json.texts();
          default -> json.skip();
        }
      }
    }
    return new MetricsTargets(targets, labels);
  }

  private static List<String> targets(JsonReader json) throws IOException {
    List<String> targets = new ArrayList<>();
    if (json.enterArray()) {
      while (json.nextElement()) {
        String target = json.text();
        if (target != null) {
          targets.add(target);
        }
      }
    }
    return targets;
  }
}
