package io.pinelink.server.internal.admin;

import io.pinelink.server.internal.control.IndexAddressing;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.ServerRequest;
import io.pinelink.server.internal.store.WriteTotals;
import java.util.Map;

/**
 * A project as it is served: a control plane and a data plane of its own, which see nothing of
 * other projects. Thread-safe.
 */
public final class ProjectResource {
  private final String shortId;
  private final IndexAddressing hosts;
  private final PrivateEndpoints privateEndpoints;
  private final ProjectContents contents;
  private final Planes planes;
  private volatile boolean restrictedToPrivateEndpoints;

  /** What answers the project's calls. */
  public record Planes(RequestHandler control, RequestHandler data) {}

  public ProjectResource(
      String shortId,
      IndexAddressing hosts,
      PrivateEndpoints privateEndpoints,
      ProjectContents contents,
      Planes planes) {
    this.shortId = shortId;
    this.hosts = hosts;
    this.privateEndpoints = privateEndpoints;
    this.contents = contents;
    this.planes = planes;
  }

  /** What stands after the index name in the hosts of its indexes. */
  public String shortId() {
    return shortId;
  }

  public PrivateEndpoints privateEndpoints() {
    return privateEndpoints;
  }

  public Planes planes() {
    return planes;
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

  /** Whether the call's host is one of the project, with or without such an index. */
  boolean owns(ServerRequest call) {
    return hosts.areOf(call);
  }

  /** Whether the project takes data calls that come this ingress. */
  public boolean admits(ServerRequest call) {
    return switch (call.listener()) {
      case PUBLIC_DATA -> !restrictedToPrivateEndpoints;
      case PRIVATE_DATA -> privateEndpoints.has(call.ingress().privateEndpoint());
      case LOCAL_DATA, CONTROL -> true;
    };
  }
}
