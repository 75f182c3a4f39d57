package io.pinelink.mcp;

import io.pinelink.Pinelink;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexFamily;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The indexes that the tools may use: those that the user listed by host or in a host book,
 * otherwise all that the control plane lists. With a list, the control plane is not asked.
 */
public final class IndexDirectory {
  private final Pinelink client;
  private final AccessPolicy policy;
  private final Map<String, Listed> listed;
  private final Map<String, SelectedIndex> selected = new ConcurrentHashMap<>();

  private IndexDirectory(Pinelink client, AccessPolicy policy, Map<String, Listed> listed) {
    this.client = client;
    this.policy = policy;
    this.listed = listed;
  }

  /**
   * An index that the user listed.
   *
   * @param name the name in tools
   * @param hosts its hosts
   * @param family what it holds; empty if it is not known
   */
  record Listed(String name, IndexHosts hosts, Optional<IndexFamily> family) {
    /** Returns whether the client finds it in its host book. */
    boolean isBooked() {
      return hosts.source() == Route.Source.HOST_BOOK;
    }
  }

  /** Returns a directory of all indexes of the project that the policy allows. */
  public static IndexDirectory ofProject(Pinelink client, AccessPolicy policy) {
    return new IndexDirectory(client, policy, Map.of());
  }

  /**
   * Returns a directory of listed indexes.
   *
   * @param hosts hosts, each of which must be allowed
   * @param book a host book; entries that are not allowed are left out
   * @param domains the domains of the user's own hosts
   * @throws IllegalArgumentException if a host is invalid or not allowed, or nothing is left
   */
  public static IndexDirectory of(
      Pinelink client,
      AccessPolicy policy,
      Collection<String> hosts,
      HostBook book,
      Collection<String> domains) {
    Map<String, Listed> listed = new LinkedHashMap<>();
    for (String text : hosts) {
      Listed index = given(text, domains);
      if (!allows(policy, index)) {
        throw new IllegalArgumentException(
            "host '" + text + "' does not match --allow-index " + policy.indexes());
      }
      if (listed.putIfAbsent(index.name(), index) != null) {
        throw new IllegalArgumentException("two hosts are of the index '" + index.name() + "'");
      }
    }
    for (HostBook.Entry entry : book.entries()) {
      Listed index =
          new Listed(
              entry.name(),
              new IndexHosts(entry.host(), entry.privateHost(), Route.Source.HOST_BOOK),
              entry.family());
      if (allows(policy, index)) {
        listed.putIfAbsent(index.name(), index);
      }
    }
    if (listed.isEmpty()) {
      throw new IllegalArgumentException(
          "no index of the host book matches --allow-index " + policy.indexes());
    }
    return new IndexDirectory(client, policy, listed);
  }

  private static Listed given(String text, Collection<String> domains) {
    IndexHost host = IndexHost.parse(text, domains);
    String label = host.name().split("\\.", 2)[0];
    int project = label.lastIndexOf('-');
    String name = host.isLocal() || project < 1 ? text : label.substring(0, project);
    return new Listed(name, IndexHosts.given(text), Optional.empty());
  }

  /** A pattern is compared with the name, and with each host. */
  private static boolean allows(AccessPolicy policy, Listed index) {
    return policy.allowsIndex(index.name())
        || policy.allowsIndex(index.hosts().host())
        || index.hosts().privateHost().filter(policy::allowsIndex).isPresent();
  }

  /** Returns whether only listed indexes can be used, so that the control plane is not asked. */
  boolean isList() {
    return !listed.isEmpty();
  }

  List<Listed> listed() {
    return new ArrayList<>(listed.values());
  }

  /**
   * Returns an allowed index. Nothing is sent yet.
   *
   * @param name a name, or the host of a listed index
   */
  SelectedIndex find(String name) {
    if (!isList()) {
      policy.checkIndex(name);
      return selected(name, Optional.empty());
    }
    return listed.values().stream()
        .filter(index -> index.name().equals(name) || index.hosts().host().equals(name))
        .findFirst()
        .map(index -> selected(index.name(), Optional.of(index)))
        .orElseThrow(
            () ->
                new ToolFailure(
                    ToolFailure.Kind.NOT_ALLOWED,
                    "index '" + name + "' is not in the list of this server",
                    "Use one of " + listed.keySet() + "."));
  }

  private SelectedIndex selected(String name, Optional<Listed> known) {
    return selected.computeIfAbsent(name, key -> new SelectedIndex(client, policy, key, known));
  }

  /** Forgets the hosts of all indexes, of which a call failed as if an index was created again. */
  void forget() {
    selected.values().forEach(SelectedIndex::forget);
  }
}
