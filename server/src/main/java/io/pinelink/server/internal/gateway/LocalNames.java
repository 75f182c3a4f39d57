package io.pinelink.server.internal.gateway;

import io.pinelink.server.internal.control.IndexAddressing;
import io.pinelink.server.internal.http.ServerCall;
import java.util.function.IntSupplier;

/**
 * The addressing of local mode on one port: the host of a call names the index. Projects share the
 * names, so the key of a call selects the project.
 *
 * @param port returns the port of the server
 */
public record LocalNames(IndexNames names, IntSupplier port) implements IndexAddressing {
  @Override
  public String publicHost(String index) {
    return names.host(index, port.getAsInt());
  }

  @Override
  public String privateHost(String index) {
    return publicHost(index);
  }

  @Override
  public boolean areOf(ServerCall call) {
    return false;
  }

  @Override
  public boolean leadsTo(String index, ServerCall call) {
    return names.leadTo(index, call.host());
  }
}
