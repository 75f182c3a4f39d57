package io.pinelink.routing;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where to connect for the hosts of a pattern, instead of asking DNS for the host itself. Request
 * authority, TLS server name and certificate check stay the logical host.
 *
 * <p>A pattern is a whole name ({@code api.pinecone.io}) or {@code *.} and a suffix of whole labels
 * ({@code *.svc.private.aped-4627-b74a.pinecone.io}). The first rule that matches a host decides.
 *
 * <p>Immutable and thread-safe.
 */
public final class ConnectRule {
  private static final Pattern BARE_NAME =
      Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f.]*(:[0-9A-Fa-f.]*){2,}");

  private final String pattern;
  private final List<InetSocketAddress> targets;

  private ConnectRule(String pattern, List<InetSocketAddress> targets) {
    this.pattern = pattern;
    this.targets = targets;
  }

  /**
   * Begins a rule.
   *
   * @param pattern a host name, or {@code *.} and a suffix
   * @throws IllegalArgumentException if the pattern is neither
   */
  public static Dial forHost(String pattern) {
    String name = pattern.startsWith("*.") ? pattern.substring(2) : pattern;
    HostText host = HostText.parse(name);
    if (host.scheme() != null || host.port() != null) {
      throw host.refused("a pattern names hosts alone", "no scheme and no port");
    }
    return new Dial(pattern.startsWith("*.") ? "*." + host.name() : host.name());
  }

  /** The open end of a rule: where to dial. */
  public static final class Dial {
    private final String pattern;

    private Dial(String pattern) {
      this.pattern = pattern;
    }

    /**
     * Dials a DNS name, such as that of a VPC endpoint, on port 443. It is resolved at each
     * connect.
     *
     * @throws IllegalArgumentException if it is more or less than a name or an IP address
     */
    public ConnectRule dial(String name) {
      return dial(name, IndexHost.DEFAULT_PORT);
    }

    /**
     * Dials a DNS name on a port from 1 to 65535. It is resolved at each connect.
     *
     * @throws IllegalArgumentException if it is more or less than a name or an IP address, or the
     *     port is outside the range
     */
    public ConnectRule dial(String name, int port) {
      if (!BARE_NAME.matcher(name).matches() || HostText.looksLikeApiKey(name)) {
        throw new IllegalArgumentException(
            "dial is '"
                + HostText.shown(name)
                + "', expected a bare name such as vpce-1a2b.vpce.amazonaws.com");
      }
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port is " + port + ", expected 1 to 65535");
      }
      return dial(InetSocketAddress.createUnresolved(name, port));
    }

    /** Dials the first of the addresses that answers; at least one. */
    public ConnectRule dial(InetSocketAddress... addresses) {
      if (addresses.length == 0) {
        throw new IllegalArgumentException("a rule for " + pattern + " needs an address to dial");
      }
      for (InetSocketAddress address : addresses) {
        if (address.getPort() == 0) {
          throw new IllegalArgumentException("port of " + address + " is 0, expected 1 to 65535");
        }
      }
      return new ConnectRule(pattern, List.copyOf(Arrays.asList(addresses)));
    }
  }

  boolean matches(String host) {
    return pattern.startsWith("*.")
        ? host.endsWith(pattern.substring(1)) && host.length() >= pattern.length()
        : host.equals(pattern);
  }

  List<InetSocketAddress> targets() {
    return targets;
  }

  /** The pattern and where it is dialled. */
  @Override
  public String toString() {
    return pattern + " by " + targets;
  }
}
