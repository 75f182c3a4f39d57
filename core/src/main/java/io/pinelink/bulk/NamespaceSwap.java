package io.pinelink.bulk;

import io.pinelink.internal.validation.AliasRules;

/**
 * A switch of the readers of a namespace alias to a newly loaded namespace.
 *
 * <p>Immutable and thread-safe.
 */
public final class NamespaceSwap {
  private final String alias;
  private final String namespace;
  private final boolean deletesPrevious;

  private NamespaceSwap(String alias, String namespace, boolean deletesPrevious) {
    this.alias = AliasRules.name(alias);
    this.namespace = AliasRules.target(namespace);
    this.deletesPrevious = deletesPrevious;
    if (alias.equals(namespace)) {
      throw new IllegalArgumentException(
          "namespace is '" + namespace + "', which is the alias; expected another name");
    }
  }

  /**
   * Creates a swap that keeps the namespace that the alias pointed to before.
   *
   * @param alias the alias, which is created if it does not exist: 1 to 512 printable ASCII
   *     characters without the space and {@code / ? # % & = \ ; +}; not {@code __default__}, {@code
   *     .} or {@code ..}
   * @param namespace the namespace to load and to point the alias to, 1 to 512 characters; it
   *     should be empty, or contain the beginning of the same load. Not the one that the alias
   *     points to
   */
  public static NamespaceSwap of(String alias, String namespace) {
    return new NamespaceSwap(alias, namespace, false);
  }

  /**
   * Returns a swap that deletes the namespace that the alias pointed to before. A paginated listing
   * that began before the swap then fails.
   */
  public NamespaceSwap deletingPrevious() {
    return new NamespaceSwap(alias, namespace, true);
  }

  /** Returns the alias. */
  public String alias() {
    return alias;
  }

  /** Returns the namespace to load and to point the alias to. */
  public String namespace() {
    return namespace;
  }

  /** Returns whether the namespace that the alias pointed to before is deleted at the end. */
  public boolean deletesPrevious() {
    return deletesPrevious;
  }
}
