package io.pinelink.testing;

/**
 * A project as it is served: a control plane and a data plane of its own, which see nothing of
 * other projects. Thread-safe.
 */
final class ServedProject {
  private final String shortId;
  private final IndexHosts hosts;
  private final PrivateEndpoints privateEndpoints;
  private final Holdings holdings;
  private final Planes planes;
  private volatile boolean restrictedToPrivateEndpoints;

  /** What the project has. */
  record Holdings(IndexRegistry indexes, CollectionRegistry collections, BackupRegistry backups) {
    boolean areNone() {
      return indexes.list().isEmpty() && collections.list().isEmpty() && backups.list().isEmpty();
    }
  }

  /** What answers the project's calls. */
  record Planes(Service control, Service data) {}

  ServedProject(
      String shortId,
      IndexHosts hosts,
      PrivateEndpoints privateEndpoints,
      Holdings holdings,
      Planes planes) {
    this.shortId = shortId;
    this.hosts = hosts;
    this.privateEndpoints = privateEndpoints;
    this.holdings = holdings;
    this.planes = planes;
  }

  /** What stands after the index name in the hosts of its indexes. */
  String shortId() {
    return shortId;
  }

  PrivateEndpoints privateEndpoints() {
    return privateEndpoints;
  }

  Planes planes() {
    return planes;
  }

  /** Whether nothing of it is left that would have to be deleted before it. */
  boolean isEmpty() {
    return holdings.areNone();
  }

  void restrictToPrivateEndpoints(boolean restricted) {
    restrictedToPrivateEndpoints = restricted;
  }

  /** Whether the call's host is one of the project, with or without such an index. */
  boolean owns(HttpCall call) {
    return hosts.areOf(call);
  }

  /** Whether the project takes data calls that come this way. */
  boolean admits(HttpCall call) {
    return switch (call.listener()) {
      case PUBLIC_DATA -> !restrictedToPrivateEndpoints;
      case PRIVATE_DATA -> privateEndpoints.has(call.way().privateEndpoint());
      case LOCAL_DATA, CONTROL -> true;
    };
  }
}
