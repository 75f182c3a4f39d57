package io.pinelink.routing;

import io.pinelink.internal.hosttext.AddressText;
import io.pinelink.internal.hosttext.DialTarget;
import io.pinelink.internal.hosttext.HostPattern;
import io.pinelink.internal.hosttext.RuleScope;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A rule that replaces the addresses to dial for some hosts. Request authority, TLS server name and
 * certificate check still use the logical host: a certificate that is valid only for the dialled
 * name is refused.
 *
 * <pre>{@code
 * ConnectRule.forHost("*.svc.private.aped-4627-b74a.pinecone.io")
 *     .dial("vpce-1a2b-3c4d-us-east-1a.vpce-svc-5e6f.us-east-1.vpce.amazonaws.com") // this zone
 *     .orElse("vpce-1a2b-3c4d.vpce-svc-5e6f.us-east-1.vpce.amazonaws.com")          // any zone
 * }</pre>
 *
 * <p>Names are resolved at each connect. Targets are tried in the given order, and the addresses of
 * one name in random order, families in turn, so that connections spread over its zones. The next
 * one is tried as soon as one has failed, has not opened its socket within 250 milliseconds, or has
 * not completed its handshakes a second later; the first connection that is ready is used.
 * Addresses that did not work are tried last for a minute. If no target works, a refused
 * certificate is reported before any other failure; if a later one works, it is logged. The first
 * rule that covers a host applies.
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
   * Starts a rule for hosts whose name matches a pattern.
   *
   * @param pattern a whole name ({@code api.pinecone.io}), or {@code *.} and a suffix of whole
   *     labels ({@code *.svc.private.aped-4627-b74a.pinecone.io})
   * @throws IllegalArgumentException if the pattern is neither
   */
  public static Dial forHost(String pattern) {
    return new Dial(HostPattern.parse(pattern));
  }

  /**
   * Starts a rule for the private hosts of all indexes of a project. Two projects in one network
   * need such rules: each has its own endpoint, and one DNS zone cannot name both.
   *
   * @param projectId the part after the last hyphen of a host's first label, such as {@code
   *     a1b234c}
   * @throws IllegalArgumentException if it contains other characters than letters and digits
   */
  public static Dial forProject(String projectId) {
    Objects.requireNonNull(projectId, "projectId is null");
    return new Dial(RuleScope.project(projectId));
  }

  /**
   * Starts a rule for the private hosts of a project's indexes in one environment. A project with
   * indexes in two regions has an endpoint in each.
   *
   * @param projectId the part after the last hyphen of a host's first label, such as {@code
   *     a1b234c}
   * @param environment the labels between {@code svc.private} and the domain, such as {@code
   *     aped-4627-b74a} or {@code eastus2-5e25.prod-azure}
   * @throws IllegalArgumentException if either is invalid
   */
  public static Dial forProject(String projectId, String environment) {
    Objects.requireNonNull(projectId, "projectId is null");
    Objects.requireNonNull(environment, "environment is null");
    return new Dial(RuleScope.project(projectId, environment));
  }

  /**
   * Starts a rule for the private host of an index of the given name, in any project.
   *
   * @param name the index's name
   * @throws IllegalArgumentException if it is not a valid index name
   */
  public static Dial forIndex(String name) {
    return new Dial(RuleScope.index(name));
  }

  /** A rule without targets, which sets where to dial. */
  public static final class Dial {
    private final RuleScope scope;

    private Dial(RuleScope scope) {
      this.scope = scope;
    }

    /**
     * Dials a DNS name, such as the name of a VPC endpoint, on port 443.
     *
     * @throws IllegalArgumentException if it is not a bare name or IP address
     */
    public ConnectRule dial(String name) {
      Objects.requireNonNull(name, "name is null");
      return dial(name, IndexHost.DEFAULT_PORT);
    }

    /**
     * Dials a DNS name on a port from 1 to 65535.
     *
     * @throws IllegalArgumentException if it is not a bare name or IP address, or the port is
     *     outside the range
     */
    public ConnectRule dial(String name, int port) {
      Objects.requireNonNull(name, "name is null");
      return dial(DialTarget.of(name, port));
    }

    /**
     * Dials the first of the addresses that answers, in the given order; at least one.
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

  /** Returns this rule with a name to dial on port 443 if no previous target works. */
  public ConnectRule orElse(String name) {
    Objects.requireNonNull(name, "name is null");
    return orElse(name, IndexHost.DEFAULT_PORT);
  }

  /** Returns this rule with a name and port to dial if no previous target works. */
  public ConnectRule orElse(String name, int port) {
    Objects.requireNonNull(name, "name is null");
    return orElse(DialTarget.of(name, port));
  }

  /** Returns this rule with addresses to dial, in the given order, if no previous target works. */
  public ConnectRule orElse(InetSocketAddress... addresses) {
    Objects.requireNonNull(addresses, "addresses is null");
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

  /** Returns the hosts and their targets. */
  @Override
  public String toString() {
    return scope + " by " + AddressText.of(targets);
  }
}
