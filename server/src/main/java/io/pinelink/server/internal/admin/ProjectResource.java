package io.pinelink.server.internal.admin;

import io.pinelink.server.internal.control.IndexAddressing;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.WriteTotals;
import java.util.Map;

/** A project as it is served, isolated from other projects. Thread-safe. */
public final class ProjectResource {
  private final String id;
  private final String shortId;
  private final IndexAddressing hosts;
  private final PrivateEndpoints privateEndpoints;
  private final ProjectContents contents;
  private volatile boolean restrictedToPrivateEndpoints;

  public ProjectResource(
      String id,
      String shortId,
      IndexAddressing hosts,
      PrivateEndpoints privateEndpoints,
      ProjectContents contents) {
    this.id = id;
    this.shortId = shortId;
    this.hosts = hosts;
    this.privateEndpoints = privateEndpoints;
    this.contents = contents;
  }

  /** Returns the id of the project in the admin API. */
  public String id() {
    return id;
  }

  /** Returns the part after the index name in the hosts of the project's indexes. */
  public String shortId() {
    return shortId;
  }

  public PrivateEndpoints privateEndpoints() {
    return privateEndpoints;
  }

  public ProjectContents contents() {
    return contents;
  }

  public Map<String, WriteTotals> writeTotals(String name) {
    IndexResource index =
        contents.indexes().list().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no index " + name));
    return index.data().writeTotals();
  }

  public void restrictToPrivateEndpoints(boolean restricted) {
    restrictedToPrivateEndpoints = restricted;
  }

  public boolean isRestricted() {
    return restrictedToPrivateEndpoints;
  }

  /** Returns whether the call's host belongs to the project, whether or not the index exists. */
  boolean owns(ServerCall call) {
    return hosts.areOf(call);
  }

  /** Returns whether the project accepts data calls through the ingress of the call. */
  public boolean admits(ServerCall call) {
    return switch (call.listener()) {
      case PUBLIC_DATA -> !restrictedToPrivateEndpoints;
      case PRIVATE_DATA -> privateEndpoints.has(call.ingress().privateEndpoint());
      case LOCAL_DATA, CONTROL -> true;
    };
  }
}
