package io.pinelink.internal.routing;

import io.pinelink.internal.hosttext.HostText;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The hosts that may receive the API key: those under {@code pinecone.io}, those under a domain
 * that the user listed, and loopback. The check compares whole labels. A host that the control
 * plane returned is also trusted, but that is decided by the {@link Router}.
 *
 * <p>A name under {@code localhost} counts as loopback only if its addresses are loopback. A name
 * alone does not show that, so the addresses are checked at every connect.
 *
 * <p>Immutable and thread-safe.
 */
public final class TrustedDomains {
  private final Set<String> domains;

  /** Creates an instance with the user's domains, each a DNS name of at least two labels. */
  public TrustedDomains(Collection<String> domains) {
    Set<String> checked = new LinkedHashSet<>();
    for (String domain : domains) {
      HostText host = HostText.parse(domain);
      if (host.labels().size() < 2 || host.port() != null || host.scheme() != null) {
        throw host.refused("a trusted domain is a bare name", "at least two labels and no port");
      }
      checked.add(host.name());
    }
    this.domains = Set.copyOf(checked);
  }

  Set<String> domains() {
    return domains;
  }

  /**
   * Returns whether the API key may be sent to a host name, given without port and in lower case. A
   * name under {@code localhost} may receive it at a loopback address only, which is checked at
   * every connect.
   */
  public boolean mayReceiveKey(String name) {
    return HostText.isUnder(name, HostText.PINECONE_DOMAIN)
        || HostText.isLoopbackName(name)
        || isListed(name);
  }

  /** Returns whether a host name is trusted only because it means loopback. */
  boolean isTrustedAsLoopback(String name) {
    return HostText.isLoopbackName(name) && !isListed(name);
  }

  private boolean isListed(String name) {
    return domains.stream().anyMatch(domain -> HostText.isUnder(name, domain));
  }

  void check(String name) {
    if (!mayReceiveKey(name)) {
      throw new IllegalArgumentException(
          "host '"
              + name
              + "' is refused: the API key is sent only to hosts under pinecone.io, trusted domains"
              + " and loopback; if the host is yours, name its domain with trustedDomain(…)");
    }
  }
}
