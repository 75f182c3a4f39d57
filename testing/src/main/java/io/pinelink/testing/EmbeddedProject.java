package io.pinelink.testing;

import io.pinelink.Pinelink;

/**
 * A project of an {@link EmbeddedPinecone}. Its indexes, collections, backups and restores are its
 * own: calls with another project's key neither see nor reach them, and names are unique in it
 * alone.
 *
 * <p>All methods can be called from any thread. Two of them are equal if they are the same project
 * of the same server.
 */
public final class EmbeddedProject {
  private final Account account;
  private final Network network;
  private final String id;
  private final ServedProject served;

  EmbeddedProject(Account account, Network network, Account.Project project) {
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
   * authority alone, and dials the three listeners for the service's real host names. In local mode
   * it dials the control plane's port in plaintext. All else is the builder's default.
   */
  public Pinelink.Builder clientBuilder() {
    return network.client(apiKey());
  }

  /**
   * Switches the project's rule that data is served through private endpoints alone. While it is
   * on, every call for the project that reaches {@link Listener#PUBLIC_DATA} is answered 401 {@code
   * Unauthorized} in plain text, whatever its key. Calls that arrive later see the change.
   */
  public void restrictToPrivateEndpoints(boolean restricted) {
    served.restrictToPrivateEndpoints(restricted);
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
