package io.pinelink.routing;

import io.pinelink.internal.host.DialTarget;
import io.pinelink.internal.host.HostPattern;
import io.pinelink.internal.host.RuleScope;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where to connect for some hosts, instead of asking DNS for the host itself. Request authority,
 * TLS server name and certificate check stay the logical host: a certificate that is good for the
 * dialled name alone is refused.
 *
 * <pre>{@code
 * ConnectRule.forHost("*.svc.private.aped-4627-b74a.pinecone.io")
 *     .dial("vpce-1a2b-3c4d-us-east-1a.vpce-svc-5e6f.us-east-1.vpce.amazonaws.com") // this zone
 *     .orElse("vpce-1a2b-3c4d.vpce-svc-5e6f.us-east-1.vpce.amazonaws.com")          // any zone
 * }</pre>
 *
 * <p>Names are resolved at each connect. Targets are tried in the order in which they are given;
 * the addresses of one name in random order, so that many connections spread over its zones. The
 * first rule that covers a host decides.
 *
 * <p>Immutable and thread-safe.
 */
public final class ConnectRule {
  private final RuleScope scope;
  private final List<InetSocketAddress> targets;

  private ConnectRule(RuleScope scope, List<InetSocketAddress> targets) {
    this.scope = scope;
    this.targets = targets;
  }

  /**
   * Begins a rule for hosts by their name.
   *
   * @param pattern a whole name ({@code api.pinecone.io}), or {@code *.} and a suffix of whole
   *     labels ({@code *.svc.private.aped-4627-b74a.pinecone.io})
   * @throws IllegalArgumentException if the pattern is neither
   */
  public static Dial forHost(String pattern) {
    return new Dial(HostPattern.parse(pattern));
  }

  /**
   * Begins a rule for the private hosts of all indexes of a project. Two projects in one network
   * need it: each has an endpoint of its own, and one DNS zone cannot name both.
   *
   * @param projectId what stands behind the last hyphen of a host's first label, such as {@code
   *     a1b234c}
   * @throws IllegalArgumentException if it is not made of letters and digits
   */
  public static Dial forProject(String projectId) {
    return new Dial(RuleScope.project(projectId));
  }

  /**
   * Begins a rule for the private hosts of a project's indexes in one environment. A project with
   * indexes in two regions has an endpoint in each.
   *
   * @param projectId what stands behind the last hyphen of a host's first label, such as {@code
   *     a1b234c}
   * @param environment what stands between {@code svc.private} and the domain, such as {@code
   *     aped-4627-b74a} or {@code eastus2-5e25.prod-azure}
   * @throws IllegalArgumentException if either is not such a text
   */
  public static Dial forProject(String projectId, String environment) {
    return new Dial(RuleScope.project(projectId, environment));
  }

  /**
   * Begins a rule for the private host of an index, in whatever project.
   *
   * @param name the index's name
   * @throws IllegalArgumentException if it is no name of an index
   */
  public static Dial forIndex(String name) {
    return new Dial(RuleScope.index(name));
  }

  /** The open end of a rule: where to dial. */
  public static final class Dial {
    private final RuleScope scope;

    private Dial(RuleScope scope) {
      this.scope = scope;
    }

    /**
     * Dials a DNS name, such as that of a VPC endpoint, on port 443.
     *
     * @throws IllegalArgumentException if it is more or less than a name or an IP address
     */
    public ConnectRule dial(String name) {
      return dial(name, IndexHost.DEFAULT_PORT);
    }

    /**
     * Dials a DNS name on a port from 1 to 65535.
     *
     * @throws IllegalArgumentException if it is more or less than a name or an IP address, or the
     *     port is outside the range
     */
    public ConnectRule dial(String name, int port) {
      return dial(DialTarget.of(name, port));
    }

    /**
     * Dials the first of the addresses that answers, in this order; at least one.
     *
     * @throws IllegalArgumentException if there is none, or a port is 0
     */
    public ConnectRule dial(InetSocketAddress... addresses) {
      if (addresses.length == 0) {
        throw new IllegalArgumentException("a rule for " + scope + " needs an address to dial");
      }
      return new ConnectRule(scope, DialTarget.checked(addresses));
    }
  }

  /** Dials this name on port 443 where none of the targets before it answers. */
  public ConnectRule orElse(String name) {
    return orElse(name, IndexHost.DEFAULT_PORT);
  }

  /** Dials this name and port where none of the targets before it answers. */
  public ConnectRule orElse(String name, int port) {
    return orElse(DialTarget.of(name, port));
  }

  /** Dials these addresses, in this order, where none of the targets before them answers. */
  public ConnectRule orElse(InetSocketAddress... addresses) {
    return new ConnectRule(
        scope, Stream.concat(targets.stream(), DialTarget.checked(addresses).stream()).toList());
  }

  /** Returns whether the rule is for a host, given without port and in lower case. */
  public boolean covers(String host) {
    return scope.covers(host);
  }

  /** Returns where to connect, in order; names are unresolved. */
  public List<InetSocketAddress> targets() {
    return targets;
  }

  /** The hosts and where they are dialled. */
  @Override
  public String toString() {
    return scope + " by " + targets;
  }
}
