package io.pinelink.server;

import io.pinelink.Pinelink;
import io.pinelink.server.internal.admin.OrganizationStore;
import io.pinelink.server.internal.admin.ProjectResource;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.gateway.LoopbackNetwork;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A project of an {@link EmbeddedPinecone}. Its indexes, collections, backups and restores are its
 * own: calls with another project's key neither see nor reach them, and names are unique in it
 * alone.
 *
 * <p>All methods can be called from any thread. Two of them are equal if they are the same project
 * of the same server.
 */
public final class EmbeddedProject {
  private final OrganizationStore account;
  private final LoopbackNetwork network;
  private final String id;
  private final ProjectResource served;

  EmbeddedProject(
      OrganizationStore account, LoopbackNetwork network, OrganizationStore.Project project) {
    this.account = account;
    this.network = network;
    this.id = project.id();
    this.served = project.served();
  }

  /** The id by which the admin API knows it. */
  public String id() {
    return id;
  }

  /** What stands after the index name in the hosts of its indexes, such as {@code a1b234c}. */
  public String shortId() {
    return served.shortId();
  }

  /** The oldest of its API keys; if it has none, one that is refused. */
  public String apiKey() {
    return account.keyOf(id).orElse(defaultKey(served.shortId()));
  }

  /** The key of a project that is made without the admin API. */
  static String defaultKey(String shortId) {
    return EmbeddedPinecone.API_KEY + "_" + shortId;
  }

  /**
   * A client builder that is wired to the server: it has {@link #apiKey()}, trusts the server's
   * authority alone, and dials the server's listeners for the service's real host names: for
   * private ones the project's oldest private endpoint, or {@link Listener#PRIVATE_DATA} if it has
   * none. In local mode it dials the control plane's port in plaintext. All else is the builder's
   * default.
   */
  public Pinelink.Builder clientBuilder() {
    return network.client(
        apiKey(), served.privateEndpoints().list().stream().findFirst().orElse(null));
  }

  /**
   * As {@link #clientBuilder()}, dialling private names through an endpoint of one's choice, of any
   * project of the server.
   */
  public Pinelink.Builder clientBuilder(PrivateEndpoint through) {
    return network.client(apiKey(), through.asAddress());
  }

  /**
   * Opens a private endpoint on a free loopback port and registers it to this project: from then on
   * calls for the project are served through it, and the control plane tells {@code private_host}
   * of the project's indexes. A project has at most ten.
   *
   * @throws IllegalStateException if the project has ten, or in local mode
   */
  public PrivateEndpoint registerPrivateEndpoint() {
    return registerPrivateEndpoint(LoopbackNetwork.loopback(0));
  }

  /**
   * As {@link #registerPrivateEndpoint()}, at an address of one's choice; with port 0 at a free
   * port. Any other address than loopback lets other machines in, with keys that are no secret:
   * only for networks that the test made itself.
   *
   * @throws IllegalStateException if the project has ten, or in local mode
   * @throws java.io.UncheckedIOException if the address is taken or is none of this machine
   */
  public PrivateEndpoint registerPrivateEndpoint(InetSocketAddress address) {
    return PrivateEndpoint.of(
        served.privateEndpoints().register(() -> network.openEndpoint(address)));
  }

  /** The endpoints that are registered to this project, the oldest first. */
  public List<PrivateEndpoint> privateEndpoints() {
    return served.privateEndpoints().list().stream().map(PrivateEndpoint::of).toList();
  }

  /**
   * Takes an endpoint from the project. It still listens, as the cloud's own part of an endpoint
   * outlives its registration, and answers 401 {@code Unauthorized} from then on.
   *
   * @throws IllegalArgumentException if it is not registered to this project
   */
  public void unregisterPrivateEndpoint(PrivateEndpoint endpoint) {
    served.privateEndpoints().unregister(endpoint.asAddress());
  }

  /**
   * Switches the project's rule that data is served through private endpoints alone. While it is
   * on, every call for the project that reaches {@link Listener#PUBLIC_DATA} is answered 401 {@code
   * Unauthorized} in plain text, whatever its key. Calls that arrive later see the change.
   */
  public void restrictToPrivateEndpoints(boolean restricted) {
    served.restrictToPrivateEndpoints(restricted);
  }

  /** The names of its indexes, in order; also of those that are not ready, or being deleted. */
  public List<String> indexes() {
    return served.contents().indexes().list().stream().map(IndexResource::name).toList();
  }

  /**
   * What has been written to an index of a server that {@linkplain
   * EmbeddedPineconeBuilder#countingOnly() only counts}, whether reads see it yet or not.
   *
   * @return the counts by namespace, the default one as {@code ""}, in order of the names; a
   *     namespace that nobody wrote to or made is missing
   * @throws IllegalArgumentException if the project has no such index
   * @throws IllegalStateException if the server keeps what is written
   */
  public Map<String, WriteCounts> writeCounts(String index) {
    Map<String, WriteCounts> counts = new LinkedHashMap<>();
    served
        .writeTotals(index)
        .forEach(
            (namespace, totals) ->
                counts.put(
                    namespace,
                    new WriteCounts(totals.upserted(), totals.distinct(), totals.checksum())));
    return counts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EmbeddedProject that && served.equals(that.served);
  }

  @Override
  public int hashCode() {
    return served.hashCode();
  }

  /** The short id. */
  @Override
  public String toString() {
    return served.shortId();
  }
}
