package io.pinelink.mcp;

import java.util.List;

/**
 * The permissions of the tools. They are fixed when the server starts: no argument and no answer
 * changes them.
 *
 * @param indexes the patterns of names and hosts of indexes; empty for all
 * @param namespaces the patterns of names of namespaces; empty for all
 * @param writes whether the tools that write exist
 * @param hostedInference whether texts may be sent to the control plane to be embedded
 * @param limits the limits of each answer
 */
public record AccessPolicy(
    List<NamePattern> indexes,
    List<NamePattern> namespaces,
    boolean writes,
    boolean hostedInference,
    AnswerLimits limits) {
  /** The name of the default namespace, which is empty in requests. */
  static final String DEFAULT_NAMESPACE = "__default__";

  public AccessPolicy {
    indexes = List.copyOf(indexes);
    namespaces = List.copyOf(namespaces);
  }

  boolean allowsIndex(String name) {
    return NamePattern.anyMatches(indexes, name);
  }

  /** Refuses an index whose name is not in the allow-list. */
  void checkIndex(String name) {
    if (!allowsIndex(name)) {
      throw new ToolFailure(
          ToolFailure.Kind.NOT_ALLOWED,
          "index '" + name + "' is not allowed",
          "The tools may use indexes that match " + indexes + ", see list-indexes.");
    }
  }

  /** Returns whether all namespaces are allowed, so that aliases need no look-up. */
  boolean allowsAllNamespaces() {
    return namespaces.isEmpty();
  }

  boolean allowsNamespace(String name) {
    return NamePattern.anyMatches(namespaces, shown(name));
  }

  /** Refuses a namespace whose name is not in the allow-list. */
  void checkNamespace(String name) {
    if (!allowsNamespace(name)) {
      throw new ToolFailure(
          ToolFailure.Kind.NOT_ALLOWED,
          "namespace '" + shown(name) + "' is not allowed",
          "The tools may use namespaces that match " + namespaces + ".");
    }
  }

  /** Returns the name of a namespace as answers have it. */
  static String shown(String namespace) {
    return namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace;
  }
}
