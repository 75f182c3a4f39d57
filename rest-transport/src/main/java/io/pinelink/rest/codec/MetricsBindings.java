package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.MetricsOperations.DISCOVER_METRICS;

import io.pinelink.control.DiscoverMetricsResponse;
import io.pinelink.control.MetricsTargets;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonObject;
import io.pinelink.rest.json.JsonObject.Member;
import io.pinelink.rest.json.JsonReader;
import java.io.IOException;
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
    return new ControlResponses.DiscoverMetricsResult(json.list(MetricsBindings::group), info);
  }

  private static MetricsTargets group(JsonReader json) throws IOException {
    JsonObject group = json.object();
    Member<List<String>> targets = group.list("targets", JsonReader::text);
    Member<Map<String, String>> labels = group.texts("labels");
    group.read();
    return new ControlResponses.MetricsTargetsResult(
        targets.orElse(List.of()), labels.orElse(Map.of()));
  }
}
