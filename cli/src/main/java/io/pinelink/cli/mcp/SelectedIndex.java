package io.pinelink.cli.mcp;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Namespaces;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.cli.mcp.IndexDirectory.Listed;
import io.pinelink.control.IndexDescription;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.routing.IndexFamily;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import java.util.Map;
import java.util.Optional;

/** An allowed index, and the check of namespaces in it. */
final class SelectedIndex {
  private final Pinelink client;
  private final AccessPolicy policy;
  private final String name;
  private final Optional<Listed> listed;
  private final Map<String, IndexFamily> families;

  /**
   * @param families what unlisted indexes hold, as far as the control plane was asked
   */
  SelectedIndex(
      Pinelink client,
      AccessPolicy policy,
      Map<String, IndexFamily> families,
      String name,
      Optional<Listed> listed) {
    this.client = client;
    this.policy = policy;
    this.families = families;
    this.name = name;
    this.listed = listed;
  }

  String name() {
    return name;
  }

  Optional<Listed> listed() {
    return listed;
  }

  /** Returns the host of a listed index that is in no host book. */
  private Optional<String> host() {
    return listed.filter(index -> !index.isBooked()).map(index -> index.hosts().host());
  }

  Index vectors() {
    return host().map(client::indexAt).orElseGet(() -> client.index(name));
  }

  RecordIndex records() {
    return host().map(client::recordsAt).orElseGet(() -> client.records(name));
  }

  DocumentIndex documents() {
    return host().map(client::documentsAt).orElseGet(() -> client.documents(name));
  }

  /** Returns the hosts, for the doctor. */
  IndexHosts hosts() {
    return listed
        .map(Listed::hosts)
        .orElseGet(() -> hosts(client.controlPlane().describeIndex(name)));
  }

  private static IndexHosts hosts(IndexDescription index) {
    return new IndexHosts(
        index
            .host()
            .orElseThrow(
                () ->
                    new ToolFailure(
                        ToolFailure.Kind.NOT_FOUND,
                        "index '" + index.name() + "' has no host yet",
                        "Wait until its status is Ready.")),
        index.privateHost(),
        Route.Source.CONTROL_PLANE);
  }

  /**
   * Returns whether the index holds documents.
   *
   * @param wanted the family that the agent named; it decides if nothing is known
   */
  boolean isDocuments(Optional<String> wanted) {
    return family()
        .or(() -> wanted.map(IndexFamily::new))
        .filter(IndexFamily.DOCUMENTS::equals)
        .isPresent();
  }

  /** Returns the family; empty if only the host of the index is known. */
  Optional<IndexFamily> family() {
    if (listed.isPresent()) {
      return listed.get().family();
    }
    if (!families.containsKey(name)) {
      client.controlPlane().describeIndex(name).family().ifPresent(it -> families.put(name, it));
    }
    return Optional.ofNullable(families.get(name));
  }

  Namespaces<?> namespaces(boolean isDocuments) {
    return isDocuments ? documents().namespaces() : vectors().namespaces();
  }

  /**
   * Returns the namespace to read: the one that was asked for, or the one that it is an alias of.
   * Both have to be allowed. The name that was checked is the name that is read, so that an alias
   * that is repointed in the meantime changes nothing.
   */
  String readable(Optional<String> asked, Namespaces<?> namespaces) {
    String namespace = checked(asked);
    if (policy.allowsAllNamespaces() || namespace.isEmpty()) {
      return namespace;
    }
    String target = target(namespace, namespaces).orElse(namespace);
    policy.checkNamespace(target);
    return target;
  }

  /** Returns the namespace to write. The service refuses to write to an alias. */
  String writable(Optional<String> asked) {
    return checked(asked);
  }

  private String checked(Optional<String> asked) {
    String namespace =
        asked.filter(name -> !name.equals(AccessPolicy.DEFAULT_NAMESPACE)).orElse("");
    policy.checkNamespace(namespace);
    return namespace;
  }

  /** Checks the namespace that a response came from. */
  String answered(String namespace) {
    policy.checkNamespace(namespace);
    return AccessPolicy.shown(namespace);
  }

  private static Optional<String> target(String alias, Namespaces<?> namespaces) {
    try {
      return Optional.of(namespaces.describeAlias(alias).targetNamespace());
    } catch (NotFoundException e) {
      return Optional.empty();
    } catch (ServiceException e) {
      if (e.code() == ErrorCode.UNIMPLEMENTED) {
        return Optional.empty(); // this index has no aliases
      }
      throw e;
    }
  }
}
