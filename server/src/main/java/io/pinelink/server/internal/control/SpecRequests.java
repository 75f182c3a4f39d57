package io.pinelink.server.internal.control;

import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses and checks the index specs in the JSON of requests. */
record SpecRequests(Regions regions) {
  private static final Set<String> KINDS = new TreeSet<>(Set.of("serverless", "pod", "byoc"));
  static final Set<String> READ_MODES = new TreeSet<>(Set.of("OnDemand", "Dedicated"));
  static final Set<String> NODE_TYPES = new TreeSet<>(Set.of("b1", "t1"));
  private static final Pattern ENVIRONMENT =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final int MAX_SCHEMA_FIELDS = 50;

  /** Returns the spec of a new index. */
  IndexSpecState create(RequestJson spec) {
    String kind = spec.onlyMember(KINDS);
    RequestJson members = spec.requiredObject(kind);
    return switch (kind) {
      case "serverless" -> serverless(members, members.text("source_collection").orElse(null));
      case "pod" -> pod(members);
      default -> new IndexSpecState.Byoc(environment(members), ownCapacity(members));
    };
  }

  /** Returns the serverless spec of a JSON object that contains cloud and region. */
  IndexSpecState.Serverless serverless(RequestJson members, @Nullable String sourceCollection) {
    String cloud = members.requiredText("cloud");
    String region = members.requiredText("region");
    Capacity capacity = capacity(members);
    regions.check(cloud, region);
    return new IndexSpecState.Serverless(cloud, region, capacity, sourceCollection);
  }

  /** Returns the environment of an index on pods or in the customer's own account. */
  static String environment(RequestJson members) {
    String environment = members.requiredText("environment");
    if (!ENVIRONMENT.matcher(environment).matches()) {
      throw ControlException.invalid(
          "Bad request: environment is not the name of an environment: '" + environment + "'");
    }
    return environment;
  }

  private static IndexSpecState pod(RequestJson pod) {
    String environment = environment(pod);
    String type = pod.requiredText("pod_type");
    int replicas = count(pod, "replicas").orElse(1);
    int shards = count(pod, "shards").orElse(1);
    Optional<Integer> pods = count(pod, "pods");
    Optional<String> collection = pod.text("source_collection");
    IndexSpecState.Pod spec =
        new IndexSpecState.Pod(
            environment, PodType.parse(type), replicas, shards, collection.orElse(null));
    if (pods.isPresent() && pods.get() != spec.pods()) {
      throw ControlException.invalid(
          "Bad request: pods must be replicas times shards, got " + pods.get());
    }
    return spec;
  }

  private static Optional<Integer> count(RequestJson pod, String name) {
    if (pod.integer(name).isEmpty()) {
      return Optional.empty();
    }
    int count = pod.integer(name).getAsInt();
    if (count < 1) {
      throw ControlException.invalid("Bad request: " + name + " must be at least 1, got " + count);
    }
    return Optional.of(count);
  }

  /** Returns the metadata fields that filters can use; null for all. */
  static @Nullable Set<String> filterable(RequestJson body) {
    Optional<RequestJson> spec = body.object("spec");
    if (spec.isEmpty()) {
      return schema(body);
    }
    String kind = spec.get().onlyMember(KINDS);
    RequestJson members = spec.get().requiredObject(kind);
    return kind.equals("pod")
        ? members
            .object("metadata_config")
            .<Set<String>>map(config -> new LinkedHashSet<>(config.textList("indexed")))
            .orElse(null)
        : schema(members);
  }

  private static @Nullable Set<String> schema(RequestJson body) {
    Optional<RequestJson> schema = body.object("schema");
    if (schema.isEmpty()) {
      return null;
    }
    RequestJson fields = schema.get().requiredObject("fields");
    Set<String> names = fields.names();
    if (names.size() > MAX_SCHEMA_FIELDS) {
      throw ControlException.invalid(
          "A schema can have at most " + MAX_SCHEMA_FIELDS + " fields, got " + names.size());
    }
    for (String name : names) {
      if (name.startsWith("$") || name.startsWith("_")) {
        throw ControlException.invalid("Schema field '" + name + "' must not start with $ or _");
      }
      if (!fields.requiredObject(name).isTrue("filterable")) {
        throw ControlException.invalid(
            "Schema field '" + name + "': only `filterable: true` is supported");
      }
    }
    return Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }

  /** Returns the requested read capacity; on demand if the request has none. */
  static Capacity capacity(RequestJson body) {
    return body.object("read_capacity").map(SpecRequests::readCapacity).orElse(Capacity.ON_DEMAND);
  }

  /**
   * Returns the requested read capacity in the customer's own account, which is never on demand.
   * Versions before 2026-07 can leave it out, which the service does not describe: it is then the
   * smallest one.
   */
  private static Capacity ownCapacity(RequestJson members) {
    if (!members.has("read_capacity")) {
      return new Capacity("b1", 1, 1);
    }
    return onNodes("spec.byoc.read_capacity", capacity(members));
  }

  /** Returns a capacity after checking that it is not on demand. */
  static Capacity onNodes(String member, Capacity capacity) {
    if (capacity.nodeType() == null) {
      throw ControlException.invalid(
          member + ".mode is OnDemand, expected Dedicated for a byoc deployment");
    }
    return capacity;
  }

  private static Capacity readCapacity(RequestJson capacity) {
    capacity.requiredText("mode");
    boolean dedicated = capacity.oneOf("mode", READ_MODES).stream().allMatch("Dedicated"::equals);
    if (!dedicated) {
      if (capacity.names().size() > 1) {
        throw ControlException.unprocessable(
            "read_capacity: mode OnDemand allows no other field, got " + capacity.names());
      }
      return Capacity.ON_DEMAND;
    }
    RequestJson nodes = capacity.requiredObject("dedicated");
    String nodeType = nodes.requiredText("node_type");
    nodes.oneOf("node_type", NODE_TYPES);
    nodes.requiredText("scaling");
    nodes.oneOf("scaling", Set.of("Manual"));
    RequestJson manual = nodes.requiredObject("manual");
    return dedicated(nodeType, manual);
  }

  /** Returns dedicated capacity with manual scaling. */
  static Capacity dedicated(String nodeType, RequestJson manual) {
    int shards = manual.requiredInteger("shards");
    int replicas = manual.requiredInteger("replicas");
    if (shards < 1 || replicas < 0) {
      throw ControlException.invalid(
          "Read capacity needs at least 1 shard and 0 replicas, got %s shards and %s replicas"
              .formatted(shards, replicas));
    }
    return new Capacity(nodeType, shards, replicas);
  }

  /** Returns the spec after a change; members that the change omits do not change. */
  static IndexSpecState configure(RequestJson spec, IndexSpecState old) {
    String kind = spec.onlyMember(KINDS);
    if (!kind.equals(old.kind())) {
      throw ControlException.invalid(
          "Cannot configure spec." + kind + " of a " + old.kind() + " index");
    }
    RequestJson change = spec.requiredObject(kind);
    if (old instanceof IndexSpecState.Pod pod) {
      return scaled(pod, change);
    }
    if (!change.has("read_capacity")) {
      return old;
    }
    if (old instanceof IndexSpecState.Serverless serverless) {
      return new IndexSpecState.Serverless(
          serverless.cloud(), serverless.region(), capacity(change), serverless.sourceCollection());
    }
    return new IndexSpecState.Byoc(((IndexSpecState.Byoc) old).environment(), ownCapacity(change));
  }

  /** Returns the spec of a pod index after a change of its replicas or of its pods' size. */
  static IndexSpecState scaled(IndexSpecState.Pod old, RequestJson change) {
    int replicas = count(change, "replicas").orElse(old.replicas());
    PodType type = change.text("pod_type").map(PodType::parse).orElse(old.type());
    if (!type.base().equals(old.type().base())) {
      throw ControlException.invalid(
          "Bad request: Cannot change pod base type from " + old.type() + " to " + type);
    }
    if (type.size() < old.type().size()) {
      throw ControlException.invalid(
          "Bad request: Cannot scale down from " + old.type() + " to " + type);
    }
    return new IndexSpecState.Pod(
        old.environment(), type, replicas, old.shards(), old.sourceCollection());
  }
}
