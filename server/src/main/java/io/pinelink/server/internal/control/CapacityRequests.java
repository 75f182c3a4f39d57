package io.pinelink.server.internal.control;

import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.Optional;
import java.util.Set;

/**
 * Parses and checks the {@code read_capacity} of requests under version 2026-07, where it is a
 * member of the body.
 */
final class CapacityRequests {
  private static final Set<String> MEMBERS = Set.of("mode", "dedicated");
  private static final Set<String> DEDICATED = Set.of("node_type", "scaling", "manual");
  private static final Set<String> MANUAL = Set.of("shards", "replicas");

  private CapacityRequests() {}

  /** Returns the capacity of a new index; on demand if the request has none. */
  static Capacity create(RequestJson body) {
    body.object("read_capacity").ifPresent(CapacityRequests::checkNames);
    return SpecRequests.capacity(body);
  }

  /** Returns the capacity after a change; members that the change omits do not change. */
  static Capacity change(RequestJson body, Capacity old) {
    Optional<RequestJson> change = body.object("read_capacity");
    if (change.isEmpty()) {
      return old;
    }
    RequestJson capacity = change.get();
    checkNames(capacity);
    Optional<String> mode = capacity.oneOf("mode", SpecRequests.READ_MODES);
    boolean wasDedicated = old.nodeType() != null;
    boolean isDedicated = mode.map("Dedicated"::equals).orElse(wasDedicated);
    if (!isDedicated) {
      if (capacity.has("dedicated")) {
        throw ControlException.invalid(
            "read_capacity.dedicated needs read_capacity.mode Dedicated, got OnDemand");
      }
      return Capacity.ON_DEMAND;
    }
    if (!wasDedicated) {
      return SpecRequests.capacity(body);
    }
    return capacity.object("dedicated").map(nodes -> changedNodes(nodes, old)).orElse(old);
  }

  private static Capacity changedNodes(RequestJson nodes, Capacity old) {
    if (nodes.has("scaling") != nodes.has("manual")) {
      throw ControlException.invalid(
          "read_capacity.dedicated needs both or none of scaling and manual, got " + nodes.names());
    }
    nodes.oneOf("scaling", Set.of("Manual"));
    String nodeType =
        nodes
            .oneOf("node_type", SpecRequests.NODE_TYPES)
            .orElseGet(() -> String.valueOf(old.nodeType()));
    return nodes
        .object("manual")
        .map(manual -> SpecRequests.dedicated(nodeType, manual))
        .orElseGet(() -> new Capacity(nodeType, old.shards(), old.replicas()));
  }

  private static void checkNames(RequestJson capacity) {
    capacity.checkNames(MEMBERS);
    capacity
        .object("dedicated")
        .ifPresent(
            nodes -> {
              nodes.checkNames(DEDICATED);
              nodes.object("manual").ifPresent(manual -> manual.checkNames(MANUAL));
            });
  }
}
