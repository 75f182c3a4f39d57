package io.pinelink.server;

import io.pinelink.Pinelink;
import io.pinelink.server.internal.admin.OrganizationStore;
import io.pinelink.server.internal.admin.ProjectResource;
import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.gateway.LoopbackNetwork;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A project of an {@link EmbeddedPinecone}. It has its own indexes, collections, backups and
 * restores: calls with another project's key can neither see nor use them, and names are unique
 * only within the project.
 *
 * <p>All methods can be called from any thread. Two instances are equal if they represent the same
 * project of the same server.
 */
public final class EmbeddedProject {
  private final OrganizationStore organizations;
  private final LoopbackNetwork network;
  private final String id;
  private final ProjectResource served;

  EmbeddedProject(
      OrganizationStore organizations, LoopbackNetwork network, OrganizationStore.Project project) {
    this.organizations = organizations;
    this.network = network;
    this.id = project.id();
    this.served = project.served();
  }

  /** Returns the id of the project in the admin API. */
  public String id() {
    return id;
  }

  /** Returns the part after the index name in the hosts of its indexes, such as {@code a1b234c}. */
  public String shortId() {
    return served.shortId();
  }

  /** Returns the oldest API key of the project; if it has none, a key that is refused. */
  public String apiKey() {
    return organizations.keyOf(id).orElse(defaultKey(served.shortId()));
  }

  /** Returns the key of a project that is created without the admin API. */
  static String defaultKey(String shortId) {
    return EmbeddedPinecone.API_KEY + "_" + shortId;
  }

  /**
   * Returns a client builder that connects to the server: it has {@link #apiKey()}, trusts only the
   * server's authority, and dials the server's listeners for the service's real host names. For
   * private names it dials the project's oldest private endpoint, or {@link Listener#PRIVATE_DATA}
   * if the project has none. In local mode it dials the control plane's port in plaintext. All
   * other settings are the builder's defaults.
   */
  public Pinelink.Builder clientBuilder() {
    return network.client(
        apiKey(), served.privateEndpoints().list().stream().findFirst().orElse(null));
  }

  /**
   * Returns a client builder as {@link #clientBuilder()} does, except that it dials private names
   * through the given endpoint, which may belong to any project of the server.
   */
  public Pinelink.Builder clientBuilder(PrivateEndpoint through) {
    Objects.requireNonNull(through, "through is null");
    return network.client(apiKey(), through.asAddress());
  }

  /**
   * Opens a private endpoint on a free loopback port and registers it to this project. Calls for
   * the project are then served through it, and the control plane returns the {@code private_host}
   * of the project's indexes. A project has at most ten endpoints.
   *
   * @throws IllegalStateException if the project has ten endpoints, or in local mode
   */
  public PrivateEndpoint registerPrivateEndpoint() {
    return registerPrivateEndpoint(LoopbackNetwork.loopback(0));
  }

  /**
   * Opens a private endpoint at the given address and registers it to this project; port 0 selects
   * a free port. An address other than loopback is open to other machines, with keys that are not
   * secret: use it only in networks that the test created.
   *
   * @throws IllegalStateException if the project has ten endpoints, or in local mode
   * @throws java.io.UncheckedIOException if the address is in use or does not belong to this
   *     machine
   */
  public PrivateEndpoint registerPrivateEndpoint(InetSocketAddress address) {
    Objects.requireNonNull(address, "address is null");
    return PrivateEndpoint.of(
        served.privateEndpoints().register(() -> network.openEndpoint(address)));
  }

  /** Returns the endpoints that are registered to this project, oldest first. */
  public List<PrivateEndpoint> privateEndpoints() {
    return served.privateEndpoints().list().stream().map(PrivateEndpoint::of).toList();
  }

  /**
   * Unregisters an endpoint from the project. It keeps listening, as the cloud's part of an
   * endpoint outlives its registration, and answers 401 {@code Unauthorized}.
   *
   * @throws IllegalArgumentException if it is not registered to this project
   */
  public void unregisterPrivateEndpoint(PrivateEndpoint endpoint) {
    Objects.requireNonNull(endpoint, "endpoint is null");
    served.privateEndpoints().unregister(endpoint.asAddress());
  }

  /**
   * Sets whether the project serves data only through private endpoints. If it does, every call for
   * the project that reaches {@link Listener#PUBLIC_DATA} is answered 401 {@code Unauthorized} in
   * plain text, regardless of its key. The change applies to calls that arrive after it.
   *
   * @throws IllegalStateException if {@code restricted} is true in local mode, which has no private
   *     endpoints
   */
  public void restrictToPrivateEndpoints(boolean restricted) {
    if (restricted) {
      network.checkEndpoints();
    }
    served.restrictToPrivateEndpoints(restricted);
  }

  /** Returns whether the project serves data only through private endpoints. */
  public boolean isRestricted() {
    return served.isRestricted();
  }

  IndexRegistry indexRegistry() {
    return served.contents().upToDate().indexes();
  }

  /** Returns the names of all indexes in order, including those not ready or being deleted. */
  public List<String> indexes() {
    return served.contents().indexes().list().stream().map(IndexResource::name).toList();
  }

  /**
   * Returns the host of an index, as the control plane returns it.
   *
   * @throws IllegalArgumentException if the project has no such index
   */
  public String host(String index) {
    return indexRegistry().publicHost(found(index));
  }

  /**
   * Returns the private host of an index, as the control plane returns it; empty if the project has
   * no private endpoint.
   *
   * @throws IllegalArgumentException if the project has no such index
   */
  public Optional<String> privateHost(String index) {
    IndexResource found = found(index);
    return served.privateEndpoints().isEmpty()
        ? Optional.empty()
        : Optional.of(indexRegistry().privateHost(found));
  }

  IndexResource found(String index) {
    Objects.requireNonNull(index, "index is null");
    return indexRegistry()
        .find(index)
        .orElseThrow(() -> new IllegalArgumentException("there is no index " + index));
  }

  /**
   * Returns the counts of an index of a server that {@linkplain
   * EmbeddedPineconeBuilder#countingOnly() only counts}. They include writes that are not visible
   * to reads yet.
   *
   * @return the counts by namespace, the default one as {@code ""}, in order of the names; a
   *     namespace that was neither written to nor created is missing
   * @throws IllegalArgumentException if the project has no such index
   * @throws IllegalStateException if the server keeps what is written
   */
  public Map<String, WriteCounts> writeCounts(String index) {
    Objects.requireNonNull(index, "index is null");
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

  /** Returns the short id. */
  @Override
  public String toString() {
    return served.shortId();
  }
}
