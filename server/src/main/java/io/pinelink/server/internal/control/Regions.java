package io.pinelink.server.internal.control;

import io.pinelink.server.internal.wire.ControlException;
import java.util.Map;
import java.util.Set;

/**
 * The regions in which serverless indexes can be created.
 *
 * @param strict whether only the known regions of the service are accepted; else any region of its
 *     clouds is
 */
public record Regions(boolean strict) {
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "aws",
          Set.of("us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-1"),
          "gcp",
          Set.of("us-central1", "europe-west4"),
          "azure",
          Set.of("eastus2", "germanywestcentral"));

  void check(String cloud, String region) {
    Set<String> regions = KNOWN.getOrDefault(cloud, Set.of());
    if (regions.isEmpty() || (strict && !regions.contains(region))) {
      throw ControlException.notFound(
          "Resource cloud: " + cloud + " region: " + region + " not found.");
    }
  }
}
