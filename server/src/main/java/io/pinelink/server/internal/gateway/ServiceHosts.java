package io.pinelink.server.internal.gateway;

import io.pinelink.server.internal.control.IndexAddressing;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;

/**
 * The host names of the service: one port serves all indexes of all projects, and the host name
 * selects the index.
 */
public final class ServiceHosts implements IndexAddressing {
  private static final String PUBLIC = ".svc.";
  private static final String PRIVATE = ".svc.private.";

  private final String projectId;
  private final String environment;

  public ServiceHosts(String projectId, String environment) {
    this.projectId = projectId;
    this.environment = environment;
  }

  @Override
  public void open(String index) {
    // The data listeners accept every name.
  }

  @Override
  public void close(String index) {
    // See open.
  }

  @Override
  public String publicHost(String index) {
    return index + afterIndex(PUBLIC);
  }

  @Override
  public String privateHost(String index) {
    return index + afterIndex(PRIVATE);
  }

  @Override
  public boolean areOf(ServerCall call) {
    return call.host().endsWith(afterIndex(PUBLIC)) || call.host().endsWith(afterIndex(PRIVATE));
  }

  @Override
  public boolean leadsTo(String index, ServerCall call) {
    String expected =
        call.listener() == ListenerRole.PRIVATE_DATA ? privateHost(index) : publicHost(index);
    return call.host().equals(expected);
  }

  private String afterIndex(String service) {
    return "-" + projectId + service + environment + ".pinecone.io";
  }
}
