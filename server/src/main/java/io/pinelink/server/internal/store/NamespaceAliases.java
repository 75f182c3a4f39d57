package io.pinelink.server.internal.store;

import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The namespace aliases of an index: names that reads resolve to a namespace, and that writes may
 * not use. Changes are visible at once. Not thread-safe: the index locks.
 */
public final class NamespaceAliases {
  /** The maximum number of aliases of an index. */
  static final int MAX_ALIASES = 1_000;

  private static final int MAX_NAME_LENGTH = 512;
  private static final int MAX_PAGE = 100;
  private static final String RESERVED = "/?#%&=\\;+";
  private static final Set<String> RESERVED_NAMES = Set.of(IndexState.DEFAULT_NAME, ".", "..");

  private final NavigableMap<String, AliasEntry> aliases = new TreeMap<>();

  // Null if changes are not saved.
  private @Nullable WriteJournal journal;

  NamespaceAliases() {}

  /** Adds saved aliases. */
  void load(Collection<AliasEntry> saved) {
    saved.forEach(alias -> aliases.put(alias.name(), alias));
  }

  void saveTo(@Nullable WriteJournal changes) {
    journal = changes;
  }

  /** Returns all aliases in byte order of their names. */
  List<AliasEntry> all() {
    return List.copyOf(aliases.values());
  }

  /** Saves and applies the change of an alias; null deletes it. */
  private void set(String name, @Nullable AliasEntry alias) {
    if (journal != null) {
      journal.aliased(name, alias);
    }
    if (alias == null) {
      aliases.remove(name);
    } else {
      aliases.put(name, alias);
    }
  }

  /** Returns the name in the store of the namespace that serves reads of a name in the store. */
  String resolve(String name) {
    AliasEntry alias = aliases.get(name);
    return alias == null ? name : Validation.namespace(alias.target());
  }

  /** Refuses a use of a name in the store if it is an alias. */
  void check(String name, AliasUse use) {
    if (aliases.containsKey(name)) {
      throw use.refused(name);
    }
  }

  /** Refuses to delete a namespace, by its name in the store, that an alias points to. */
  void checkIsNoTarget(String name) {
    String listed = IndexState.listedName(name);
    for (AliasEntry alias : aliases.values()) {
      if (alias.target().equals(listed)) {
        throw RpcException.invalid(
            "NAMESPACE_TARGETED_BY_ALIAS",
            "Namespace '" + listed + "' is the target of alias '" + alias.name() + "'");
      }
    }
  }

  /**
   * Creates an alias.
   *
   * @param target null if the request has none
   * @param namespaces returns the status of a namespace by its name in the store
   */
  public AliasEntry create(
      String name,
      @Nullable String target,
      Instant now,
      Function<String, NamespaceStatus> namespaces) {
    checkName(name);
    String listed = checkedTarget(target);
    AliasEntry existing = aliases.get(name);
    if (existing != null) {
      throw new RpcException(
          RpcCode.ALREADY_EXISTS,
          "Namespace alias '" + name + "' already exists",
          "ALIAS_ALREADY_EXISTS",
          Map.of("target_namespace", existing.target()));
    }
    if (namespaces.apply(name) != NamespaceStatus.MISSING) {
      throw new RpcException(
          RpcCode.ALREADY_EXISTS,
          "'" + name + "' is the name of a namespace",
          "NAME_IN_USE_BY_NAMESPACE",
          Map.of());
    }
    checkStatus(listed, namespaces);
    if (aliases.size() >= MAX_ALIASES) {
      throw RpcException.invalid(
          "ALIASES_PER_INDEX_EXCEEDED", "An index has at most " + MAX_ALIASES + " aliases");
    }
    AliasEntry created = new AliasEntry(name, listed, now, now);
    set(name, created);
    return created;
  }

  /**
   * Points an alias to another namespace.
   *
   * @param target null if the request has none
   * @param namespaces returns the status of a namespace by its name in the store
   */
  public AliasEntry repoint(
      String name,
      @Nullable String target,
      Instant now,
      Function<String, NamespaceStatus> namespaces) {
    String listed = checkedTarget(target);
    AliasEntry alias = describe(name);
    checkStatus(listed, namespaces);
    AliasEntry repointed = new AliasEntry(name, listed, alias.createdAt(), now);
    set(name, repointed);
    return repointed;
  }

  /** Returns an alias that exists. */
  public AliasEntry describe(String name) {
    AliasEntry alias = aliases.get(name);
    if (alias == null) {
      throw new RpcException(
          RpcCode.NOT_FOUND,
          "Namespace alias '" + name + "' not found",
          "ALIAS_NOT_FOUND",
          Map.of());
    }
    return alias;
  }

  /** Deletes an alias that exists. */
  public void delete(String name) {
    set(describe(name).name(), null);
  }

  /**
   * Lists aliases in byte order of their names.
   *
   * @param prefix null for all names
   * @param target null for any target
   * @param limit the page size, 1 to 100
   * @param token the token of the previous page; empty for the first page
   */
  public StoredPage<AliasEntry> list(
      @Nullable String prefix, @Nullable String target, long limit, String token) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw RpcException.invalid(
          "LIST_INVALID_LIMIT", "limit must be between 1 and " + MAX_PAGE + ", got " + limit);
    }
    AliasListing listing = AliasListing.of(prefix, target, token);
    List<AliasEntry> all = aliases.values().stream().filter(listing::contains).toList();
    List<AliasEntry> rest =
        all.stream().filter(alias -> alias.name().compareTo(listing.skipPast()) > 0).toList();
    if (rest.size() <= limit) {
      return new StoredPage<>(rest, null, all.size());
    }
    List<AliasEntry> page = rest.subList(0, (int) limit);
    return new StoredPage<>(page, listing.tokenAfter(page.get(page.size() - 1).name()), all.size());
  }

  private static void checkName(String name) {
    boolean isValid =
        !name.isEmpty()
            && name.length() <= MAX_NAME_LENGTH
            && !RESERVED_NAMES.contains(name)
            && name.chars().allMatch(c -> c > ' ' && c <= '~' && RESERVED.indexOf(c) < 0);
    if (!isValid) {
      throw RpcException.invalid(
          "ALIAS_NAME_INVALID",
          "An alias name must have 1 to 512 printable ASCII characters without space and "
              + RESERVED
              + ", and must not be __default__, . or ..");
    }
  }

  /** Returns the listed name of a target after checking its characters. */
  private static String checkedTarget(@Nullable String target) {
    if (target == null || target.isEmpty()) {
      throw RpcException.invalid("TARGET_NAMESPACE_REQUIRED", "target_namespace is required");
    }
    if (target.length() > MAX_NAME_LENGTH) {
      throw RpcException.invalid(
          "NAMESPACE_TOO_LONG",
          "target_namespace must have at most " + MAX_NAME_LENGTH + " characters");
    }
    if (!target.chars().allMatch(c -> c > 0 && c < 0x80)) {
      throw RpcException.invalid("NAMESPACE_INVALID", "target_namespace must be ASCII without NUL");
    }
    return target;
  }

  private void checkStatus(String target, Function<String, NamespaceStatus> namespaces) {
    if (aliases.containsKey(target)) {
      throw RpcException.invalid(
          "TARGET_IS_ALIAS", "Target '" + target + "' is itself a namespace alias");
    }
    switch (namespaces.apply(Validation.namespace(target))) {
      case MISSING ->
          throw RpcException.invalid(
              "TARGET_NAMESPACE_NOT_FOUND", "Target namespace '" + target + "' does not exist");
      case NOT_ACTIVE ->
          throw RpcException.invalid(
              "TARGET_NAMESPACE_NOT_ACTIVE", "Target namespace '" + target + "' is not active yet");
      case ACTIVE -> {}
    }
  }
}
