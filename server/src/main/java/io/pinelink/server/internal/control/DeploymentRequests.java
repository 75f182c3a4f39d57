package io.pinelink.server.internal.control;

import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Parses and checks where an index is deployed in requests under version 2026-07. */
record DeploymentRequests(Regions regions) {
  private static final Set<String> TYPES = new TreeSet<>(Set.of("managed", "byoc", "pod"));
  private static final String DEFAULT_CLOUD = "aws";
  private static final String DEFAULT_REGION = "us-east-1";

  /** Returns the deployment and the read capacity of a new index. */
  IndexSpecState create(RequestJson body) {
    Capacity capacity = CapacityRequests.create(body);
    Optional<RequestJson> deployment = body.object("deployment");
    if (deployment.isEmpty()) {
      return managed(DEFAULT_CLOUD, DEFAULT_REGION, capacity);
    }
    RequestJson members = deployment.get();
    members.requiredText("deployment_type");
    String type = members.oneOf("deployment_type", TYPES).orElseThrow();
    return switch (type) {
      case "managed" -> {
        members.checkNames(Set.of("deployment_type", "cloud", "region"));
        yield managed(members.requiredText("cloud"), members.requiredText("region"), capacity);
      }
      case "byoc" -> {
        members.checkNames(Set.of("deployment_type", "environment"));
        yield byoc(SpecRequests.environment(members), capacity);
      }
      default ->
          throw ControlException.invalid(
              "Pod indexes cannot be created under this API version: send an"
                  + " X-Pinecone-Api-Version before 2026-07");
    };
  }

  private IndexSpecState managed(String cloud, String region, Capacity capacity) {
    regions.check(cloud, region);
    return new IndexSpecState.Serverless(cloud, region, capacity, null);
  }

  private static IndexSpecState byoc(String environment, Capacity capacity) {
    return new IndexSpecState.Byoc(environment, SpecRequests.onNodes("read_capacity", capacity));
  }

  /** Returns the deployment and the read capacity after a change. */
  static IndexSpecState configure(RequestJson body, IndexSpecState old) {
    Optional<RequestJson> deployment = body.object("deployment");
    deployment.ifPresent(change -> change.checkNames(Set.of("replicas", "pod_type")));
    if (old instanceof IndexSpecState.Pod pod) {
      if (body.has("read_capacity")) {
        throw ControlException.invalid("read_capacity cannot be configured for a pod index");
      }
      return deployment.map(change -> SpecRequests.scaled(pod, change)).orElse(old);
    }
    if (deployment.isPresent()) {
      throw ControlException.invalid("deployment can be configured for pod indexes only");
    }
    if (old instanceof IndexSpecState.Byoc byoc) {
      return byoc(byoc.environment(), CapacityRequests.change(body, byoc.capacity()));
    }
    IndexSpecState.Serverless was = (IndexSpecState.Serverless) old;
    return new IndexSpecState.Serverless(
        was.cloud(),
        was.region(),
        CapacityRequests.change(body, was.capacity()),
        was.sourceCollection());
  }
}
