package io.pinelink.bulk;

import io.pinelink.internal.validation.AliasRules;

/**
 * A switch of the readers of a namespace alias to a newly loaded namespace.
 *
 * @param alias the alias, which is created if it does not exist: 1 to 512 printable ASCII
 *     characters without the space and {@code / ? # % & = \ ; +}; not {@code __default__}, {@code
 *     .} or {@code ..}
 * @param namespace the namespace to load and to point the alias to, 1 to 512 characters; it should
 *     be empty, or contain the beginning of the same load. Not the one that the alias points to
 * @param deletesPrevious whether the namespace that the alias pointed to before is deleted at the
 *     end; false by default
 */
public record NamespaceSwap(String alias, String namespace, boolean deletesPrevious) {
  /** Checks the names. */
  public NamespaceSwap {
    AliasRules.name(alias);
    AliasRules.target(namespace);
    if (alias.equals(namespace)) {
      throw new IllegalArgumentException(
          "namespace is '" + namespace + "', which is the alias; expected another name");
    }
  }

  /** Creates a swap that keeps the namespace that the alias pointed to before. */
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
}
