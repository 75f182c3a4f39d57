package io.pinelink.server.internal.faults;

import io.pinelink.model.Protocol;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.spi.Plane;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that a call or a TLS handshake meets; an absent condition is met by all.
 *
 * @param operations names of operations; empty for all
 * @param index the name of an index; empty for all
 * @param namespace a namespace, which is empty for the default namespace; null for all
 * @param host a host name, in which an asterisk stands for any text; empty for all
 */
public record CallMatcher(
    Set<String> operations,
    String index,
    @Nullable String namespace,
    @Nullable Protocol protocol,
    @Nullable Plane plane,
    @Nullable ListenerRole listener,
    String host) {
  /** The conditions that every call meets. */
  public static final CallMatcher ALL = new CallMatcher(Set.of(), "", null, null, null, null, "");

  private static final String DEFAULT_NAMESPACE = "__default__";

  /** Copies the set, and gives names one form. */
  public CallMatcher {
    operations = Set.copyOf(new TreeSet<>(operations));
    namespace = DEFAULT_NAMESPACE.equals(namespace) ? "" : namespace;
    host = host.toLowerCase(Locale.ROOT);
  }

  /** Returns whether it has a condition that only a call can meet. */
  public boolean hasCallConditions() {
    return !operations.isEmpty() || !index.isEmpty() || namespace != null || protocol != null;
  }

  /** Returns whether a call meets all conditions. */
  public boolean matches(MatchedCall call) {
    return (operations.isEmpty() || operations.contains(call.call().operation()))
        && (protocol == null || protocol == call.protocol())
        && matches(call.call().listener(), call.call().host())
        && (index.isEmpty() || Optional.of(index).equals(call.index()))
        && (namespace == null || Optional.of(namespace).equals(call.namespace()));
  }

  /** Returns whether a TLS handshake meets the conditions on listener and host. */
  public boolean matches(ListenerRole at, String name) {
    return (listener == null || listener == at)
        && (plane == null || (plane == Plane.CONTROL) == (at == ListenerRole.CONTROL))
        && (host.isEmpty() || hostPattern().matcher(name.toLowerCase(Locale.ROOT)).matches());
  }

  private Pattern hostPattern() {
    return Pattern.compile("\\Q" + host.replace("*", "\\E.*\\Q") + "\\E");
  }
}
