package io.pinelink.server.internal.gateway;

import io.pinelink.server.internal.control.IndexAddressing;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import java.util.function.IntSupplier;

/**
 * The host names of the service: one port serves all indexes of all projects, and the host name
 * selects the index. The public data plane also accepts {@link IndexNames}, for which the key of a
 * call selects the project.
 *
 * @param port returns the port of the public data plane
 */
public record ServiceHosts(String projectId, String environment, IndexNames names, IntSupplier port)
    implements IndexAddressing {
  private static final String PUBLIC = ".svc.";
  private static final String PRIVATE = ".svc.private.";

  @Override
  public String publicHost(String index) {
    return names.advertised(index, port.getAsInt()).orElse(index + afterIndex(PUBLIC));
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
    if (call.listener() == ListenerRole.PRIVATE_DATA) {
      return call.host().equals(index + afterIndex(PRIVATE));
    }
    return call.host().equals(index + afterIndex(PUBLIC)) || names.leadTo(index, call.host());
  }

  private String afterIndex(String service) {
    return "-" + projectId + service + environment + ".pinecone.io";
  }
}
