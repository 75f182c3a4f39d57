package io.pinelink.testing;

/** Hosts as the service names them: one port serves all indexes, the name tells which. */
final class ServiceHosts implements IndexHosts {
  private final String projectId;
  private final String environment;

  ServiceHosts(String projectId, String environment) {
    this.projectId = projectId;
    this.environment = environment;
  }

  @Override
  public void open(String index) {
    // The data listeners answer for every name.
  }

  @Override
  public void close(String index) {
    // See open.
  }

  @Override
  public String publicHost(String index) {
    return host(index, ".svc.");
  }

  @Override
  public String privateHost(String index) {
    return host(index, ".svc.private.");
  }

  @Override
  public boolean leadsTo(String index, HttpCall call) {
    String expected =
        call.listener() == Listener.PRIVATE_DATA ? privateHost(index) : publicHost(index);
    return call.host().equals(expected);
  }

  private String host(String index, String service) {
    return index + "-" + projectId + service + environment + ".pinecone.io";
  }
}
